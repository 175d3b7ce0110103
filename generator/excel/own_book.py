"""A workbook that was exported here, as its rows are now: which item each was, and what its cells say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from generator.excel.columns import Sheet
from generator.excel.layout import HEAD_ROW, KEYS_ROW, SUM_KEY
from generator.excel.read_book import Book, BookSheet, Cell, Row
from generator.excel.remembered import SHEET, Exported, recall

_HIGHEST = 20
"""Rows in which the keys are looked for: somebody may have put a heading above."""
_SUM_WORDS = frozenset({"summa", "totalt", "total", "delsumma", "summa kostnader", "summa finansiering"})


class ItemRow(NamedTuple):
    """A row: its number in the sheet, the number of the item that it was, its cells by key.

    `computed`: what stands where the program reckons.
    """

    number: int
    was: int | None
    cells: Mapping[str, Cell]
    computed: Cell | None = None
    is_hidden: bool = False


class OwnSheet(NamedTuple):
    """The rows of a list, the name of their sheet, and the keys that have a column there still.

    `sums`: the numbers of rows in which somebody has added up; `beside`: headings of columns of their own.
    """

    sheet: Sheet
    title: str
    rows: tuple[ItemRow, ...]
    keys: frozenset[str]
    sums: tuple[int, ...] = ()
    beside: tuple[str, ...] = ()


def exported(book: Book) -> Exported | None:
    """Return what the workbook was exported as; None for one that was not exported here."""
    sheet = book.sheet(SHEET)
    if sheet is None:
        return None
    return recall([cell.text for _column, cell in sorted(row.cells.items())] for row in sheet.rows)


def own_sheet(book: Book, sheet: Sheet) -> OwnSheet | None:
    """Return the sheet of a list; None when it is not in the workbook any more."""
    named = book.sheet(sheet.title)
    for each in (*([named] if named else []), *book.sheets):
        keys = next((row for row in each.rows[:_HIGHEST] if _is_keys(row, sheet)), None)
        if keys is not None:
            return _read(each, sheet, keys)
    return None


def _is_keys(row: Row, sheet: Sheet) -> bool:
    return any(cell.text == sheet.path for cell in row.cells.values())


def _read(found: BookSheet, sheet: Sheet, keys: Row) -> OwnSheet:
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
    return OwnSheet(sheet, found.title, tuple(rows), frozenset(columns), tuple(sums), beside)


def _item_row(row: Row, columns: Mapping[str, int], ids: int, computed: int) -> ItemRow:
    cells = {name: row.cells[column] for name, column in columns.items() if column in row.cells}
    text = row.cells[ids].text if ids in row.cells else ""
    was = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
    return ItemRow(row.number, was, cells, row.cells.get(computed), row.is_hidden)


def is_sum(cells: Iterable[Cell]) -> bool:
    """Say whether cells are those of a row that adds up: its one text says so."""
    texts = [cell.text for cell in cells if cell.what == "text"]
    return len(texts) == 1 and texts[0].strip().rstrip(":").casefold() in _SUM_WORDS
