"""Values put in a YAML text: only the lines of what changes differ."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from generator.grant.yaml.reader import compose
from generator.grant.yaml.room import with_room
from generator.grant.yaml.scalars import Slot, column_before, column_of, line_end
from generator.problems import ProblemError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.grant.yaml.tree import Node

composed = lru_cache(maxsize=32)(compose)
"""The trees of the texts last read: places are asked for later, and what was put is read once more."""

_BLANK_LINES = re.compile(r"(?:[ \t]*(?:\r\n|\r|\n))*")
"""Behind a value: a text that keeps its blank lines takes them for its own."""


def rewritings(text: str, root: Node, names: list[str], value: str | None) -> Iterator[str]:
    """Yield `text` with `value` at the path `names` in one style after the other, the best first.

    Not every text yielded reads back as it should: whoever asks takes the first that does. Raises
    LookupError when there is no place for the value, ProblemError when the text with a new key is unreadable.
    """
    text, root = with_room(text, root, {".".join(names): value})
    trail, missing = root.walk(names)
    if missing:
        raise LookupError
    yield from _ways(text, trail, value)


def rewritten(text: str, root: Node, values: Mapping[str, str | None]) -> str:
    """Return `text` with the values at their paths, each in the best style.

    Whether the whole reads as it should is for the caller to see. Raises what `rewritings` raises.
    """
    text, root = with_room(text, root, values)
    found = []
    for path, value in values.items():
        trail, missing = root.walk(path.split("."))
        if missing:
            raise LookupError
        if trail[-1].value != value:
            found.append((trail, value))
    # From the last place to the first, so that what stands before is where the tree says.
    for trail, value in sorted(found, key=lambda each: each[0][-1].start, reverse=True):
        old = text
        way = next((way for way in _ways(text, trail, value) if _reads_back(old, way, trail, value)), None)
        if way is None:
            raise LookupError
        text = way
    return text


def _ways(text: str, trail: list[Node], value: str | None) -> Iterator[str]:
    slot = Slot(text, trail[-1], trail[-2])
    yield from [slot.emptied()] if value is None else slot.filled(value)


def _reads_back(text: str, new: str, trail: list[Node], value: str | None) -> bool:
    """Say whether the value in the new text, read alone with its key or its dash, says the value."""
    holder, node = trail[-2:]
    begins = node.key if isinstance(holder.value, dict) and not holder.flow else node.start
    is_whole = holder.flow or node.style in {"|", ">"}
    stop = (node.end if is_whole else line_end(text, node.end)) + len(new) - len(text)
    stop = stop if holder.flow else _BLANK_LINES.match(new, stop).end()  # type: ignore[union-attr]
    column, written = column_of(text, begins), new[begins:stop]
    expected: Any = [value]
    if holder.flow:
        alone = f"_: [{written}]"
    elif isinstance(holder.value, list):
        dash = column_before(text, holder)
        alone = "_:\n" + (" " * dash + "-").ljust(column) + written
    else:
        alone, expected = " " * column + written, value
    try:
        return list(compose(alone, "").plain().values()) == [expected]
    except ProblemError:
        return False


def reads_as(text: str, name: str, expected: dict[str, Any]) -> bool:
    """Say whether the text of the file `name` can be read and has the values."""
    try:
        return bool(composed(text, name).plain() == expected)
    except ProblemError:
        return False
