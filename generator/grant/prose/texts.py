"""The values of a project's data one by one, and the running text among them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from generator.grant.prose.figures import Figure, figures
from generator.grant.schema.base import Group, about, keys_of
from generator.grant.schema.errors import group_of
from generator.grant.yaml.document import DataFile
from generator.located import Unreadable
from generator.problems import Level, Problem

_NOT_TEXT = re.compile(r"https?://\S+|www\.\S+|\]\([^()\s]*\)|`[^`\n]*`|[*_]")
_DIGIT = re.compile(r"[0-9]")
_SENTENCE_END = re.compile(r"[.!?](?=\s)|\n\s*\n|\n\s*(?:[-+•]|\d+[.)])\s")
FEWEST_WORDS = 4
"""From this many words on a text of one line is running text and not a name."""
ENGLISH = "_en"
"""How the key of a text in English ends."""


GROUP = "group"
"""The kind of a group, or of a list of groups, that cannot be read."""
MOST_REMEMBERED = 20_000
"""Results that a process keeps: a project is surveyed anew at each change, of one text among hundreds.

A project of 100 pages has some 500 texts, in which a dozen patterns are looked for.
"""
LONGEST = 40
"""Characters of a text or a name in a message."""
SHORT = 30
"""Characters of a name that stands beside others."""


def cut(text: str, most: int = LONGEST) -> str:
    """Return a text on one line, and no longer than a message has room for."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


@dataclass(frozen=True, slots=True)
class Value:
    """One value: its path, and its kind as in `Origin`; what cannot be read is UNREADABLE."""

    path: str
    value: Any
    kind: str


def values_of(group: Group, path: str = "") -> Iterator[Value]:
    """Yield every value that the data has, in the schema's order."""
    keys, said = keys_of(type(group)), about(type(group))
    for name, value in group.__dict__.items():
        at = f"{path}.{name}" if path else name
        if isinstance(value, Unreadable) and group_of(keys[name].annotation):
            yield Value(at, value, GROUP)
        else:
            yield from _values_in(value, at, said[name].kind)


def _values_in(value: Any, path: str, kind: str) -> Iterator[Value]:
    if isinstance(value, Group):
        yield from values_of(value, path)
    elif isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from _values_in(item, f"{path}.{i}", kind)
    elif value is not None:
        yield Value(path, value, kind)


@lru_cache(maxsize=MOST_REMEMBERED)
def matches(pattern: str | re.Pattern[str], text: str) -> tuple[re.Match[str], ...]:
    """Return what a pattern matches in a text, in order; of a text that did not change it is known."""
    return tuple(re.finditer(pattern, text))


@lru_cache(maxsize=MOST_REMEMBERED // 10)
def _blanked(raw: str) -> str:
    return _NOT_TEXT.sub(lambda match: " " * len(match[0]), raw)


@lru_cache(maxsize=MOST_REMEMBERED // 10)
def _figures(text: str) -> tuple[Figure, ...]:
    return tuple(figures(text))


@dataclass(frozen=True)
class Prose:
    """A running text as it stands in the data file; every finding in it has its line and column."""

    file: DataFile
    path: str
    raw: str

    @cached_property
    def text(self) -> str:
        """The text with addresses and marks of Markdown blanked out; every character keeps its place."""
        return _blanked(self.raw)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures in the text."""
        return _figures(self.text)

    @cached_property
    def has_digits(self) -> bool:
        """Whether there is a digit in the text."""
        return _DIGIT.search(self.raw) is not None

    @property
    def key(self) -> str:
        """The last name of the path."""
        return self.path.rpartition(".")[2]

    @property
    def is_long(self) -> bool:
        """Whether the text is more than a title: of several sentences or lines."""
        return "\n" in self.raw.strip() or _SENTENCE_END.search(self.raw) is not None

    @property
    def is_english(self) -> bool:
        """Whether the text is in English."""
        return self.key.endswith(ENGLISH)

    @cached_property
    def _ends(self) -> list[int]:
        return [match.end() for match in matches(_SENTENCE_END, self.text)]

    def sentence(self, at: int) -> str:
        """Return the sentence that the character at `at` stands in."""
        number = bisect_right(self._ends, at)
        start = self._ends[number - 1] if number else 0
        return self.text[start : self._ends[number] if number < len(self._ends) else len(self.text)]

    def problem(self, level: Level, code: str, message: str, at: int) -> Problem:
        """Return a Problem at a character of the text."""
        return Problem(level, code, message, self.file.name, self.file.place_in(self.path, at), self.path)


def prose(found: list[Value], file: DataFile) -> Iterator[Prose]:
    """Yield the running texts among the values."""
    for each in found:
        if isinstance(each.value, str) and _is_running(each):
            yield Prose(file, each.path, _raw(file, each.path))


def _is_running(each: Value) -> bool:
    if each.path.startswith(("ignore.", "documents.", "calls.", "carried")):
        return False
    return each.kind == "markdown" or (each.kind == "text" and each.value.count(" ") >= FEWEST_WORDS - 1)


def _raw(file: DataFile, path: str) -> str:
    value: Any = file.values
    for step in path.split("."):
        value = value[int(step)] if isinstance(value, list) else value[step]
    return str(value)
