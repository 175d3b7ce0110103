"""Hard spaces: where a document lets no line break, and what a text says without them."""

from __future__ import annotations

import re

MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()
_GAP = "[ \u00a0]"
_GROUPED = rf"[1-9]\d{{0,2}}(?:{_GAP}\d{{3}})+"
_MONTH = f"(?:{'|'.join(MONTHS)})"
_UNIT = (
    "(?:§|%|(?:procent(?:enheter)?|kr|kronor|öre|tkr|mnkr|SEK|euro|miljon(?:er)?|miljard(?:er)?|timm(?:e|ar)"
    r"|dag(?:ar)?|veck(?:a|or)|månad(?:er)?|år|person(?:er)?|km|mil|kg|ton)(?!\w))"
)
_ONE_LINE = re.compile(
    rf"(?<![\w.,:/-])(?:(?:{_GROUPED}|\d+)(?:,\d+)?{_GAP}{_UNIT}"
    rf"|(?:[Dd]en{_GAP})?\d{{1,2}}{_GAP}{_MONTH}(?:{_GAP}\d{{4}})?(?!\w)"
    rf"|(?<!\d\s){_GROUPED}(?!\w|\s\d)|§{_GAP}\d)"
)
"""What is not to be broken over two lines: a number, its unit, a day, a section of a law (formkrav.se)."""


def with_hard_spaces(text: str) -> str:
    """Return the text with hard spaces within a number, a day and before a unit, as a document shows it."""
    return _ONE_LINE.sub(lambda found: found[0].replace(" ", "\u00a0"), text)


def without_hard_spaces(text: str) -> str:
    """Return the text with ordinary spaces where a document shows hard ones."""
    return _ONE_LINE.sub(lambda found: found[0].replace("\u00a0", " "), text)
