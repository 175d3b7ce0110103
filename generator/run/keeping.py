"""What becomes of one document: written, left alone, or merged with what people changed in Word.

Three sides: base (generated last), edited (the file as it lies) and generated (from today's data).
The coming base is written beside the base, then the document, then the coming base takes the base's place:
whatever stops the program in between, the next run sees by the document's generation which is its.
"""

from __future__ import annotations

import contextlib
from datetime import datetime
from pathlib import Path
from types import EllipsisType
from typing import TYPE_CHECKING

from generator.language import _
from generator.problems import Problem, ProblemError
from generator.run.job import Options, Outcome, State
from generator.run.word_file import WordFile
from generator.system import files
from generator.system.output_folders import BASES, key
from generator.system.pulled_texts import recall, recall_items
from generator.word.fields import provenance

if TYPE_CHECKING:
    from generator.word.reconcile import Merged


def keep(path: Path, generated: WordFile, form: str, data: str, options: Options) -> Outcome:
    """Bring the file at `path` up to date with `generated`; raise ProblemError when it must be left alone.

    `form` and `data` are the names of the form and of the data file that it was generated from.
    """
    try:
        return _kept(path, generated, form, data, options)
    except files.FileChangedError:  # somebody has saved it since it was read: that is what counts
        return _kept(path, generated, form, data, options)


def _kept(path: Path, generated: WordFile, form: str, data: str, options: Options) -> Outcome:
    base, edited = sides(path, None if options.replace else generated)
    if edited is not None and not options.replace:
        refuse_other_data(path, data, *(each for each in (base, edited) if each != generated))
    if edited is None or edited in (base, generated) or options.replace:
        return _overwritten(path, base, edited, generated, options)
    if base is None:
        raise ProblemError(not_ours(path, "--replace"))
    document, made = merged(path, base, edited, generated, form, options)
    state: State = "merged" if made.merged or made.conflicts else "kept"
    outcome = Outcome(path, state, made.notes, made.pending, made.merged, made.conflicts)
    return write_with_base(outcome, document, generated, options, edited)


def overwrite(path: Path, made: WordFile, options: Options, refused: Problem) -> Outcome:
    """Let `made` take the place of what was written there last; what was edited since is `refused`.

    With `replace` it is kept as a copy beside.
    """
    base, edited = sides(path)
    if edited is not None and edited not in (base, made) and not options.replace:
        raise ProblemError(refused)
    return _overwritten(path, base, edited, made, options)


def _overwritten(
    path: Path, base: WordFile | None, edited: WordFile | None, made: WordFile, options: Options
) -> Outcome:
    outcome = Outcome(path, "unchanged" if edited == made else "written")
    if edited is not None and edited not in (base, made):
        outcome = Outcome(path, "replaced", copy=copy_name(path, options.now))
        if outcome.copy and not options.dry_run:
            files.write(outcome.copy, edited.data, over=None)
    return write_with_base(outcome, made, made, options, edited)


def sides(path: Path, generated: WordFile | None = None) -> tuple[WordFile | None, WordFile | None]:
    """Return what the file at `path` was generated as last (its base), and the file as it lies.

    The base may still stand beside its place. In the place of a base that is damaged comes `generated`, when
    the file is of its generation; else ProblemError is raised. Versions with the same bytes are one object.
    """
    edited = WordFile.read_if_there(path)
    base = _one_of(_base(base_path(path), edited, generated), edited, generated)
    return base, _one_of(edited, base, generated)


def _one_of(file: WordFile | None, *others: WordFile | None) -> WordFile | None:
    """Return the last of the others that has the same bytes, which may be open already, else the file."""
    return next((other for other in reversed(others) if other == file), file)


def _base(place: Path, edited: WordFile | None, generated: WordFile | None) -> WordFile | None:
    base, coming = WordFile.read_if_there(place), WordFile.read_if_there(_coming(place))
    if edited is None or edited == base:
        return base
    if coming is not None and (edited == coming or _are_one(edited, coming)):
        return coming
    if base is None or generated is None or base == generated or base.generation:
        return base
    if edited == generated or _are_one(edited, generated):
        return generated
    raise ProblemError(_damaged(place))


