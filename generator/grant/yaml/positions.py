"""Where in a YAML text each character of a value stands.

YAML may fold, indent and escape, but it adds and removes nothing other than white space and its own quotes;
so the n-th character of a value that is no white space is the n-th such character of its text. Invisible
characters and typographic quotes around all of a text do not count.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left

from generator.formats.kinds import INVISIBLE
from generator.grant.yaml.pasted import unquoted
from generator.grant.yaml.tree import Node

_HEADER = re.compile(r"[|>][^\r\n]*")
_CHARACTER = re.compile(r"\S")
_IN_SINGLE = re.compile(r"''|\S")
_IN_DOUBLE = re.compile(r"\\(?:x(..)|u(.{4})|U(.{8})|\r?\n|.)|\S", re.DOTALL)
_BLANK_ESCAPES = frozenset({f"\\{letter}" for letter in "ntvfr_NLP \t\n\r"} | {"\\\r\n"})


class Positions:
    """The characters of one scalar that are no white space, in its value and in the file's text."""

    def __init__(self, text: str, node: Node) -> None:
        value = node.value if isinstance(node.value, str) else ""
        self._value = [match.start() for match in _CHARACTER.finditer(value)]
        self._text = _written(text, node)
        if INVISIBLE.search(text, node.start, node.end):
            self._value = [at for at in self._value if not INVISIBLE.match(value[at])]
            self._text = [at for at in self._text if not INVISIBLE.match(text[at])]
        if not node.style and unquoted(text[node.start : node.end]) == value:
            self._text = self._text[1:-1]
        if len(self._value) != len(self._text):  # letters typed as two characters, which the value has as one
            self._value = [at for at in self._value if not unicodedata.combining(value[at])]
            self._text = [at for at in self._text if not unicodedata.combining(text[at])]

    def position(self, offset: int) -> int | None:
        """Return the position in the text of the first character at or after `offset` in the value."""
        number = bisect_left(self._value, offset)
        return self._text[number] if number < min(len(self._value), len(self._text)) else None


def _written(text: str, node: Node) -> list[int]:
    start, end = node.start, node.end
    if node.style == "'":
        return [match.start() for match in _IN_SINGLE.finditer(text, start + 1, end - 1)]
    if node.style == '"':
        found = _IN_DOUBLE.finditer(text, start + 1, end - 1)
        return [match.start() for match in found if not _is_blank(match)]
    if node.style and (header := _HEADER.match(text, start)):
        start = header.end()
    return [match.start() for match in _CHARACTER.finditer(text, start, end)]


def _is_blank(match: re.Match[str]) -> bool:
    number = match[1] or match[2] or match[3]
    return chr(int(number, 16)).isspace() if number else match[0] in _BLANK_ESCAPES
