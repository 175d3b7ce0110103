"""What is to be known of a list's sheet beside its changes: what was read though hidden, and what was not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from generator.excel.columns import Sheet
from generator.excel.formulas import LINES
from generator.excel.reading.cell_texts import exact
from generator.excel.reading.own_book import keys_of
from generator.excel.reading.read_book import Book
from generator.excel.reading.table import ItemRow, Table
from generator.grant.schema.budget import CostLine
from generator.language import _
from generator.problems import Level, Problem
from generator.run.budget.sides import Sides

_MOST = 5
"""So many rows are named."""


def again() -> str:
    """Return what is said when something was taken: the workbook does not know it."""
    return _(
        "The data file has what the workbook says now. Export again before more is changed in Excel: this "
        "workbook remembers the earlier figures."
    )


def beside_the_sheets(book: Book, found: Sequence[Sides], known: Sequence[Sheet]) -> Iterator[Problem]:
    """Yield what is to be said of sheets that are gone, and of those that are hidden and not ours."""
    is_other = any(each.cells.own.is_other for each in found)
    if not is_other:
        yield from _gone(book, found, known)
        yield from _not_ours(book, found, known)
    hidden = [each.title for each in book.sheets if each.is_hidden and each.rows]
    if hidden and is_other:
        message = _("Hidden sheets were not read: “{titles}”. Show them in Excel if they are to be.")
        message = message.format(titles="”, “".join(hidden))
        yield Problem("hint", "book-hidden", message, book.name)


def _gone(book: Book, found: Sequence[Sides], known: Sequence[Sheet]) -> Iterator[Problem]:
    """Yield the sheets that are gone, and those that have lost what they are known by."""
    read = {sides.path for sides in found}
    titles = [each.title for each in known if each.path not in read]
    lost = [each for each in titles if book.sheet(each)]
    if lost:
        message = _(
            "Sheets have lost their hidden first row or first column, and were not read: “{titles}”. What "
            "the data file has stays. Export again elsewhere, and make the changes there."
        )
        yield Problem("warning", "book-sheet-gone", message.format(titles="”, “".join(lost)), book.name)
    if gone := [each for each in titles if each not in lost]:
        message = _("Sheets are gone from the workbook: “{titles}”. What they hold stays in the data file.")
        yield Problem("warning", "book-sheet-gone", message.format(titles="”, “".join(gone)), book.name)


def _not_ours(book: Book, found: Sequence[Sides], known: Sequence[Sheet]) -> Iterator[Problem]:
    """Yield the sheets that are copies of ours, of which one is read."""
    read = {sides.cells.own.title for sides in found}
    copies = [
        each.title
        for each in book.sheets
        if each.title not in read and any(keys_of(each, sheet) for sheet in known)
    ]
    if copies:
        message = _(
            "Copies of sheets were not read: “{titles}”. Make the changes in the sheet that was exported, or "
            "delete that one and give the copy its name."
        )
        yield Problem("warning", "book-copy", message.format(titles="”, “".join(copies)), book.name)


def told(sides: Sides) -> Iterator[Problem]:
    """Yield what is to be said of a sheet: of its rows, then of its columns."""
    for level, code, message, rows in _of_rows(sides):
        if rows:
            yield sides.problem(level, code, message.format(rows=_numbers(rows)))
    yield from _of_columns(sides)


def _of_rows(sides: Sides) -> Iterator[tuple[Level, str, str, Sequence[int]]]:
    """Yield level, code and message with the numbers of the rows that it is said of, none perhaps."""
    own = sides.cells.own
    hidden = [row.number for row in own.rows if row.is_hidden and row.cells]
    typed = [row.number for row in own.rows if _is_typed_over(sides, row)]
    yield "hint", "book-hidden", _("Hidden rows were read too: {rows}."), hidden
    yield "hint", "book-sum-row", _("Rows of sums are not taken, the program adds up: {rows}."), own.sums
    yield "hint", "book-label", _("Rows with one text alone are not taken: {rows}."), own.labels
    message = _("Rows that name a category count for the rows below them: {rows}.")
    yield "hint", "book-group", message, own.groups
    message = _(
        "A figure is written where the workbook reckons, and was not taken: {rows}. Write it in the columns "
        "that are added up, and put the formula back."
    )
    yield "warning", "book-sum", message, typed


def _of_columns(sides: Sides) -> Iterator[Problem]:
    own = sides.cells.own
    beside, lost = (
        "”, “".join(each)
        for each in (own.beside, [each.title for each in own.sheet.columns if each.name not in own.keys])
    )
    if beside and own.is_other:
        yield sides.problem("hint", "book-beside", _unknown(own, beside))
    elif beside:
        message = _("Columns of your own stay in the workbook: “{titles}”.")
        yield sides.problem("hint", "book-beside", message.format(titles=beside))
    if lost and not own.is_other:
        message = _(
            "The sheet lacks columns that it was exported with: “{titles}”. Their values stay in the data "
            "file."
        )
        yield sides.problem("warning", "book-column-gone", message.format(titles=lost))


def _unknown(own: Table, titles: str) -> str:
    """Return what is said of headings that are not known, with a key that no other column has."""
    message = _("Columns whose heading is not known are not taken: “{titles}”.").format(titles=titles)
    names = ("amount", *(each.name for each in own.sheet.columns))
    free = next((each for each in names if own.sheet.column(each) and each not in own.keys), "")
    if not free:
        return message
    way = _(
        "Give one that is meant a heading as in an exported workbook. Or say which it is: ansokan budget "
        'import … --column "{title}={key}"'
    )
    return f"{message} {way.format(title=own.beside[0], key=free)}"


def _numbers(rows: Sequence[int]) -> str:
    """Return the numbers of rows, the first of them when there are many."""
    first = ", ".join(map(str, rows[:_MOST]))
    return (
        first
        if len(rows) <= _MOST
        else _("{rows} and {count} more").format(rows=first, count=len(rows) - _MOST)
    )


def _is_typed_over(sides: Sides, row: ItemRow) -> bool:
    """Say whether something was typed where the workbook reckons, other than what a cost line comes to."""
    cell = row.computed
    if cell is None or cell.has_formula or cell.is_empty:
        return False
    try:
        return cell.what != "number" or exact(cell) != _total(sides, row)
    except ValueError:  # what cannot be read is told at its own cell
        return True


def _total(sides: Sides, row: ItemRow) -> Decimal | None:
    """Return what a cost line comes to, in kronor; None for what is no cost line."""
    columns = [sides.cells.own.sheet.column(name) for name in ("quantity", "unit_price", "amount")]
    if sides.path != LINES:
        return None
    texts = {each.name: sides.cells.text(row, each) for each in columns if each is not None}
    return CostLine.model_validate({name: text for name, text in texts.items() if text}).total
