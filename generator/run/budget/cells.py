"""The cells of a list's rows as texts of the data file, each read once; what cannot be read is told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.excel.columns import Column
from generator.excel.reading.cell_texts import Said, is_as, items, refuse_far_day, said
from generator.excel.reading.read_book import Book
from generator.excel.reading.table import ItemRow, Table
from generator.excel.remembered import Item
from generator.language import _
from generator.problems import Place, Problem
from generator.pull.schema_values import Values

Text = str | tuple[str, ...] | None
"""What a cell says: a text, the items of a list, nothing."""


class Cells:
    """The rows of one list in a workbook, and what was exported; places are said in words."""

    def __init__(self, own: Table, exported: Sequence[Item], book: Book, values: Values) -> None:
        self.own, self.exported, self.book = own, exported, book.name
        self._from_1904, self._values = book.from_1904, values
        self.columns = [each for each in own.sheet.columns if each.name in own.keys]

    def said(self, row: ItemRow, column: Column) -> Said:
        """Return what a cell says; raise ValueError with a sentence."""
        return said(row.cells.get(column.name), column, from_1904=self._from_1904)

    def text(self, row: ItemRow, column: Column) -> Text:
        """Return what a cell says as it goes into the data file; raise ValueError with a sentence."""
        found = self.said(row, column).text
        path = f"{self.own.sheet.path}.0.{column.name}"
        if found is None:
            return None
        if column.is_list:
            return tuple(self._values.to_write(f"{path}.0", column.kind, each) for each in items(found))
        if column.key.several_lines:
            self._values.parsed(path, found)
            return found
        written = self._values.to_write(path, column.kind, found)
        if column.kind == "date":
            refuse_far_day(written)
        return written

    def texts(self, row: ItemRow) -> dict[Column, Text] | None:
        """Return what all cells of a row say; None when one of them cannot be read."""
        try:
            return {each: self.text(row, each) for each in self.columns}
        except ValueError:
            return None

    def is_as(self, row: ItemRow, column: Column, number: int) -> bool:
        """Say whether a cell says what it said when the item was exported."""
        try:
            text = self.said(row, column).text
        except ValueError:
            return False
        return is_as(row.cells.get(column.name), column, text, self.exported[number].get(column.name))

    def says(self, row: ItemRow, number: int) -> bool:
        """Say whether a row says what an item said when it was exported."""
        return all(self.is_as(row, column, number) for column in self.columns)

    def place(self, row: ItemRow, column: Column | None = None) -> Place:
        """Return the place of a row or a cell, as people find it in Excel."""
        return Place(words=self.words(row, column))

    def words(self, row: ItemRow, column: Column | None = None) -> str:
        """Return the same as words."""
        if column is None:
            return _("{sheet} row {row}").format(sheet=self.own.title, row=row.number)
        words = _("{sheet} row {row}, column {column}")
        title = self.own.headings.get(column.name) or column.title
        return words.format(sheet=self.own.title, row=row.number, column=title)

    def of_sheet(self) -> Place:
        """Return the place of the whole sheet."""
        return Place(words=self.own.title)

    def problem(self, code: str, message: str, row: ItemRow, column: Column | None = None) -> Problem:
        """Return an error at a row or a cell."""
        return Problem("error", code, message, self.book, self.place(row, column))

    def unfit(self, row: ItemRow, column: Column) -> Problem | None:
        """Return what is wrong with a cell that goes into the data file; None when nothing is."""
        try:
            self.text(row, column)
        except ValueError as error:
            return self.problem("book-cell", str(error), row, column)
        return None

    def rounded(self, row: ItemRow, column: Column) -> Problem | None:
        """Return what is said of a number that is rounded on its way; None when it is not."""
        found = self.said(row, column)
        if not found.rounded:
            return None
        message = _("{number} is computed with more decimals, and goes in as {text}.")
        message = message.format(number=found.rounded.rstrip("0"), text=found.text)
        return Problem("hint", "book-rounded", message, self.book, self.place(row, column))


def as_written(column: Column, value: Any) -> Text:
    """Return what the data file has at a key, as `Cells.text` returns what a cell has."""
    if column.is_list:
        return tuple(value) if isinstance(value, list) and value else None
    return value if isinstance(value, str) else None


def shown(text: Text) -> str:
    """Return a text as a message says it."""
    if not text:
        return _("nothing")
    return "; ".join(text) if isinstance(text, tuple) else text
