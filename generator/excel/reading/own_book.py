"""A workbook that was exported here, as its rows are now: which item each was, and what its cells say."""

from __future__ import annotations

from collections.abc import Mapping

from generator.excel.columns import Sheet
from generator.excel.layout import HEAD_ROW, KEYS_ROW, SUM_KEY
from generator.excel.reading.read_book import Book, BookSheet, Row
from generator.excel.reading.table import ItemRow, Table, is_sum
from generator.excel.remembered import SHEET, Exported, recall

_HIGHEST = 20
"""Rows in which the keys are looked for: somebody may have put a heading above."""


def exported(book: Book) -> Exported | None:
    """Return what the workbook was exported as; None for one that was not exported here."""
    sheet = book.sheet(SHEET)
    if sheet is None:
        return None
    return recall([cell.text for _column, cell in sorted(row.cells.items())] for row in sheet.rows)


def own_table(book: Book, sheet: Sheet) -> Table | None:
    """Return the sheet of a list; None when it is not in the workbook any more."""
    named = book.sheet(sheet.title)
    for each in (*([named] if named else []), *book.sheets):
        if (keys := keys_of(each, sheet)) is not None:
            return _read(each, sheet, keys)
    return None


def keys_of(found: BookSheet, sheet: Sheet) -> Row | None:
    """Return the row of keys by which a sheet is known as that of a list; None when it has none."""
    if found.title == SHEET:  # it names the lists too
        return None
    return next((row for row in found.rows[:_HIGHEST] if _is_keys(row, sheet)), None)


def _is_keys(row: Row, sheet: Sheet) -> bool:
    texts = {cell.text for cell in row.cells.values()}
    return sheet.path in texts and not texts.isdisjoint(each.name for each in sheet.columns)


def _read(found: BookSheet, sheet: Sheet, keys: Row) -> Table:
    names = {each.text: column for column, each in keys.cells.items()}
    columns = {each.name: names[each.name] for each in sheet.columns if each.name in names}
    first = keys.number + HEAD_ROW - KEYS_ROW + 1
    rows, sums = [], []
    for row in found.rows:
        if row.number < first:
            continue
        made = _item_row(row, columns, names[sheet.path], names.get(SUM_KEY, 0))
        if is_sum(made.cells.values()) and made.was is None:
            sums.append(row.number)
        elif made.cells or made.was is not None:
            rows.append(made)
    heads = next((row.cells for row in found.rows if row.number == first - 1), {})
    beside = tuple(cell.text for column, cell in heads.items() if column not in keys.cells)
    headings = {name: heads[column].text for name, column in columns.items() if column in heads}
    return Table(sheet, found.title, tuple(rows), frozenset(columns), headings, tuple(sums), beside)


def _item_row(row: Row, columns: Mapping[str, int], ids: int, computed: int) -> ItemRow:
    cells = {name: row.cells[column] for name, column in columns.items() if column in row.cells}
    text = row.cells[ids].text if ids in row.cells else ""
    was = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
    return ItemRow(row.number, was, cells, row.cells.get(computed), row.is_hidden)
