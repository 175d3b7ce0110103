"""The tree of a YAML text: every node knows where it stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

from generator.problems import Place

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(slots=True)
class Node:
    """A value; `start`, `end` and `key` are character positions.

    `key` is where its key begins (of an item: the item itself). `style` is `|`, `>` or the quote of a text,
    and empty for a plain text or a branch; `flow` marks a branch in brackets.
    """

    value: str | dict[str, Node] | list[Node] | None
    start: int
    end: int
    key: int
    style: str = ""
    flow: bool = False

    def child(self, name: str) -> Node | None:
        """Return the value of the key, or the item of the index, `name`."""
        if isinstance(self.value, dict):
            return self.value.get(name)
        if isinstance(self.value, list) and (index := index_of(name, len(self.value))) is not None:
            return self.value[index]
        return None

    def walk(self, names: list[str]) -> tuple[list[Node], list[str]]:
        """Return the nodes from this one along the path `names`, and the names that are missing."""
        trail = [self]
        for position, name in enumerate(names):
            child = trail[-1].child(name)
            if child is None:
                return trail, names[position:]
            trail.append(child)
        return trail, []

    def plain(self) -> Any:
        """Return the value as nested dict, list, str and None."""
        if isinstance(self.value, dict):
            return {name: child.plain() for name, child in self.value.items()}
        return [item.plain() for item in self.value] if isinstance(self.value, list) else self.value


def index_of(name: str, count: int) -> int | None:
    """Return the index below `count` that `name` spells (`0`, `12`), or None."""
    return int(name) if re.fullmatch("0|[1-9][0-9]{0,6}", name) and int(name) < count else None


def lines_of(text: str) -> list[str]:
    """Return the lines of a text; a carriage return alone ends one too (YAML 1.2, 5.4)."""
    return _LINE_END.split(text)


class Lines:
    """Turns character positions of a text into places."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]

    def place(self, at: int) -> Place:
        """Return the line and column, from 1, of character position `at`."""
        line = bisect_right(self._starts, at)
        return Place(line, at - self._starts[line - 1] + 1)
