"""Values put in a YAML text: only the lines of what changes differ."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING, Any

from generator.formats.kinds import INVISIBLE
from generator.grant.yaml.pasted import HARD_BLANKS
from generator.grant.yaml.reader import compose
from generator.problems import ProblemError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.grant.yaml.tree import Node

STEP = 2
"""Spaces for each level that is added."""
WIDTH = 88
"""Columns of a line of folded text."""

_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_REST_OF_LINE = re.compile(r"[ \t]*(?:#[^\r\n]*)?(?=[\r\n]|\Z)")
_BLOCK_HEADER = re.compile(r"[|>](?P<indicators>[-+0-9]*)(?P<comment>[ \t]+#[^\r\n]*)?")
_ESCAPES = str.maketrans(
    {
        "\\": "\\\\",
        '"': '\\"',
        "\n": "\\n",
        "\r": "\\r",
        "\t": "\\t",
        "\x85": "\\N",
        "\u2028": "\\L",
        "\u2029": "\\P",
        **{chr(code): f"\\u{code:04X}" for code in range(0xA0, 0x10000) if INVISIBLE.match(chr(code))},
    }
)
_HARD_BLANKS_TOO = _ESCAPES | {ord(blank): f"\\u{ord(blank):04X}" for blank in HARD_BLANKS}


def rewritings(text: str, root: Node, names: list[str], value: str | None) -> Iterator[str]:
    """Yield `text` with `value` at the path `names` in one style after the other, the best first.

    Not every text yielded reads back as it should: whoever asks takes the first that does. Raises
    LookupError when there is no place for the value, ProblemError when the text with a new key is unreadable.
    """
    trail, missing = root.walk(names)
    if missing:
        text = _with_empty_value(text, trail, missing)
        trail, _ = compose(text, "").walk(names)
    slot = _Slot(text, trail[-1], trail[-2])
    yield from [slot.emptied()] if value is None else slot.filled(value)


def rewritten(text: str, root: Node, values: Mapping[str, str | None]) -> str:
    """Return `text` with the values at their paths, each in the best style.

    Whether the whole reads as it should is for the caller to see. Raises what `rewritings` raises.
    """
    found = {path: root.walk(path.split(".")) for path in reversed(list(values))}

    def place(path: str) -> int:
        trail, missing = found[path]
        return after(text, trail[-1]) if missing and trail[-1].value is not None else trail[-1].start

    # From the last place to the first, so that what stands before is where the tree says.
    for path in sorted(found, key=place, reverse=True):
        trail, missing = found[path]
        ways = rewritings(text, root, path.split("."), values[path])
        if not missing and isinstance(trail[-2].value, dict) and not trail[-2].flow:
            old, node, value = text, trail[-1], values[path]
            ways = (way for way in ways if _reads_back(old, way, node, value))
        way = next(ways, None)
        if way is None:
            raise LookupError
        text = way
    return text


def _reads_back(text: str, new: str, node: Node, value: str | None) -> bool:
    """Say whether the key and its value, read alone, say the value."""
    stop = node.end if node.style in {"|", ">"} else line_end(text, node.end)
    try:
        alone = compose(" " * column_of(text, node.key) + new[node.key : stop + len(new) - len(text)], "")
    except ProblemError:
        return False
    return list(alone.plain().values()) == [value]


def reads_as(text: str, expected: dict[str, Any]) -> bool:
    """Say whether the text can be read and has the values."""
    try:
        return bool(compose(text, "").plain() == expected)
    except ProblemError:
        return False


class _Slot:
    """The span of a text in which a scalar stands."""

    def __init__(self, text: str, node: Node, holder: Node) -> None:
        self._text, self._node, self._holder = text, node, holder
        self._is_block = node.style in {"|", ">"}
        self._end = _end(text, node)
        self._newline = newline_of(text)
        header = _BLOCK_HEADER.match(text, node.start) if self._is_block else None
        self._indicators = header["indicators"] if header else ""
        self._comment = (header["comment"] or "") if header else ""

    def emptied(self) -> str:
        if self._holder.flow:
            return self._inline("null")
        before = self._text[: self._node.start].rstrip(" ")
        return before + self._tail() + self._text[self._end :]

    def filled(self, value: str) -> Iterator[str]:
        own, one_line = self._node.style, "\n" not in value
        if one_line and own in {"", "'"}:
            yield self._inline(own + (value.replace("'", "''") if own else value) + own)
        if value and (self._is_block or (not one_line and own != '"')):
            if own == ">":
                yield self._block(">", value, _folded(value, WIDTH - self._indent()))
            yield self._block("|", value, value)
        for escapes in (_ESCAPES, _HARD_BLANKS_TOO):
            yield self._inline(f'"{value.translate(escapes)}"')

    def _inline(self, scalar: str) -> str:
        return self._text[: self._node.start] + self._lead() + scalar + self._tail() + self._text[self._end :]

    def _block(self, indicator: str, value: str, content: str) -> str:
        """Return the text with a block scalar; a comment on the line stays behind its indicator."""
        comment, stop = self._comment, self._end
        if not self._is_block and (rest := _REST_OF_LINE.match(self._text, stop)):
            comment, stop = rest[0].rstrip(), line_end(self._text, stop)
        indent = self._indent()
        # Without the digit, YAML takes the indentation from the first line that is not empty.
        digit = str(indent - _column(self._text, self._holder)) if value[0] in " \t\n" else ""
        lines = content.removesuffix("\n").split("\n")
        body = "".join((" " * indent + line if line else "") + self._newline for line in lines)
        header = self._lead() + indicator + digit + self._chomping(value) + comment + self._newline
        return self._text[: self._node.start] + header + body + self._text[stop:]

    def _chomping(self, value: str) -> str:
        if not value.endswith("\n"):
            return "-"
        return "+" if value.endswith("\n\n") or "+" in self._indicators else ""

    def _indent(self) -> int:
        """Return the spaces before each line of a block scalar here: as many as there are already."""
        column = _column(self._text, self._holder)
        if digits := self._indicators.strip("+-"):
            return column + int(digits)
        first = (
            re.search(r"[\r\n]( +)\S", self._text[self._node.start : self._end]) if self._is_block else None
        )
        return len(first[1]) if first else column + STEP

    def _lead(self) -> str:
        """Return what goes before the value: an empty one may have no space before it, nor a colon."""
        before = self._text[: self._node.start]
        if self._node.start < self._node.end:
            return ""
        if not before.rstrip().endswith(":" if self._holder.flow else (":", "-")):
            return ": "
        return " " if before.endswith((":", "-")) else ""

    def _tail(self) -> str:
        """Return what a block scalar leaves behind: the comment of its first line and the line break."""
        return self._comment + self._newline if self._is_block else ""


def _with_empty_value(text: str, trail: list[Node], names: list[str]) -> str:
    """Return `text` with the keys and items `names` below the last node of `trail`, and no value in them."""
    holder = trail[-1]
    if not holder.value:
        text = _Slot(text, holder, trail[-2]).emptied()
        is_item, column, at = names[0] == "0", _column(text, trail[-2]) + STEP, line_end(text, holder.key)
    else:
        is_item, column, at = isinstance(holder.value, list), _column(text, holder), after(text, holder)
    newline = newline_of(text)
    added = "" if text[:at].endswith(("\r", "\n")) else newline
    added += " " * column
    for name, below in zip(names, [*names[1:], None], strict=True):
        added += "-" if is_item else f"{key_text(name)}:"
        column += STEP
        if below is not None:
            added += " " if is_item else newline + " " * column
        is_item = below == "0"
    return text[:at] + added + newline + text[at:]


def _folded(value: str, width: int) -> str:
    """Return the lines of `value` as folded text: wrapped, and one more line break between texts."""
    spread = re.sub(r"(?<=[^\n])\n+(?=[^\n])", lambda breaks: breaks[0] + "\n", value)
    wrapped = (
        "\n".join(textwrap.wrap(line, max(width, 1), break_long_words=False, break_on_hyphens=False))
        for line in spread.split("\n")
    )
    return "\n".join(wrapped)


def key_text(name: str) -> str:
    """Return a key as it is written, in quotes where it needs them."""
    return name if re.fullmatch(r"\w[\w-]*", name) else f'"{name.translate(_ESCAPES)}"'


def _column(text: str, node: Node) -> int:
    """Return the spaces before the keys or items of `node`."""
    return column_of(text, node.start)


def column_of(text: str, at: int) -> int:
    """Return how many characters stand before `at` on its line."""
    return at - max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) - 1


def after(text: str, node: Node) -> int:
    """Return where the line after the last value of `node` begins."""
    while not node.flow and isinstance(node.value, dict | list):
        node = list(node.value.values())[-1] if isinstance(node.value, dict) else node.value[-1]
    return _end(text, node) if node.style in {"|", ">"} else line_end(text, node.end)


def _end(text: str, node: Node) -> int:
    """Return the end of a scalar: before the blank lines after a block scalar, unless it keeps them."""
    header = _BLOCK_HEADER.match(text, node.start)
    if node.style not in {"|", ">"} or header is None or "+" in header["indicators"]:
        return node.end
    return line_end(text, node.start + len(text[node.start : node.end].rstrip(" \t\r\n")))


def line_end(text: str, at: int) -> int:
    """Return where the line after that of `at` begins."""
    line_break = _LINE_BREAK.search(text, at)
    return line_break.end() if line_break else len(text)


def newline_of(text: str) -> str:
    """Return the line break that the text uses."""
    line_break = _LINE_BREAK.search(text)
    return line_break[0] if line_break else "\n"
