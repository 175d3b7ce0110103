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


class Share(NamedTuple):
    """A share (0 to 1) of one amount in another; `partly`: in what is known of the two."""

    value: Decimal
    about: bool = False
    partly: bool = False


Cell: TypeAlias = str | int | date | Amount | Part | Share | None
"""What stands in a cell; None: nothing."""


class Column(NamedTuple):
    """A column; `summed`: its sum means something. One of projects names that of the row's `key`.

    `below`: where there is little room its values stand under those of the column before it.
    """

    title: str
    kind: Literal["text", "project", "kronor", "count", "day", "share"] = "text"
    summed: bool = False
    below: bool = False


class Row(NamedTuple):
    """The cells of a row; `key`: the data file that it is of; `late`: its day has passed."""

    cells: tuple[Cell, ...]
    key: str = ""
    late: bool = False


class Table(NamedTuple):
    """A table with its heading; `notes` are sentences about it.

    `shares`: the column of the first index is the share of the second column in the third.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    shares: tuple[tuple[int, int, int], ...] = ()

    @property
    def groups(self) -> tuple[tuple[int, ...], ...]:
        """The indexes of the columns, each with those that stand below it where there is little room."""
        found: list[list[int]] = []
        for number, column in enumerate(self.columns):
            if column.below:
                found[-1].append(number)
            else:
                found.append([number])
        return tuple(map(tuple, found))

    @property
    def total(self) -> Row | None:
        """What stands in the last row: the sum of each column that is summed; None when none is."""
        sums = [self._sum(number) if column.summed else None for number, column in enumerate(self.columns)]
        for share, part, whole in self.shares:
            sums[share] = share_of(sums[part], sums[whole])
        return Row(tuple(sums)) if any(column.summed for column in self.columns) else None

    def _sum(self, number: int) -> Cell:
        cells = [row.cells[number] for row in self.rows]
        if self.columns[number].kind == "kronor":
            return added(each for each in cells if isinstance(each, Amount))
        return sum(each for each in cells if isinstance(each, int))


def added(amounts: Iterable[Amount]) -> Amount:
    """Return the sum of what is known, and how much of it is not."""
    found = list(amounts)
    known = [each.kronor for each in found if each.kronor is not None]
    lacking = sum(each.lacking for each in found)
    return Amount(sum(known, Decimal(0)) if known else None, lacking, any(each.about for each in found))


def share_of(part: Cell, whole: Cell) -> Share | None:
    """Return the share of one amount in another, as far as they are known; None when one is not at all."""
    if (
        not (isinstance(part, Amount) and isinstance(whole, Amount))
        or part.kronor is None
        or not whole.kronor
    ):
        return None
    partly = bool(part.lacking or whole.lacking)
    return Share(part.kronor / whole.kronor, part.about or whole.about, partly)