def _are_one(one: WordFile, other: WordFile) -> bool:
    """Say whether two documents are of one generation; one that is damaged or carries none is of none."""
    return bool(one.generation) and one.generation == other.generation


def refuse_other_data(path: Path, data: str, *documents: WordFile | None) -> None:
    """Raise ProblemError when a document was made from another data file than the one called `data`."""
    for document in documents:
        carried = document.provenance if document else None
        if carried is not None and key(carried.data) != key(data):
            raise ProblemError(_other_data(path, carried.data, data))


def base_path(path: Path) -> Path:
    """Return where a document lies as it was generated last."""
    return path.parent / BASES / path.name


def _coming(place: Path) -> Path:
    return place.with_name(place.name + ".next")


def write_with_base(
    outcome: Outcome,
    document: WordFile,
    base: WordFile,
    options: Options,
    over: WordFile | EllipsisType | None = ...,
) -> Outcome:
    """Write the document and bring its base up to date, each only when it differs from what lies there.

    Raises FileChangedError when the document's place no longer holds `over`. Their folders are synced later.
    """
    if options.dry_run:
        return outcome
    place = base_path(outcome.document)
    new_base = files.read_if_there(place) != base.data
    if new_base:
        files.write(_coming(place), base.data, synced=False)
    if files.read_if_there(outcome.document) != document.data:
        lying = over.data if isinstance(over, WordFile) else over
        files.write(outcome.document, document.data, lying, synced=False)
    if new_base:
        with contextlib.suppress(ProblemError):  # held: the next run finds it beside its place
            files.move(_coming(place), place)
    return outcome


def merged(
    path: Path, base: WordFile, edited: WordFile, generated: WordFile, form: str, options: Options
) -> tuple[WordFile, Merged]:
    """Return the document merged, of the generation of `generated`, and what was done to it.

    With `options.final`, `generated` is a final.
    """
    from generator.word.reconcile import Names, merge_packages

    if (carried := edited.provenance) is not None and base.provenance is not None:
        if carried.document != form:
            raise ProblemError(_other_document(path, carried.document))
        if carried.generation != base.generation:
            raise ProblemError(_other_generation(path))
    package = edited.copy()
    made = merge_packages(
        base.package,
        package,
        generated.package,
        names=Names(options.now.strftime("%Y-%m-%dT%H:%M:%SZ"), str(path), swedish=True),
        track=options.track_changes,
        final=options.final,
        pulled=recall(path, base.generation),
        items=recall_items(path, base.generation),
    )
    today = generated.provenance
    if today is not None and provenance.read(package) != today:
        provenance.replace(package, today)
    elif not made.changed:
        return edited, made
    return WordFile.of(package), made


def copy_name(path: Path, now: datetime) -> Path:
    """Return what a file is called that is kept beside the one that takes its place."""
    stem = f"{path.stem} (före {now:%Y-%m-%d %H%M})"
    number, copy = 1, path.with_name(f"{stem}{path.suffix}")
    while files.is_there(copy):
        number += 1
        copy = path.with_name(f"{stem} {number}{path.suffix}")
    return copy


def not_ours(path: Path, options: str) -> Problem:
    """Say that somebody else's file lies in the document's place; with these options it is replaced."""
    message = _(
        "A file that was not generated here lies in the way, and is left as it is. Move it elsewhere, or "
        "generate with {options}: it is then kept beside the new one."
    )
    return Problem("error", "not-ours", message.format(options=options), str(path))


def _damaged(place: Path) -> Problem:
    message = _(
        "The program's copy of the document as it was generated last is damaged, so what was changed by hand "
        "cannot be told. Your own file is left as it is. Fetch the copy from a backup, or "
        "generate with --replace: your file is then kept beside the new one."
    )
    return Problem("error", "base-damaged", message, str(place))


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
