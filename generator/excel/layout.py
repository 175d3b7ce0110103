"""Where things stand on a sheet of the workbook: keys, sums and headings above the rows, ids before them."""

from __future__ import annotations

from dataclasses import dataclass

from generator.excel.columns import Sheet

KEYS_ROW, SUMS_ROW, HEAD_ROW, FIRST_ROW = 1, 2, 3, 4
"""The first holds the keys of the columns, and is not seen; a column that is moved keeps its key."""
SUM_KEY = "*"
"""Stands for a key above a column that is computed."""
SPARE = 12
"""Ruled rows below the last item; what is typed further down counts too."""
_MOST_ADDED = 1000
"""So many rows below the items the sums reach."""


@dataclass(frozen=True)
class Layout:
    """A sheet and how many items it shows; cells and ranges by key, as formulas name them."""

    sheet: Sheet
    count: int

    @property
    def last(self) -> int:
        """The last row that the sums reach."""
        return FIRST_ROW + self.count + _MOST_ADDED

    @property
    def ruled(self) -> range:
        """The rows of the items, and those below that wait for more."""
        return range(FIRST_ROW, FIRST_ROW + self.count + SPARE)

    def letter(self, name: str) -> str:
        """Return the column of a key, or of what is computed."""
        names = [each.name for each in self.sheet.columns]
        return letter(2 + (len(names) if name == SUM_KEY else names.index(name)))

    def cell(self, name: str, row: int) -> str:
        """Return the cell of a key in a row of this sheet."""
        return f"${self.letter(name)}{row}"

    def all(self, name: str) -> str:
        """Return all cells of a key, as another sheet names them."""
        column = self.letter(name)
        return f"'{self.sheet.title}'!${column}${FIRST_ROW}:${column}${self.last}"


def letter(number: int) -> str:
    """Return what Excel calls a column, counted from 1."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
