"""Several values put in a YAML text at once: what each would change alone, changed in one text."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from generator.grant.yaml.edit import rewritings
from generator.grant.yaml.reader import compose
from generator.problems import ProblemError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.grant.yaml.tree import Node


class _Splice(NamedTuple):
    """A stretch of a text, and what takes its place."""

    start: int
    end: int
    new: str


def spliced(text: str, root: Node, values: Mapping[str, str | None]) -> str | None:
    """Return `text` with the values at their paths, None when two of them would change the same place.

    Whether the text reads as it should is for the caller to see. Raises what `rewritings` raises.
    """
    splices = sorted(_splice(text, root, path.split("."), value) for path, value in values.items())
    if any(before.end >= after.start for before, after in pairwise(splices)):
        return None
    made, at = [], 0
    for splice in splices:
        made += [text[at : splice.start], splice.new]
        at = splice.end
    return "".join([*made, text[at:]])


def _splice(text: str, root: Node, names: list[str], value: str | None) -> _Splice:
    """Return what putting the value changes, in the best style that reads back."""
    trail, missing = root.walk(names)
    ways = rewritings(text, root, names, value)
    if not missing and isinstance(trail[-2].value, dict) and not trail[-2].flow:
        ways = (way for way in ways if _reads_back(text, way, trail[-1], value))
    way = next(ways, None)
    if way is None:
        raise LookupError
    node = trail[-1]
    return _difference(text, way, text.rfind("\n", 0, node.key) + 1, _line_end(text, node.end))


def _reads_back(text: str, new: str, node: Node, value: str | None) -> bool:
    """Say whether the key and its value, read alone, say the value."""
    stop = node.end if node.style in {"|", ">"} else _line_end(text, node.end)
    column = node.key - text.rfind("\n", 0, node.key) - 1
    try:
        alone = compose(" " * column + new[node.key : stop + len(new) - len(text)], "").plain()
    except ProblemError:
        return False
    return list(alone.values()) == [value]


def _line_end(text: str, at: int) -> int:
    return text.find("\n", at) + 1 or len(text)


def _difference(old: str, new: str, start: int, stop: int) -> _Splice:
    """Return what differs; it lies between two places of the old text, as a rule, and is looked for there."""
    behind = len(new) - len(old) + stop
    if behind < start or old[:start] != new[:start] or old[stop:] != new[behind:]:
        start, stop, behind = 0, len(old), len(new)
    before, after = old[start:stop], new[start:behind]
    shortest = min(len(before), len(after))
    head = bisect_left(range(shortest), True, key=lambda n: before[: n + 1] != after[: n + 1])
    tail = bisect_left(range(shortest - head), True, key=lambda n: before[-n - 1 :] != after[-n - 1 :])
    return _Splice(start + head, stop - tail, after[head : len(after) - tail])
