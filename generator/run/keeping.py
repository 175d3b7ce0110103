"""What becomes of one document: written, left alone, or merged with what people changed in Word.

Three sides: the base (what was generated last), mine (the file as it lies) and fresh (from today's data).
The coming base is written beside the base, then the document, and then the coming base takes the base's
place: whatever stops the program in between, the next run sees by the document's generation which is its.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from types import EllipsisType
from typing import TYPE_CHECKING

from generator.language import _
from generator.problems import Problem, ProblemError
from generator.run.job import Options, Outcome, State
from generator.system import files
from generator.system.output_folders import BASES, key
from generator.system.pulled_texts import recall
from generator.word.fields import provenance
from generator.word.fields.provenance import Provenance
from generator.word.opc.package import Package

if TYPE_CHECKING:
    from generator.word.fields.read import FieldText
    from generator.word.reconcile import Reconciled


def keep(path: Path, fresh: bytes, form: str, data: str, options: Options) -> Outcome:
    """Bring the file at `path` up to date with `fresh`; raise ProblemError when it must be left alone.

    `form` and `data` are the names of the form and of the data file that fresh is made from.
    """
    try:
        return _kept(path, fresh, form, data, options)
    except files.FileChangedError:  # somebody has saved it since it was read: that is what counts
        return _kept(path, fresh, form, data, options)


def _kept(path: Path, fresh: bytes, form: str, data: str, options: Options) -> Outcome:
    base_path = path.parent / BASES / path.name
    mine = files.read_if_there(path)
    base = base_of(base_path, mine, None if options.replace else fresh)
    if mine is not None and base not in {None, fresh} and not options.replace:
        refuse_other_data(path, base, data)
        refuse_other_data(path, mine, data)
    if mine is None or mine in {base, fresh} or options.replace:
        return _overwritten(path, base, mine, fresh, options)
    if base is None:
        raise ProblemError(_foreign(path))
    made = merged(path, base, mine, fresh, form, options)
    state: State = "merged" if made.merged or made.conflicts else "kept"
    outcome = Outcome(path, state, made.notes, made.pending, made.merged, made.conflicts)
    return write_with_base(outcome, base_path, made.document, fresh, options, mine)


def overwrite(path: Path, fresh: bytes, options: Options, refused: Problem) -> Outcome:
    """Let `fresh` take the place of what was written there last; what was edited since is `refused`.

    With `replace` it is kept as a copy beside.
    """
    mine = files.read_if_there(path)
    base = base_of(path.parent / BASES / path.name, mine)
    if mine is not None and mine not in {base, fresh} and not options.replace:
        raise ProblemError(refused)
    return _overwritten(path, base, mine, fresh, options)


def _overwritten(
    path: Path, base: bytes | None, mine: bytes | None, fresh: bytes, options: Options
) -> Outcome:
    outcome = Outcome(path, "unchanged" if mine == fresh else "written")
    if mine is not None and mine not in {base, fresh}:
        outcome = Outcome(path, "replaced", copy=copy_name(path, options.now))
        if outcome.copy and not options.dry_run:
            files.write(outcome.copy, mine, over=None)
    return write_with_base(outcome, path.parent / BASES / path.name, fresh, fresh, options, mine)


def base_of(base_path: Path, mine: bytes | None, fresh: bytes | None = None) -> bytes | None:
    """Return what the file `mine` was generated as last: the base, or the one that was to take its place.

    In the place of a base that is damaged comes `fresh`, where it is given and mine is of its generation;
    else ProblemError is raised.
    """
    base, coming = files.read_if_there(base_path), files.read_if_there(_coming(base_path))
    if mine is None or mine == base:
        return base
    if coming is not None and (mine == coming or _are_one(mine, coming)):
        return coming
    if base is None or fresh is None or generation_of(base):
        return base
    if mine == fresh or _are_one(mine, fresh):
        return fresh
    raise ProblemError(_damaged(base_path))


def _are_one(document: bytes, other: bytes) -> bool:
    """Say whether two documents are of one generation; one that is damaged or carries none is of none."""
    return bool(generation := generation_of(document)) and generation == generation_of(other)


def generation_of(document: bytes) -> str:
    """Return the generation that a document says it is of; nothing when it says none."""
    carried = _carried(document)
    return carried.generation if carried else ""


@lru_cache(maxsize=4)  # to look, all of the document has to be unpacked
def _carried(document: bytes) -> Provenance | None:
    """Return what a document says of its origin; None when it says nothing, or is damaged."""
    try:
        return provenance.of(document, "")
    except ProblemError:
        return None


def refuse_other_data(path: Path, base: bytes | None, data: str) -> None:
    """Raise ProblemError when the document was made from another data file than the one called `data`."""
    carried = _carried(base) if base else None
    if carried is not None and key(carried.data) != key(data):
        raise ProblemError(_other_data(path, carried.data, data))


def _coming(base_path: Path) -> Path:
    return base_path.with_name(base_path.name + ".next")


def write_with_base(
    outcome: Outcome,
    base_path: Path,
    document: bytes,
    fresh: bytes,
    options: Options,
    over: bytes | EllipsisType | None = ...,
) -> Outcome:
    """Write the document and bring its base up to date, each only when it differs from what lies there.

    Raises FileChangedError when the document's place no longer holds `over`. Their folders are left to be
    settled once, when all documents are written.
    """
    if options.dry_run:
        return outcome
    new_base = files.read_if_there(base_path) != fresh
    if new_base:
        files.write(_coming(base_path), fresh, settled=False)
    if files.read_if_there(outcome.document) != document:
        files.write(outcome.document, document, over, settled=False)
    if new_base:
        files.move(_coming(base_path), base_path)
    return outcome


def merged(path: Path, base: bytes, mine: bytes, fresh: bytes, form: str, options: Options) -> Reconciled:
    """Merge; with `options.final`, fresh is a final."""
    from generator.word.reconcile import Names, reconcile

    carried = provenance.of(mine, str(path))
    generated = provenance.of(base, str(path))
    if carried is not None and generated is not None:
        if carried.document != form:
            raise ProblemError(_other_document(path, carried.document))
        if carried.generation != generated.generation:
            raise ProblemError(_other_generation(path))
    names = Names(options.now.strftime("%Y-%m-%dT%H:%M:%SZ"), str(path))
    pulled = recall(path, generation_of(base))
    made = reconcile(
        base, mine, fresh, names=names, track=options.track_changes, final=options.final, pulled=pulled
    )
    return _with_provenance(made, fresh, path)


def edits_in(path: Path, base: bytes, mine: bytes, fresh: bytes) -> tuple[list[str], list[FieldText]]:
    """Return the paths of edited fields, and the edits that the data, as `fresh` shows it, has not yet.

    A field that was pulled counts as edited; the data may have it by now.
    """
    from generator.word.fields.edits import as_pulled, shown_in, titles, waiting
    from generator.word.fields.read import read_fields

    document, before, now = (Package.read(each, str(path)) for each in (mine, base, fresh))
    pulled = recall(path, generation_of(base))
    edited = read_fields(document, as_pulled(shown_in(before), pulled), titles(before)).edited
    return [*dict.fromkeys([*pulled, *(each.path for each in edited)])], waiting(edited, shown_in(now))


def _with_provenance(made: Reconciled, fresh: bytes, path: Path) -> Reconciled:
    """Let a merged document say that it is of fresh's generation."""
    theirs = provenance.of(fresh, str(path))
    package = Package.read(made.document, str(path))
    if theirs is None or provenance.read(package) == theirs:
        return made
    provenance.replace(package, theirs)
    return replace(made, document=package.to_bytes())


