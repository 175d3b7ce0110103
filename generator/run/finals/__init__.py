"""The final documents of a project: all that are asked for are made from their drafts, or none is.

A final is the draft with what people changed in it, without any trace of a draft. It lies in a folder of its
own, so that a draft can go on after it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from generator.problems import Problem, ProblemError
from generator.run import keeping
from generator.run.bases import Bases, Sides, sides
from generator.run.finals import refusals
from generator.run.finals.draft_to_final import (
    Draft,
    edits,
    left_over,
    now,
    standing,
)
from generator.run.finals.names import FinalName, final_names
from generator.run.job import Options, Outcome
from generator.run.word_file import WordFile
from generator.system import files

__all__ = ["Draft", "FinalName", "final_names", "left_over", "make", "standing"]


class _Ready(NamedTuple):
    """A final that can be written: what becomes of it, the file, its base, and what lies there."""

    outcome: Outcome
    document: WordFile
    made: WordFile
    before: Sides


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
        return [], [*problems, refusals.none_made(refused)]
    return _written(ready, options)


def _written(ready: Sequence[_Ready], options: Options) -> tuple[list[Outcome], list[Problem]]:
    outcomes: list[Outcome] = []
    bases = Bases(dry=options.dry_run)
    problems: list[Problem] = []
    for number, each in enumerate(ready):
        try:
            if each.before.edited and each.outcome.copy and not options.dry_run:
                files.write(each.outcome.copy, each.before.edited.data, over=None)
            outcomes.append(bases.write(each.outcome, each.document, each.made, each.before))
        except ProblemError as error:
            left = [other.outcome.document for other in ready[number:]]
            problems = [*error.problems, refusals.some_made([made.document for made in outcomes], left)]
            break
    bases.settle()
    return outcomes, problems or [note for outcome in outcomes for note in outcome.notes]


def _prepared(draft: Draft, options: Options) -> _Ready:
    """Return the final as it can be written; raise ProblemError when it cannot."""
    final, notes = now(draft, options)
    target = draft.final
    if not options.replace:
        _refuse_edited(draft)
    last, kept = before = sides(target)
    if kept is None or kept in (last, final):
        if kept != final:
            files.refuse_if_open(target)
        state = Outcome(target, "unchanged" if kept == final else "written", notes)
        return _Ready(state, final, final, before)
    touched = last is None or edits(last, kept) > 0
    if touched and not options.replace:
        foreign = keeping.not_ours(target, "--final --replace")
        raise ProblemError(foreign if last is None else refusals.edited(draft.path, target))
    if not touched and last == final:  # saved in Word, and nothing else
        return _Ready(Outcome(target, "unchanged", notes), kept, final, before)
    files.refuse_if_open(target)
    copy = keeping.copy_name(target, options.now)
    return _Ready(Outcome(target, "replaced", notes, copy=copy), final, final, before)


def _refuse_edited(draft: Draft) -> None:
    """Raise ProblemError when people have changed a final that has another name now, and is left behind."""
    for path in draft.earlier_finals():
        last, kept = sides(path)
        if last is not None and kept is not None and edits(last, kept):
            raise ProblemError(refusals.edited(draft.path, path))
