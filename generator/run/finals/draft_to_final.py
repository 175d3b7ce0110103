"""A final as today's draft and data make it, and how it stands beside the one that lies there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from generator.problems import Problem, ProblemError
from generator.run import keeping
from generator.run.bases import sides
from generator.run.finals import refusals
from generator.run.finals.names import FinalName
from generator.run.job import Options, Standing
from generator.run.ownership import refuse_other_data
from generator.run.word_file import WordFile
from generator.system import files
from generator.system.output_folders import BASES, FINALS


class Draft(NamedTuple):
    """A document whose final is asked for: where its draft lies, and today's rendering of it.

    `form` is the name of the form, `name` that of the final, `data` the data file that it is made from.
    """

    path: Path
    form: str
    name: FinalName
    data: Path
    render: Callable[[], WordFile]
    today: Callable[[], WordFile]

    @property
    def final(self) -> Path:
        """Where its final lies."""
        return self.path.parent / FINALS / self.name.file

    def earlier_finals(self) -> list[Path]:
        """Return the finals made of it under other names: of another case number, or called as the draft."""
        found = _lying(self.path.parent / FINALS)
        return [final for final in found if self.name.was(final.name, self.path.name)]


def now(draft: Draft, options: Options) -> tuple[WordFile, tuple[Problem, ...]]:
    """Return the final as the draft and today's data make it; raise ProblemError when something is left."""
    from generator.run.waiting import edits_in
    from generator.word.fields.edits import titles
    from generator.word.finalize import as_final
    from generator.word.merge.settled import take_out_settled
    from generator.word.unresolved import unresolved_marks

    path, generated = draft.path, draft.render()
    base, edited = sides(path, generated)
    if edited is not None and base is None:
        raise ProblemError(refusals.no_base(path))
    refuse_other_data(path, draft.data, generated, (base, edited))
    if edited is None or base is None or edited == base:
        final = as_final(generated.copy())
        if left := unresolved_marks(final, str(path)):
            raise ProblemError(*left)
        return WordFile.of(final), ()
    options = options._replace(track_changes=False)
    edited = edited.accepted() if options.accept else edited
    document, made = keeping.merged(path, base, edited, generated, draft.form, options)
    _edited, waiting = edits_in(path, base, edited, draft.today())
    clashing = {note.path for note in made.notes if note.code == "conflict"}
    fields = tuple(edit for edit in waiting.fields if edit.path not in clashing)
    problems = refusals.unpulled(path, waiting._replace(fields=fields), titles(base.package))
    final = as_final(document.copy(), generated.package)
    left = unresolved_marks(final, str(path))
    if left or made.conflicts:  # people see what stands in the draft, not what a merge has just made
        seen = edited.copy()
        take_out_settled(seen)
        own = unresolved_marks(as_final(seen), str(path))
        problems += own or refusals.conflicts(path, made.notes) or left
    problems += [note for note in made.notes if note.level == "error"]
    if problems:
        raise ProblemError(*problems)
    return WordFile.of(final), made.notes


def edits(last: WordFile, kept: WordFile) -> int:
    """Return how many changes people have made in a final since it was made; to save it is none."""
    from generator.word.user_edits import changes

    if kept == last:
        return 0
    try:
        return len(changes(last.package, kept.package))
    except ProblemError:  # it is no Word document any more
        return 1


def standing(draft: Draft, options: Options) -> Standing | None:
    """Return how the final of a draft stands, or None when there is none."""
    there = [draft.final] if files.is_there(draft.final) else draft.earlier_finals()
    if not there:
        return None
    target = there[-1]
    last, kept = sides(target)
    if kept is None:
        return None
    if last is None:
        return Standing(target, ours=False)
    try:
        final, _notes = now(draft, options)
    except ProblemError:
        return Standing(target, older=True, edits=edits(last, kept))
    return Standing(target, older=final != last or target != draft.final, edits=edits(last, kept))


def left_over(folder: Path, names: Mapping[str, FinalName]) -> list[Problem]:
    """Return a hint for each document, draft or final, that lies there and is not made any more.

    `names`: by the names of the drafts, those of the finals.
    """
    found = [refusals.left_over(draft) for draft in _lying(folder) if draft.name not in names]
    current = {name.file for name in names.values()}
    for final in _lying(folder / FINALS):
        if final.name not in current:
            now = next((name.file for draft, name in names.items() if name.was(final.name, draft)), "")
            found.append(refusals.renamed(final, now) if now else refusals.left_over(final))
    return found


def _lying(folder: Path) -> list[Path]:
    """Return the documents of ours that lie in a folder."""
    bases = sorted((folder / BASES).glob("*.docx")) if files.is_there(folder / BASES) else []
    return [folder / base.name for base in bases if files.is_there(folder / base.name)]
