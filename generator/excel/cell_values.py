"""A text of the data file as the value of a cell: an amount as a number, a day as a date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from generator.excel.columns import SEPARATOR, Column
from generator.formats import KINDS

LONGEST = 32_767
"""Characters that a cell of Excel holds. Source: Excel specifications and limits, Microsoft."""
_EARLIEST = date(1900, 3, 1)
"""Excel counts a 29 February 1900 that never was; days before it are others in other programs."""
_DIGITS = 15
"""So many digits of a number Excel keeps."""
_NUMBERS = frozenset({"decimal", "quantity", "rate", "whole"})

Written = str | Sequence[str] | None
"""What the data file has at a key: a text, a list of texts, nothing."""


def value_of(column: Column, written: Written) -> str | float | date | None:
    """Return the value of the cell; what cannot be read as its kind stands there as it is written."""
    if not written:
        return None
    text = written if isinstance(written, str) else SEPARATOR.join(each for each in written if each)
    try:
        return _typed(column.kind, text)
    except ValueError:
        return text[:LONGEST]


def _typed(kind: str, text: str) -> str | float | date:
    if kind not in {*_NUMBERS, "date"}:
        raise ValueError
    found: Any = KINDS[kind].parse(text)
    if isinstance(found, date):
        if found < _EARLIEST:
            raise ValueError
        return found
    if len(Decimal(found).normalize().as_tuple().digits) > _DIGITS:
        raise ValueError
    return int(found) if found == int(found) else float(found)
