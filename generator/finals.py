"""The final documents of a project: all that are asked for are made from their drafts, or none is.

A final is the draft with what people changed in it, without any trace of a draft. It lies in a folder of its
own, so that a draft can go on after it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from generator import files, keeping
from generator.job import BASES, LEFT_OVER, Options, Outcome
from generator.language import _
from generator.problems import Problem, ProblemError, has_errors

FOLDER = "slutlig"
"""The folder beside the drafts that holds the final documents."""


class Draft(NamedTuple):
    """A document whose final is asked for: where its draft lies, its form, and today's rendering of it."""

    path: Path
    form: str
    render: Callable[[], bytes]

    @property
    def final(self) -> Path:
        """Where its final lies."""
        return self.path.parent / FOLDER / self.path.name


class _Ready(NamedTuple):
    """A final that can be written: what becomes of it, its bytes, those of its base, a file to keep."""

    outcome: Outcome
    document: bytes
    made: bytes
    kept: bytes = b""


def make(drafts: Sequence[Draft], options: Options) -> tuple[list[Outcome], list[Problem]]:
    """Write all the finals; when one of them cannot be made, write none and say why."""
    ready, refused = [], []
    problems: list[Problem] = []
    for draft in drafts:
        try:
            ready.append(_prepared(draft, options))
        except ProblemError as error:
            problems += error.problems
            refused.append(draft.path)
    if refused:
        return [], [*problems, _none_made(refused)]
    return _written(ready, options)


def _written(ready: Sequence[_Ready], options: Options) -> tuple[list[Outcome], list[Problem]]:
    outcomes: list[Outcome] = []
    for number, each in enumerate(ready):
        target = each.outcome.document
        try:
            if each.outcome.copy and not options.dry_run:
                files.write(each.outcome.copy, each.kept)
            base = target.parent / BASES / target.name
            outcomes.append(keeping._written(each.outcome, base, each.document, each.made, options))
        except ProblemError as error:
            left = [other.outcome.document for other in ready[number:]]
            return outcomes, [*error.problems, _some_made(outcomes, left)]
    return outcomes, [note for outcome in outcomes for note in outcome.notes]


def _prepared(draft: Draft, options: Options) -> _Ready:
    """Return the final as it can be written; raise ProblemError when it cannot."""
    final, notes = now(draft, options)
    target = draft.final
    kept = files.read_if_there(target)
    last = last_made(target, kept)
    if kept is None or kept in {last, final}:
        if kept != final:
            files.refuse_if_open(target)
        state = Outcome(target, "unchanged" if kept == final else "written", notes)
        return _Ready(state, final, final)
    touched = last is None or edits(last, kept, target) > 0
    if touched and not options.replace:
        raise ProblemError(_not_ours(target) if last is None else _edited(draft))
    if not touched and last == final:  # saved in Word, and nothing else
        return _Ready(Outcome(target, "unchanged", notes), kept, final)
    files.refuse_if_open(target)
    copy = keeping._copy_name(target, options.now)
    return _Ready(Outcome(target, "replaced", notes, copy=copy), final, final, kept)


def now(draft: Draft, options: Options) -> tuple[bytes, tuple[Problem, ...]]:
    """Return the final as the draft and today's data make it; raise ProblemError when something is left."""
    from generator.word.finish import finish
    from generator.word.unsettled import unsettled

    path, fresh = draft.path, draft.render()
    mine = files.read_if_there(path)
    base = keeping.base_of(path.parent / BASES / path.name, mine)
    if mine is not None and base is None:
        raise ProblemError(_no_base(path))
    if mine is None or base is None or mine == base:
        final = finish(fresh, str(path), fresh)
        if left := unsettled(final, str(path)):
            raise ProblemError(*left)
        return final, ()
    made = keeping._merged(path, base, mine, fresh, draft.form, options._replace(track_changes=False))
    problems = [*made.notes, *_unpulled(path, [field.path for field in made.pending])]
    final = finish(made.document, str(path), fresh)
    left = unsettled(final, str(path))
    if left:  # what stands in the draft itself is what people see there
        left = unsettled(finish(mine, str(path)), str(path)) or left
    if made.conflicts:
        problems.append(_conflict(path))
    problems += left
    if has_errors(problems):
        raise ProblemError(*problems)
    return final, tuple(problems)


