"""The place of a scalar in a YAML text: emptied, and filled in one style or another."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from generator.formats.kinds import INVISIBLE
from generator.grant.yaml.pasted import HARD_BLANKS
from generator.grant.yaml.tree import Node

STEP = 2
"""Spaces for each level that is added."""
WIDTH = 88
"""Columns of a line of folded text."""

_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_ENDS_BLANK = re.compile(r"(?:\A|\n)[ \t]+\n*\Z")
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


class Slot:
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
        """Return the text without the value."""
        if self._holder.flow:
            return self.inline("null")
        before = self._text[: self._node.start].rstrip(" ")
        return before + self._tail() + self._text[self._end :]

    def filled(self, value: str) -> Iterator[str]:
        """Yield the text with the value in one style after the other, the best first."""
        own, one_line = self._node.style, "\n" not in value
        if one_line and own in {"", "'"}:
            yield self.inline(own + (value.replace("'", "''") if own else value) + own)
        # A last line of blanks cannot be told from the blank lines behind a block scalar.
        if value and not _ENDS_BLANK.search(value) and (self._is_block or (not one_line and own != '"')):
            if own == ">":
                yield self._block(">", value, _folded(value, WIDTH - self._indent()))
            yield self._block("|", value, value)
        for escapes in (_ESCAPES, _HARD_BLANKS_TOO):
            yield self.inline(f'"{value.translate(escapes)}"')

    def inline(self, scalar: str) -> str:
        """Return the text with what is written for a value in the value's place."""
        return self._text[: self._node.start] + self._lead() + scalar + self._tail() + self._text[self._end :]

    def _block(self, indicator: str, value: str, content: str) -> str:
        """Return the text with a block scalar; a comment on the line stays behind its indicator."""
        comment, stop = self._comment, self._end
        if not self._is_block and (rest := _REST_OF_LINE.match(self._text, stop)):
            comment, stop = rest[0].rstrip(), line_end(self._text, stop)
        indent = self._indent()
        # Without the digit, YAML takes the indentation from the first line that is not empty.
        digit = str(indent - column_before(self._text, self._holder)) if value[0] in " \t\n" else ""
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
        column = column_before(self._text, self._holder)
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


def column_before(text: str, node: Node) -> int:
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
