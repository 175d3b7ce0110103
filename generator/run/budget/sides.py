"""The three sides of a list: what was exported, what the workbook says now, what the data file says today."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.excel.columns import Column
from generator.excel.export_book import items_of
from generator.excel.remembered import Item
from generator.excel.table import ItemRow
from generator.formats import meaning
from generator.problems import Level, Problem
from generator.pull.schema_values import Values
from generator.run.budget.cells import Cells, Text, shown
from generator.run.budget.matching import items_of_today, rows_of_items


@dataclass(frozen=True)
class Sides:
    """A list: its cells, the items of the data file, and which are which.

    `rows`: the row of each exported item; `today`: where it stands in the data file; those that are gone
    are left out of both.
    """

    cells: Cells
    now: Sequence[Item]
    rows: Mapping[int, ItemRow]
    today: Mapping[int, int]

    @property
    def path(self) -> str:
        """The path of the list."""
        return self.cells.own.sheet.path

    @property
    def new(self) -> list[ItemRow]:
        """The rows that were no item when the workbook was exported."""
        known = {row.number for row in self.rows.values()}
        return [row for row in self.cells.own.rows if row.number not in known and row.cells]

    def is_gone(self, number: int) -> bool:
        """Say whether the row of an exported item is gone, or all that stood in it."""
        row = self.rows.get(number)
        return row is None or (not row.cells and bool(self.cells.exported[number]))

    def where(self, row: ItemRow | None = None, column: Column | None = None) -> str:
        """Return the place of a change, as people find it: the workbook, the sheet, the row."""
        words = self.cells.own.title if row is None else self.cells.words(row, column)
        return f"{self.cells.book}: {words}"

    def problem(self, level: Level, code: str, message: str, path: str = "") -> Problem:
        """Return what is to be said of the whole list, or of an item of the data file."""
        return Problem(level, code, message, self.cells.book, self.cells.of_sheet(), path)


def sides_of(cells: Cells, values: Values) -> Sides:
    """Return the sides of the list of these cells."""
    now = items_of(values.file, cells.own.sheet)
    exported = cells.exported

    def likeness(one: int, other: int) -> int:
        before, today = exported[one], now[other]
        equal = sum(before[name] == today.get(name) for name in before)
        return equal if 2 * equal >= max(len(before), len(today)) else 0

    today = items_of_today([key(each) for each in exported], [key(each) for each in now], likeness)
    rows = rows_of_items(cells.own.rows, len(exported), cells.says)
    return Sides(cells, now, rows, today)


def key(item: Item) -> tuple[tuple[str, Any], ...]:
    """Return what an item says, as something that can be looked up."""
    return tuple((name, _hashable(each)) for name, each in sorted(item.items()))


def said(item: Item) -> str:
    """Return what an item says, as a message says it."""
    return ", ".join(shown(_hashable(each)) for each in item.values())


def same_text(column: Column, one: Text, other: Text) -> bool:
    """Say whether two texts of a column say the same."""
    return meaning_of(column, one) == meaning_of(column, other)


def meaning_of(column: Column, text: Text) -> Hashable:
    """Return what a text of a column says, as something that can be looked up."""
    return (text or None) if isinstance(text, tuple) or column.is_list else meaning(column.kind, text)


def _hashable(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
