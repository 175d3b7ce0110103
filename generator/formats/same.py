"""The one comparison: status, generate, pull and finals ask nothing else whether a field was edited."""

from __future__ import annotations

from unicodedata import normalize

from generator.formats.read_back import read_back
from generator.markdown import parse, write

MARKDOWN = "markdown"
"""The kind of a long text."""
WORDS = frozenset({MARKDOWN, "text", "choice", "list"})
"""The kinds whose values are words; the others have a form that a document writes them in."""


def same(kind: str, one: str | None, other: str | None) -> bool:
    """Say whether two texts of a field of this kind (`Origin.kind`) say the same.

    They do when reading them back gives the same value: "300 tkr" and "300 000 kronor", one Markdown in two
    spellings, a text with and without blanks at its ends. No value and an empty text are the same.
    """
    return one == other or _value(kind, one) == _value(kind, other)


def _value(kind: str, text: str | None) -> str:
    """Return what a text says; what cannot be read back says what stands there."""
    plain = normalize("NFC", text or "").strip()
    if not plain:
        return ""
    if kind == MARKDOWN:
        return write(parse(plain))
    try:
        return read_back(kind, plain)
    except ValueError:
        return plain
