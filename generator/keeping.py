"""What becomes of one document: written, left alone, or merged with what people changed in Word.

Three sides: the base (what was generated last), mine (the file as it lies) and fresh (from today's data).
The coming base is written beside the base, then the document, and then the coming base takes the base's
place: whatever stops the program in between, the next run sees by the document's generation which is its.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from generator import files
from generator.job import BASES, Options, Outcome, State
from generator.language import _
from generator.problems import Problem, ProblemError
from generator.word import provenance
from generator.word.package import Package

if TYPE_CHECKING:
    from generator.word.reconcile import Reconciled


def keep(path: Path, fresh: bytes, form: str, options: Options) -> Outcome:
    """Bring the file at `path` up to date with `fresh`; raise ProblemError when it must be left alone."""
    base_path = path.parent / BASES / path.name
    mine = files.read_if_there(path)
    base = base_of(base_path, mine)
    if mine is None or mine in {base, fresh}:
        state: State = "unchanged" if mine == fresh else "written"
        return _written(Outcome(path, state), base_path, fresh, fresh, options)
    if options.replace:
        copy = _copy_name(path, options.now)
        if not options.dry_run:
            files.write(copy, mine)
        return _written(Outcome(path, "replaced", copy=copy), base_path, fresh, fresh, options)
    if base is None:
        raise ProblemError(_foreign(path))
    made = _merged(path, base, mine, fresh, form, options)
    state = "merged" if made.merged or made.conflicts else "kept"
    outcome = Outcome(path, state, made.notes, made.pending, made.merged, made.conflicts)
    return _written(outcome, base_path, made.document, fresh, options)


def base_of(base_path: Path, mine: bytes | None) -> bytes | None:
    """Return what the file `mine` was generated as last: the base, or the one that was to take its place."""
    base, coming = files.read_if_there(base_path), files.read_if_there(_coming(base_path))
    if coming is None or mine is None or mine == base:
        return base
    if mine == coming or _generation(mine, base_path) == (_generation(coming, base_path) or ""):
        return coming
    return base


def _generation(document: bytes, path: Path) -> str | None:
    carried = provenance.of(document, str(path))
    return carried.generation if carried else None


def _coming(base_path: Path) -> Path:
    return base_path.with_name(base_path.name + ".next")


def _written(outcome: Outcome, base_path: Path, document: bytes, fresh: bytes, options: Options) -> Outcome:
    """Write the document and bring its base up to date, each only when it differs from what lies there.

    Their folders are left to be settled once, when all documents are written.
    """
    if options.dry_run:
        return outcome
    new_base = files.read_if_there(base_path) != fresh
    if new_base:
        files.write(_coming(base_path), fresh, settled=False)
    if files.read_if_there(outcome.document) != document:
        files.write(outcome.document, document, settled=False)
    if new_base:
        files.move(_coming(base_path), base_path)
    return outcome


def _merged(path: Path, base: bytes, mine: bytes, fresh: bytes, form: str, options: Options) -> Reconciled:
    from generator.word.reconcile import Names, reconcile

    carried = provenance.of(mine, str(path))
    generated = provenance.of(base, str(path))
    if carried is not None and generated is not None:
        if carried.document != form:
            raise ProblemError(_other_document(path, carried.document))
        if carried.generation != generated.generation:
            raise ProblemError(_other_generation(path))
    names = Names(options.now.strftime("%Y-%m-%dT%H:%M:%SZ"), str(path))
    made = reconcile(base, mine, fresh, names=names, track=options.track_changes)
    return _with_provenance(made, fresh, path)


def _with_provenance(made: Reconciled, fresh: bytes, path: Path) -> Reconciled:
    """Let a merged document say that it is of fresh's generation."""
    theirs = provenance.of(fresh, str(path))
    package = Package.read(made.document, str(path))
    if theirs is None or provenance.read(package) == theirs:
        return made
    provenance.replace(package, theirs)
    return replace(made, document=package.to_bytes())


def _copy_name(path: Path, now: datetime) -> Path:
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


def _other_document(path: Path, name: str) -> Problem:
    message = _("The file is another document ({name}), and is left as it is. Move it elsewhere.")
    return Problem("error", "other-document", message.format(name=name), str(path))


def _other_generation(path: Path) -> Problem:
    message = _(
        "The file comes from another generation than the last one made here, and is left as it is. Take its "
        "fields back with: ansokan pull {file}, and generate with --replace: it is kept beside the new one."
    )
    return Problem("error", "other-generation", message.format(file=path), str(path))
