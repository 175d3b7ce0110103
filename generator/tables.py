"""Tables for people as plain values: what stands in one, however it is shown (text, page, workbook, JSON)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple, TypeAlias


class Amount(NamedTuple):
    """Kronor as far as they are known; None when none are.

    `lacking`: how many amounts that belong in it are not known; `about`: whether some of it is approximate.
    """

    kronor: Decimal | None = None
    lacking: int = 0
    about: bool = False


class Part(NamedTuple):
    """How many of how many."""

    done: int
    whole: int


Cell: TypeAlias = str | int | Decimal | date | Amount | Part | None
"""What stands in a cell; None: nothing. A Decimal is a share (0 to 1)."""


class Column(NamedTuple):
    """A column; `summed`: its sum means something.

    `below`: where there is little room its values stand under those of the column before it.
    """

    title: str
    kind: Literal["text", "kronor", "count", "day", "share"] = "text"
    summed: bool = False
    below: bool = False


class Row(NamedTuple):
    """The cells of a row; `key`: what it is of, such as a data file; `late`: it is to be noticed."""

    cells: tuple[Cell, ...]
    key: str = ""
    late: bool = False


class Table(NamedTuple):
    """A table with its heading; `total` is its last row, `notes` are sentences about it.

    `share`: in the total the column of that index is the share of one column in another (both indexes).
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    shares: tuple[tuple[int, int, int], ...] = ()


def added(amounts: Iterable[Amount]) -> Amount:
    """Return the sum of what is known, and how much of it is not."""
    found = list(amounts)
    known = [each.kronor for each in found if each.kronor is not None]
    lacking = sum(each.lacking for each in found)
    return Amount(sum(known, Decimal(0)) if known else None, lacking, any(each.about for each in found))


def share_of(part: Amount, whole: Amount) -> Decimal | None:
    """Return the share of one amount in another (0 to 1); None while some of either is not known."""
    if part.lacking or whole.lacking or not whole.kronor:
        return None
    return (part.kronor or Decimal(0)) / whole.kronor