def copy_name(path: Path, now: datetime) -> Path:
    """Return what a file is called that is kept beside the one that takes its place."""
    stem = _("{document} (before {moment})").format(document=path.stem, moment=now.strftime("%Y-%m-%d %H%M"))
    number, copy = 1, path.with_name(f"{stem}{path.suffix}")
    while files.is_there(copy):
        number += 1
        copy = path.with_name(f"{stem} {number}{path.suffix}")
    return copy


def _foreign(path: Path) -> Problem:
    message = _(
        "A file that was not generated here lies in the way, and is left as it is. Move it elsewhere, or "
        "generate with --replace: it is then kept beside the new one."
    )
    return Problem("error", "not-ours", message, str(path))


def _damaged(base_path: Path) -> Problem:
    message = _(
        "The program's copy of the document as it was generated last is damaged, so what was changed by hand "
        "cannot be told. Your own file is left as it is. Fetch the copy from a backup, or "
        "generate with --replace: your file is then kept beside the new one."
    )
    return Problem("error", "base-damaged", message, str(base_path))


def _other_data(path: Path, theirs: str, ours: str) -> Problem:
    message = _(
        "The document was made from another data file ({theirs}, not {ours}), and is left as it is. Choose "
        "another folder with --output. If it is the same project, give the data file its old name back, or "
        "generate with --replace: an edited document is then kept beside the new one."
    )
    return Problem("error", "other-data", message.format(theirs=theirs, ours=ours), str(path))


def _other_document(path: Path, name: str) -> Problem:
    message = _("The file is another document ({name}), and is left as it is. Move it elsewhere.")
    return Problem("error", "other-document", message.format(name=name), str(path))


def _other_generation(path: Path) -> Problem:
    message = _(
        "The file comes from another generation than the last one made here, and is left as it is. Take its "
        "fields back with: ansokan pull {file}, and generate with --replace: it is kept beside the new one."
    )
    return Problem("error", "other-generation", message.format(file=path), str(path))
