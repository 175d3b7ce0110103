"""What was found wrong in a file, over several readings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.grant.yaml.errors import REFUSALS
from generator.grant.yaml.pasted import INVISIBLE_STAND_IN
from generator.grant.yaml.tree import Lines
from generator.language import _
from generator.problems import Problem

if TYPE_CHECKING:
    from generator.grant.yaml.repairs import Slip


class Found:
    """The Problems of one file; of one line that is read again, those of the first reading."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text = name, text
        self.lines = Lines(text)
        self.problems: list[Problem] = []
        self._told: set[int] = set()

    def refuse(self, code: str, at: int, /, **words: Any) -> None:
        """Note that the text at a position cannot be in a data file."""
        self.report(code, _(REFUSALS[code]).format(**words), at)

    def report(self, code: str, message: str, at: int) -> None:
        """Note what is wrong at a position."""
        message = message.replace(INVISIBLE_STAND_IN, "")
        self.problems.append(Problem("error", code, message, self.name, self.lines.place(at)))

    def add(self, other: Found, slip: Slip | None) -> None:
        """Add what another reading found, and its slip, but for lines that have been told."""
        if slip and slip.message:
            line = other.lines.place(slip.at).line
            if line not in {problem.place.line for problem in (*self.problems, *other.problems)}:
                other.report(slip.code, slip.message, slip.at)
        self.problems += [problem for problem in other.problems if problem.place.line not in self._told]
        self._told = {problem.place.line for problem in self.problems}

    def in_order(self) -> list[Problem]:
        """Return the Problems in the order of the file."""
        return sorted(self.problems, key=lambda problem: (problem.place.line, problem.place.column))
