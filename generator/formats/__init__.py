"""How each kind of value is read back from Word, and when two texts of a field say the same."""

from __future__ import annotations

from generator.formats.comparing import MARKDOWN, WORDS, same
from generator.formats.reading import MONTHS, read_back

__all__ = ["MARKDOWN", "MONTHS", "WORDS", "read_back", "same"]