def last_made(target: Path, kept: bytes | None) -> bytes | None:
    """Return the final as it was made last, whatever has become of it since."""
    return keeping.base_of(target.parent / BASES / target.name, kept)


def edits(last: bytes, kept: bytes, target: Path) -> int:
    """Return how many changes people have made in a final since it was made; to save it is none."""
    from generator.word.reconcile import Names, reconcile

    if kept == last:
        return 0
    try:
        return reconcile(last, last, kept, names=Names("", str(target))).merged
    except ProblemError:  # it is no Word document any more
        return 1


class Standing(NamedTuple):
    """How a final stands that lies there: whether it is ours, and what has changed since it was made.

    `older`: today's draft and data would make another, or none; `edits`: changes made in the final itself.
    """

    file: Path
    ours: bool = True
    older: bool = False
    edits: int = 0


def standing(draft: Draft, options: Options) -> Standing | None:
    """Return how the final of a draft stands, or None when there is none."""
    target = draft.final
    kept = files.read_if_there(target)
    if kept is None:
        return None
    last = last_made(target, kept)
    if last is None:
        return Standing(target, ours=False)
    try:
        final, _notes = now(draft, options)
    except ProblemError:
        final = b""
    return Standing(target, older=final != last, edits=edits(last, kept, target))


def left_over(folder: Path, made: Iterable[str]) -> list[Problem]:
    """Return a hint for each document, draft or final, that lies there and is not made any more."""
    current = set(made)
    found = []
    for place in (folder, folder / FOLDER):
        bases = sorted((place / BASES).glob("*.docx"))
        names = [
            base.name for base in bases if base.name not in current and files.is_there(place / base.name)
        ]
        found += [_left_over(place / name) for name in names]
    return found


def _left_over(path: Path) -> Problem:
    message = _(
        "The project does not make this document any more: the file is as it was left, and nothing new comes "
        "into it. Move it elsewhere, or name its document under documents in the data file."
    )
    return Problem("hint", LEFT_OVER, message, str(path))


def _unpulled(path: Path, fields: Iterable[str]) -> list[Problem]:
    message = _("The field was changed in Word and not in the data. Take it back with: ansokan pull {file}")
    return [
        Problem("error", "not-pulled", message.format(file=path), str(path), path=field) for field in fields
    ]


def _conflict(path: Path) -> Problem:
    message = _(
        "The draft and the data say different things in the same place. Generate without --final: the draft "
        "then shows both. Settle it there, and make the final again."
    )
    return Problem("error", "final-conflict", message, str(path))


def _no_base(path: Path) -> Problem:
    message = _(
        "The draft is no file that was generated here, so what is written in it could be left out of the "
        "final document. Move it elsewhere, or generate with --replace and without --final: it is then kept "
        "beside the new draft."
    )
    return Problem("error", "not-ours", message, str(path))


def _not_ours(target: Path) -> Problem:
    message = _(
        "A file that was not generated here lies in the way of the final document, and is left as it is. "
        "Move it elsewhere, or generate with --final --replace: it is then kept beside the new one."
    )
    return Problem("error", "not-ours", message, str(target))


def _edited(draft: Draft) -> Problem:
    message = _(
        "The final document has been edited since it was made, and is left as it is. Make the change in the "
        "draft instead ({draft}), and generate with --final --replace: the edited file is then kept beside "
        "the new one."
    )
    return Problem("error", "final-edited", message.format(draft=draft.path), str(draft.final))


def _none_made(refused: Sequence[Path]) -> Problem:
    message = _("No final document was made, because of {documents}. Mend that, and generate again.")
    names = ", ".join(path.name for path in refused)
    return Problem("error", "not-final", message.format(documents=names), str(refused[0].parent))


def _some_made(written: Sequence[Outcome], left: Sequence[Path]) -> Problem:
    message = _(
        "Of the final documents these are of today: {written}. These could not be written, and are as they "
        "were: {left}. Mend that, and generate again, before any is sent."
    )
    names = [", ".join(path.name for path in paths) for paths in ([each.document for each in written], left)]
    said = message.format(written=names[0] or _("none"), left=names[1])
    return Problem("error", "not-final", said, str(left[0].parent))
