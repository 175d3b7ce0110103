"""The lines around what YAML complains of, and what a slip that is found there becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.grant.yaml.errors import explain
from generator.grant.yaml.repairs import BROKEN_LINE, Line, Slip, line_at, without_line

if TYPE_CHECKING:
    import yaml


class Finder:
    """Looks for a slip near YAML's complaint; the kinds of slips are those of its subclasses."""

    def __init__(self, error: yaml.MarkedYAMLError, text: str) -> None:
        self._text = text
        self._code, self._message, self._at = explain(error, text)
        spans = [match for match in BROKEN_LINE.finditer(text) if match.end() > match.start()]
        self._ends = [match["end"] for match in spans]
        self._lines = [line_at(number, match.start(), match["line"]) for number, match in enumerate(spans)]
        numbers = [line.number for line in self._lines if line.start <= self._at]
        self._here = numbers[-1] if numbers else 0

    def _as_complained(self, rest: str) -> Slip:
        """Return YAML's complaint, and the text with `rest` on its line; without, the line goes."""
        if rest:
            return self._slip(
                self._code, self._message, self._at, self._lines[self._here], self._indent(rest)
            )
        return Slip(self._code, self._message, self._at, without_line(self._text, self._at))

    def _indent(self, rest: str) -> str:
        return " " * self._lines[self._here].indent + rest

    def _replaced(self, code: str, message: str, line: Line, typed: str, offset: int = 0) -> Slip:
        return self._slip(code, message, line.start + line.indent + offset, line, " " * line.indent + typed)

    def _slip(self, code: str, message: str, at: int, line: Line, typed: str) -> Slip:
        return Slip(code, message, at, self._with(line, typed))

    def _with(self, line: Line, typed: str) -> str:
        return self._text[: line.start] + typed + self._text[line.start + len(line.text) :]

    def _line_above(self, number: int) -> Line | None:
        """Return the nearest line above that holds something."""
        return next((self._lines[each] for each in self._above(number)), None)

    def _above(self, number: int) -> list[int]:
        """Return the numbers of the lines above that hold something, the nearest first."""
        return [
            each
            for each in range(number - 1, -1, -1)
            if self._lines[each].rest.strip() and self._lines[each].rest[0] != "#"
        ]
