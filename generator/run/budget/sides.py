"""The three sides of a list: what was exported, what the workbook says now, what the data file says today."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator import formats
from generator.excel.columns import Column
from generator.excel.export_book import items_of
from generator.excel.reading.table import ItemRow
from generator.excel.remembered import Item
from generator.problems import Level, Problem
from generator.pull.schema_values import Values
from generator.run.budget.cells import Cells, Text, as_written, shown
from generator.run.budget.matching import items_of_today, rows_of_items

Meaning = tuple[Hashable, ...]
"""What an item says, column by column."""


@dataclass(frozen=True)
class Sides:
    """A list: its cells, the items of the data file, and which are which.

    `rows`: the row of each exported item; `today`: where it stands in the data file; those that are gone
    are left out of both. `says`: what each exported item said, and what each of `now` says.
    """

    cells: Cells
    now: Sequence[Item]
    says: tuple[Sequence[Meaning], Sequence[Meaning]]
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
    before, after = ([_meaning(cells, each) for each in items] for items in (exported, now))
    rows = rows_of_items(cells.own.rows, len(exported), cells.says)
    today = items_of_today(before, after, lambda one, other: likeness(before[one], after[other]))
    since = {after[n]: n for n in range(len(now)) if n not in today.values()}
    for number, row in rows.items():  # taken before: nothing is left of what it said when it was exported
        texts = cells.texts(row)
        if number not in today and texts is not None and meaning(cells, texts) in since:
            today[number] = since.pop(meaning(cells, texts))
    return Sides(cells, now, (before, after), rows, today)


def meaning(cells: Cells, texts: Mapping[Column, Text]) -> Meaning:
    """Return what a row says, by its texts."""
    return tuple(meaning_of(each, texts.get(each)) for each in cells.own.sheet.columns)


def _meaning(cells: Cells, item: Item) -> Meaning:
    columns = cells.own.sheet.columns
    return meaning(cells, {each: as_written(each, item.get(each.name)) for each in columns})


def likeness(one: Meaning, other: Meaning) -> int:
    """Return in how many columns two items say the same; 0 when it is less than half of what they say."""
    equal = sum(bool(each) and each == its for each, its in zip(one, other, strict=True))
    return equal if 2 * equal >= max(sum(map(bool, one)), sum(map(bool, other))) else 0


def said(item: Item) -> str:
    """Return what an item says, as a message says it."""
    return ", ".join(shown(_hashable(each)) for each in item.values())


def same_text(column: Column, one: Text, other: Text) -> bool:
    """Say whether two texts of a column say the same."""
    return meaning_of(column, one) == meaning_of(column, other)


def meaning_of(column: Column, text: Text) -> Hashable:
    """Return what a text of a column says, as something that can be looked up."""
    return (text or None) if isinstance(text, tuple) or column.is_list else formats.meaning(column.kind, text)


def _hashable(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
