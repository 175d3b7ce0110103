"""The values that stand on lines with slips: what the file says there cannot be known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from generator.grant.yaml.repairs import KEY
from generator.grant.yaml.tree import Lines, Node

_BEGINNING = re.compile(rf"(?P<indent> *)(?P<dash>-?)[ -]*(?P<key>{KEY})?")


class _Entry(NamedTuple):
    """A value: its path, the lines of its key and its end (for a group: of its key alone), its column."""

    path: str
    first: int
    last: int
    start: int
    column: int
    node: Node


def affected(text: str, root: Node, repaired: str, numbers: Iterable[int]) -> frozenset[str]:
    """Return the paths of the values on these lines of `text`; `root` is the tree of the `repaired` text.

    A line that had to be left out belongs to the value above it, and to the key that it begins with.
    """
    lines, written = Lines(repaired), text.split("\n")
    entries = list(_entries(root, "", lines))
    found: set[str] = set()
    for number in numbers:
        here = [each.path for each in entries if each.first <= number <= each.last]
        line = written[number - 1] if number <= len(written) else ""
        found.update(here or _left_out(entries, number, line))
    return frozenset(found)


def _entries(node: Node, path: str, lines: Lines) -> Iterator[_Entry]:
    start, key = lines.place(node.start), lines.place(node.key)
    is_branch = isinstance(node.value, dict | list)
    last = lines.place(max(node.end - 1, node.start)).line
    if is_branch:
        last = key.line if node.key != node.start else 0
    yield _Entry(path, key.line, last, start.line, start.column, node)
    children = node.value.items() if isinstance(node.value, dict) else ()
    if isinstance(node.value, list):
        children = ((str(number), item) for number, item in enumerate(node.value))  # type: ignore[assignment]
    for name, child in children:
        yield from _entries(child, f"{path}.{name}" if path else name, lines)


def _left_out(entries: Sequence[_Entry], number: int, line: str) -> Iterator[str]:
    above = [each for each in entries if each.start < number]
    if above:
        yield above[-1].path
    begins = _BEGINNING.match(line)
    if begins is None or not line.strip():
        return
    kind = list if begins["dash"] else dict
    around = [
        each
        for each in above
        if isinstance(each.node.value, kind) and each.column == len(begins["indent"]) + 1
    ]
    if around and begins["dash"]:
        yield around[-1].path
    elif around and begins["key"]:
        yield f"{around[-1].path}.{begins['key']}".lstrip(".")
