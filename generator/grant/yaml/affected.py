"""The values that stand on lines with slips: what the file says there cannot be known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from generator.grant.yaml.repairs import KEY
from generator.grant.yaml.tree import Lines, Node, lines_of

_BEGINNING = re.compile(rf"\s*(?P<dash>-?)[ -]*(?:(?P<key>{KEY})\b)?")


class _Entry(NamedTuple):
    """A value: its path, the lines of its key and its end (for a group: of its key alone), and its start."""

    path: str
    first: int
    last: int
    start: int
    node: Node


def affected(text: str, root: Node, repaired: str, numbers: Iterable[int]) -> frozenset[str]:
    """Return the paths of the values on these lines of `text`; `root` is the tree of the `repaired` text.

    A line with a slip may have been meant for any of the groups and lists around it.
    """
    lines, written, left = Lines(repaired), lines_of(text), lines_of(repaired)
    entries = list(_entries(root, "", lines))
    found: set[str] = set()
    for number in numbers:
        here = [each.path for each in entries if each.first <= number <= each.last]
        found.update(here if left[number - 1].strip() else ())
        found.update(_meant_for(root, entries, number, written[number - 1]))
    return frozenset(found)


def _meant_for(root: Node, entries: Sequence[_Entry], number: int, line: str) -> Iterator[str]:
    """Yield the text that a line may go on, and what it may add to the groups and lists around it."""
    above = [each for each in entries if each.start < number]
    begins = _BEGINNING.match(line)
    if not above or begins is None or not line.strip():
        return
    if not (begins["dash"] or begins["key"]):
        yield above[-1].path
    yield from (each.path for each in above[-2:] if each.node.value is None)
    steps = above[-1].path.split(".")
    key, written = begins["key"], {each.path: each.first for each in entries}
    for around in (steps[:count] for count in range(len(steps))):
        trail, missing = root.walk(around)
        if missing:  # a key that has a dot within
            break
        held = trail[-1]
        path = ".".join([*around, key or ""])
        if isinstance(held.value, list) and begins["dash"]:
            yield ".".join(around)
        elif isinstance(held.value, dict) and key:
            child = held.child(key)
            if child is None or not child.value:
                yield path
            elif written[path] != number and around and around[-1].isdigit():  # two items run together
                yield ".".join(around[:-1])


def _entries(node: Node, path: str, lines: Lines) -> Iterator[_Entry]:
    start, key = lines.place(node.start).line, lines.place(node.key).line
    is_branch = isinstance(node.value, dict | list)
    last = lines.place(max(node.end - 1, node.start)).line
    if is_branch:
        last = key if node.key != node.start else 0
    yield _Entry(path, key, last, start, node)
    children = node.value.items() if isinstance(node.value, dict) else ()
    if isinstance(node.value, list):
        children = ((str(number), item) for number, item in enumerate(node.value))  # type: ignore[assignment]
    for name, child in children:
        yield from _entries(child, f"{path}.{name}" if path else name, lines)
