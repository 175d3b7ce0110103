"""How far a project has come, printed."""

from __future__ import annotations

from collections.abc import Sequence

from generator.cli.printing import say
from generator.language import _
from generator.phrases.answered import answered_line, first_missing
from generator.problems import Answered, Problem


def say_answered(counts: Sequence[Answered]) -> None:
    """Print how many questions are answered, while some are not."""
    if line := answered_line(counts):
        say(line)


def say_next(missing: Sequence[Problem]) -> None:
    """Print the first that are missing."""
    say(_("Next:"))
    for each in first_missing(missing):
        say(f"  {each.file}:{each.place.line}: {each.path}: {each.message}")
