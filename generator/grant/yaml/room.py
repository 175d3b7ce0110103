"""Room made in a YAML text for values whose keys and items it lacks: they are added, with nothing in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import itemgetter
from typing import TypeAlias

from generator.grant.yaml.reader import compose
from generator.grant.yaml.scalars import (
    STEP,
    WIDTH,
    Slot,
    after,
    column_before,
    column_of,
    line_end,
    newline_of,
)
from generator.grant.yaml.skeleton import Item, flow, lines
from generator.grant.yaml.tree import Node

Branch: TypeAlias = "Mapping[str, Item] | Sequence[Item]"
Lacking: TypeAlias = "dict[tuple[str, ...], str | None]"
"""The names below a node that a value needs, and the value."""


@dataclass
class _Room:
    """What one group or list lacks; `trail`: the nodes from the root to it."""

    trail: list[Node]
    lacking: Lacking = field(default_factory=dict)

    @property
    def node(self) -> Node:
        return self.trail[-1]

    @property
    def is_inside_brackets(self) -> bool:
        return len(self.trail) == 1 or self.trail[-2].flow

    def place(self, text: str) -> tuple[int, int]:
        """Return where in the text something is added; of two in one place the deeper stands first."""
        node = self.node
        if node.value:
            return (_last(node).end if node.flow else after(text, node)), -len(self.trail)
        return (node.start if self.is_inside_brackets else line_end(text, node.end)), -len(self.trail)


def with_room(text: str, root: Node, values: Mapping[str, str | None]) -> tuple[str, Node]:
    """Return the text with the keys and items of all the paths, and its tree; those added have no value.

    A list in brackets becomes one of lines where what is added does not fit on its line. Raises LookupError
    where there is no room, ProblemError when the text with it is unreadable.
    """
    rooms: dict[tuple[str, ...], _Room] = {}
    for path, value in values.items():
        names = path.split(".")
        trail, missing = root.walk(names)
        if missing:
            room = rooms.setdefault(tuple(names[: len(trail) - 1]), _Room(trail))
            room.lacking[tuple(missing)] = value
    # From the last place to the first, so that what stands before is where the tree says.
    for (at, _depth), room in sorted(
        ((room.place(text), room) for room in rooms.values()), key=itemgetter(0), reverse=True
    ):
        text = _made(text, at, room)
    return (text, compose(text, "")) if rooms else (text, root)


def _made(text: str, at: int, room: _Room) -> str:
    node = room.node
    added = _added(room.lacking, node.value)
    if not node.value and room.is_inside_brackets:
        return Slot(text, node, room.trail[-2:][0]).inline(flow(added))
    if not node.value:
        return _below(text, room, lines(added, _column(text, room)))
    if not node.flow:
        return _with_lines(text, at, lines(added, column_before(text, node)))
    if isinstance(node.value, list) and not room.is_inside_brackets and not _fits(text, room, added):
        return _unfolded(text, room, added)
    return f"{text[:at]}, {flow(added)[1:-1]}{text[at:]}"


def _added(lacking: Lacking, held: str | dict[str, Node] | list[Node] | None) -> Branch:
    """Return the keys, or the items, that are added below what a node holds."""
    below: dict[str, Lacking] = {}
    for (name, *rest), value in lacking.items():
        inner = below.setdefault(name, {})
        if rest:
            inner[tuple(rest)] = value
    if isinstance(held, dict) or (held is None and next(iter(below)) != "0"):
        return {name: _added(inner, None) if inner else None for name, inner in below.items()}
    first = len(held or ())
    if isinstance(held, str) or list(below) != [str(first + number) for number in range(len(below))]:
        raise LookupError
    return [_added(inner, None) if inner else None for inner in below.values()]


def _with_lines(text: str, at: int, added: Iterable[str]) -> str:
    """Return the text with lines at the beginning of a line; the last line of a text gets its end before."""
    newline = newline_of(text)
    if not text[:at].endswith(("\r", "\n")):
        at = line_end(text, at)
    before = "" if text[:at].endswith(("\r", "\n")) else newline
    return text[:at] + before + "".join(line + newline for line in added) + text[at:]


def _fits(text: str, room: _Room, added: Branch) -> bool:
    """Say whether the line of a list in brackets can hold its new items with their values."""
    values = [value or "" for value in room.lacking.values()]
    width = column_of(text, room.node.end) + len(flow(added)) + sum(map(len, values))
    return width <= WIDTH and not any("\n" in value for value in values)


def _unfolded(text: str, room: _Room, added: Branch) -> str:
    """Return the text with a list in brackets as one of lines, and the new items behind those it has."""
    node = room.node
    items = node.value if isinstance(node.value, list) else []
    written = [text[item.start : item.end] for item in items]
    gaps = [text[one.end : other.start] for one, other in pairwise(items)]
    edges = text[node.start : items[0].start], text[items[-1].end : node.end]
    if any("\n" in each or "\r" in each for each in written) or any("#" in each for each in (*gaps, *edges)):
        raise LookupError
    column = _column(text, room)
    dashed = [f"{' ' * column}- {each}" for each in written]
    return _below(text, room, [*dashed, *lines(added, column)])


def _column(text: str, room: _Room) -> int:
    """Return the column of the keys or items below the line of a value."""
    return column_before(text, room.trail[-2]) + STEP


def _below(text: str, room: _Room, added: Iterable[str]) -> str:
    """Return the text with lines in the place of a value that stands on one."""
    before = text[: room.node.start].rstrip(" ")
    text = before + text[room.node.end :]
    return _with_lines(text, line_end(text, len(before)), added)


def _last(node: Node) -> Node:
    """Return the last of the values that a group or a list holds."""
    held = node.value.values() if isinstance(node.value, dict) else node.value
    return [each for each in held or () if isinstance(each, Node)][-1]
