"""What becomes of one document: written, left alone, or merged with what people changed in Word.

Three sides: base (what the file was generated as, last or earlier), edited (the file as it lies) and
generated (from today's data).
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from generator.language import _
from generator.problems import Problem, ProblemError
from generator.run.bases import Bases, Sides, sides
from generator.run.job import Options, Outcome, State
from generator.run.ownership import refuse_other_data
from generator.run.word_file import WordFile
from generator.system import files
from generator.system.pulled_texts import recall, recall_items
from generator.word.fields import provenance

if TYPE_CHECKING:
    from generator.word.merge_packages import Merged


def keep(path: Path, generated: WordFile, form: str, data: Path, options: Options, bases: Bases) -> Outcome:
    """Bring the file at `path` up to date with `generated`; raise ProblemError when it must be left alone.

    `form` is the name of the form, `data` the data file that it was generated from.
    """
    try:
        return _kept(path, generated, form, data, options, bases)
    except files.FileChangedError:  # somebody has saved it since it was read: that is what counts
        return _kept(path, generated, form, data, options, bases)


def _kept(path: Path, generated: WordFile, form: str, data: Path, options: Options, bases: Bases) -> Outcome:
    base, edited = before = sides(path, None if options.replace else generated)
    if edited is not None and not options.replace:
        refuse_other_data(path, data, generated, (each for each in (base, edited) if each != generated))
    if edited is None or edited in (base, generated) or options.replace:
        return _overwritten(path, before, generated, options, bases)
    if base is None:
        raise ProblemError(not_ours(path, "--replace"))
    text = edited.accepted() if options.accept else edited
    document, made = merged(path, base, text, generated, form, options)
    state: State = "merged" if made.merged or made.conflicts or text != edited else "kept"
    notes = (*made.notes, *_active(document, path))
    outcome = Outcome(path, state, notes, made.pending, made.merged, made.clashes, made.settled)
    return bases.write(outcome, document, generated, before)


def overwrite(path: Path, made: WordFile, options: Options, refused: Problem, bases: Bases) -> Outcome:
    """Let `made` take the place of what was written there last; what was edited since is `refused`.

    With `replace` it is kept as a copy beside.
    """
    base, edited = before = sides(path)
    if edited is not None and edited not in (base, made) and not options.replace:
        raise ProblemError(refused)
    return _overwritten(path, before, made, options, bases)


def _overwritten(path: Path, before: Sides, made: WordFile, options: Options, bases: Bases) -> Outcome:
    base, edited = before
    outcome = Outcome(path, "unchanged" if edited == made else "written")
    if edited is not None and edited not in (base, made):
        outcome = Outcome(path, "replaced", copy=copy_name(path, options.now))
        if outcome.copy and not options.dry_run:
            files.write(outcome.copy, edited.data, over=None)
    return bases.write(outcome._replace(notes=_active(made, path)), made, made, before)


def _active(document: WordFile, path: Path) -> tuple[Problem, ...]:
    """Return what is to be said of content that runs or fetches something when the document is opened."""
    from generator.word.opc.active_content import active_content
    from generator.word.opc.external_content import told

    return tuple(told(active_content(document.package), "warning", str(path)))


def merged(
    path: Path, base: WordFile, edited: WordFile, generated: WordFile, form: str, options: Options
) -> tuple[WordFile, Merged]:
    """Return the document merged, of the generation of `generated`, and what was done to it.

    With `options.final`, `generated` is a final.
    """
    from generator.word.merge_packages import Names, merge_packages

    if (carried := edited.provenance) is not None and base.provenance is not None:
        if carried.document != form:
            raise ProblemError(_other_document(path, carried.document))
        if carried.generation != base.generation:
            raise ProblemError(_other_generation(path, carried.data))
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


def _other_document(path: Path, name: str) -> Problem:
    message = _("The file is another document ({name}), and is left as it is. Move it elsewhere.")
    return Problem("error", "other-document", message.format(name=name), str(path))


def _other_generation(path: Path, data: str) -> Problem:
    message = _(
        "What this file was generated as is not kept any more, so what was changed in it by hand cannot be "
        "told from what the data has changed; it is left as it is. Generate with --replace: it is kept "
        "beside the new one. Then name that copy, and bring in what was changed in it: "
        "ansokan merge COPY --data {data}"
    )
    return Problem("error", "other-generation", message.format(data=data), str(path))
