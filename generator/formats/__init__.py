"""How each kind of value is read back from Word, and when two texts of a field say the same."""

from __future__ import annotations

from generator.formats.read_back import MONTHS, read_back
from generator.formats.same import MARKDOWN, WORDS, same

__all__ = ["MARKDOWN", "MONTHS", "WORDS", "read_back", "same"]
