"""A workbook that was not exported here: its tables, found by the headings of their columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.excel.columns import Sheet
from generator.excel.reading.heading_words import NEEDED, bare, key_of, keys_by_word, unit_of
from generator.excel.reading.read_book import Book, BookSheet, Cell, Row
from generator.excel.reading.table import ItemRow, Table, is_sum

_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_LINES, _AMOUNT, _CATEGORY = "budget.lines", "amount", "category"


class Heads(NamedTuple):
    """The headings of a table: of which list its rows are items, its columns by key, those for years."""

    sheet: Sheet
    columns: Mapping[str, int]
    years: Mapping[int, int]
    texts: Mapping[int, str]


def tables(book: Book, sheets: Sequence[Sheet], named: Mapping[str, str]) -> Iterator[Table]:
    """Yield the tables of a workbook; `named`: the keys that a person gives headings that are not known."""
    for each in book.sheets:
        if each.is_hidden:
            continue
        heads, rows = None, list[Row]()
        for row in _spread(each):
            if found := heads_of(row, each.title, sheets, named):
                if heads is not None:
                    yield _table(each, heads, rows)
                heads, rows = found, []
            else:
                rows.append(row)
        if heads is not None:
            yield _table(each, heads, rows)


def heads_of(row: Row, title: str, sheets: Sequence[Sheet], named: Mapping[str, str]) -> Heads | None:
    """Return what the headings in a row say; None when it has none of any list."""
    if any(cell.what != "text" and not _is_year(cell) for cell in row.cells.values()):
        return None
    made = [heads for each in sheets if (heads := _heads(row, each, named)) is not None]
    own = [heads for heads in made if bare(heads.sheet.title) == bare(title)]
    return max(own or made, key=lambda heads: len(heads.columns) + len(heads.years), default=None)


def _is_year(cell: Cell) -> bool:
    return cell.what in {"text", "number"} and bool(_YEAR.fullmatch(cell.text.strip()))


def _heads(row: Row, sheet: Sheet, named: Mapping[str, str]) -> Heads | None:
    words = keys_by_word(sheet) | {
        bare(head): key.removeprefix(f"{sheet.path}.")
        for head, key in named.items()
        if sheet.column(key.removeprefix(f"{sheet.path}."))
    }
    columns: dict[str, int] = {}
    years = {}
    for number, cell in row.cells.items():
        if sheet.path == _LINES and _is_year(cell):
            years[number] = int(cell.text)
        elif key := key_of(cell.text, words):
            columns.setdefault(key, number)
    needed = {*columns, *([_AMOUNT] if years else [])}
    if not all(any_of & needed for any_of in NEEDED[sheet.path]):
        return None
    return Heads(sheet, columns, years, {number: cell.text.strip() for number, cell in row.cells.items()})


def _spread(sheet: BookSheet) -> Iterator[Row]:
    """Yield the rows, what stands in a merged range of several rows in each of them."""
    spread: dict[int, dict[int, Cell]] = {}
    cells = {row.number: row.cells for row in sheet.rows}
    for top, left, bottom, _right in sheet.merged:
        if (found := cells.get(top, {}).get(left)) is not None and found.what == "text":
            for number in range(top + 1, min(bottom, top + len(sheet.rows)) + 1):
                spread.setdefault(number, {})[left] = found
    for row in sheet.rows:
        yield row._replace(cells={**spread.get(row.number, {}), **row.cells})


def _table(found: BookSheet, heads: Heads, rows: Sequence[Row]) -> Table:
    made: list[ItemRow] = []
    sums, labels, groups = list[int](), list[int](), list[int]()
    group: Cell | None = None
    for row in rows:
        cells = {name: row.cells[column] for name, column in heads.columns.items() if column in row.cells}
        if is_sum(row.cells.values()):
            sums.append(row.number)
        elif len(row.cells) == 1:
            group = _group(row, heads) or group
            (groups if _group(row, heads) else labels).append(row.number)
        else:
            if group is not None:
                cells.setdefault(_CATEGORY, group)
            made += _items(row, cells, heads)
    titles = {name: heads.texts[column] for name, column in heads.columns.items()}
    keys = {*titles, *(["year", _AMOUNT] if heads.years else []), *([_CATEGORY] if group else [])}
    beside = [text for n, text in heads.texts.items() if n not in {*heads.columns.values(), *heads.years}]
    return Table(
        heads.sheet,
        found.title,
        tuple(made),
        frozenset(keys),
        titles,
        tuple(sums),
        tuple(beside),
        tuple(labels),
        tuple(groups),
        is_other=True,
    )


def _group(row: Row, heads: Heads) -> Cell | None:
    """Return the kostnadsslag that a row by itself names, for the rows below it."""
    column = heads.sheet.column(_CATEGORY)
    (cell,) = row.cells.values()
    known = {bare(each) for each in column.key.options} if column else set()
    return cell if bare(cell.text) in known else None


def _items(row: Row, cells: Mapping[str, Cell], heads: Heads) -> Iterator[ItemRow]:
    """Yield the item of a row, or one for each year that has a column and an amount."""
    cells = {name: _in_unit(cell, heads, name) for name, cell in cells.items()}
    if not heads.years:
        if cells:
            yield ItemRow(row.number, None, cells, is_hidden=row.is_hidden)
        return
    for column, year in heads.years.items():
        if (amount := row.cells.get(column)) and amount.text.strip() not in {"0", "-", "–"}:
            own = {"year": Cell(str(year), "number"), _AMOUNT: amount}
            yield ItemRow(row.number, None, {**cells, **own}, is_hidden=row.is_hidden)


def _in_unit(cell: Cell, heads: Heads, name: str) -> Cell:
    """Return an amount with the unit that its heading says."""
    column = heads.sheet.column(name)
    unit = unit_of(heads.texts[heads.columns[name]]) if name in heads.columns else ""
    if not unit or column is None or column.kind != "decimal" or cell.what not in {"number", "text"}:
        return cell
    if cell.shown in {"date", "time"}:  # is refused at its cell
        return cell
    text = cell.text.replace(".", ",") if cell.what == "number" else cell.text
    return Cell(f"{text} {unit}") if not re.search("[a-zåäö]", text.lower()) else cell
