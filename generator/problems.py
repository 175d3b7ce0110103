"""A Problem is one thing that a person should fix, with its place and the way out."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from generator.language import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Level = Literal["error", "warning", "hint", "missing"]
LEVELS: tuple[Level, ...] = ("error", "warning", "hint", "missing")
"""`missing`: what is still to be filled in; no fault of a draft, and never left in a final."""
STOPS: frozenset[Level] = frozenset({"error", "missing"})
"""The levels that no final document is made with."""


class Place(NamedTuple):
    """Where in a file: line and column count from 1 (0: not known); `words` says it for a Word file."""

    line: int = 0
    column: int = 0
    words: str = ""


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that a person should fix.

    `code` is stable and never translated; `message` is full sentences, the way out last;
    `file` is the path as the person wrote it; `path` is the place in the data
    (`project.period.end`). `document`, `section` and `question` are the form's own words for what
    the Problem belongs to, where it belongs to one. `depends` are the paths whose values make it, where
    these are known: a Problem of one of them may be its root.
    """

    level: Level
    code: str
    message: str
    file: str = ""
    place: Place = NOWHERE
    path: str = ""
    document: str = ""
    section: str = ""
    question: str = ""
    depends: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return `file:line:column: level: path: message [code]`, what is not known left out."""
        where = self.file
        if self.place.line:
            where += f":{self.place.line}"
            where += f":{self.place.column}" if self.place.column else ""
        parts = [where, self.place.words, _level_word(self.level), self.path]
        return ": ".join(part for part in parts if part) + f": {self.message} [{self.code}]"

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form of `--format json`."""
        return {
            "level": self.level,
            "code": self.code,
            "message": self.message,
            "file": self.file,
            "line": self.place.line or None,
            "column": self.place.column or None,
            "where": self.place.words or None,
            "path": self.path or None,
            "document": self.document or None,
            "section": self.section or None,
            "question": self.question or None,
        }


class Answered(NamedTuple):
    """How many of the questions that a document must have an answer to have one."""

    document: str
    answered: int
    required: int


class ProblemError(Exception):
    """The work cannot go on; `problems` says all that is known to be wrong."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@contextmanager
def gathered(problems: list[Problem]) -> Iterator[None]:
    """Put the problems of a ProblemError, which ends what is done within, in the list."""
    try:
        yield
    except ProblemError as error:
        problems += error.problems


def by_weight(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems, errors first, else in the order in which they came, doubles left out."""
    return sorted(dict.fromkeys(problems), key=lambda problem: LEVELS.index(problem.level))


def stops_final(problems: Iterable[Problem]) -> bool:
    """Say whether an error is among the problems, or something that is still to be filled in."""
    return any(problem.level in STOPS for problem in problems)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Say whether an error is among the problems."""
    return any(problem.level == "error" for problem in problems)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that is nearest to another, or None when none is near."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, list(known), n=1, cutoff=0.6)), None)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ` Did you mean "x"?` with the nearest known word, or nothing when none is near."""
    return guess(nearest(word, known))


def guess(word: str | None) -> str:
    """Return ` Did you mean "x"?`, or nothing without a word."""
    return " " + _('Did you mean "{word}"?').format(word=word) if word else ""


def _level_word(level: Level) -> str:
    return {"error": _("error"), "warning": _("warning"), "hint": _("hint"), "missing": _("missing")}[level]
