"""The Markdown of long texts as plain values: paragraphs, lists, bold, italics, links, slots.

`parse` and `write` are each other's inverse: `parse(write(paras)) == paras` for all that `parse`
(and Word, read back) gives, and `write(parse(text)) == text` for a text in our own normal form:
one empty line between paragraphs, `- ` bullets, `1. ` numbers that count up, nested lists indented
to their item's text, `**bold**`, `*italics*`, `[text](address)`, a backslash at the end of a
broken line, and else only where a character would else be read as markup.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.markdown.canonical_form import canonical
from generator.markdown.model import SLOT_END, SLOT_START, Para, Rich, Span
from generator.markdown.parse_text import parse
from generator.markdown.plain import marked, plain
from generator.markdown.write_text import written

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "SLOT_END",
    "SLOT_START",
    "Para",
    "Rich",
    "Span",
    "canonical",
    "marked",
    "parse",
    "plain",
    "write",
]


def write(paras: Iterable[Para]) -> str:
    """Return the paragraphs as Markdown in our normal form."""
    return written(canonical(paras))
