"""Which workbooks no data file can be changed by: of another project, without known headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.excel.columns import Column, Sheet
from generator.excel.reading.heading_words import NEEDED, bare, key_of, keys_by_word
from generator.excel.reading.read_book import Book, Row
from generator.language import _
from generator.problems import Place, Problem, ProblemError
from generator.run.budget.sides import Sides

MOST_NEW = 2000
"""New rows of a list; the data file holds some thousand items."""
_HEADINGS, _MOST = 30, 12
"""Rows in which headings are looked for; so many of them are said."""


def refuse_other_data(book: str, exported: str, data: str, found: Sequence[Sides]) -> None:
    """Raise ProblemError when a workbook was exported from another data file, whose items are others."""
    items = sum(len(each.cells.exported) for each in found)
    if exported == Path(data).name or 2 * sum(len(each.today) for each in found) > items:
        return
    message = _(
        "The workbook was exported from another data file, {exported}, and its rows are others than those of "
        "{data}. Name the data file that it belongs to."
    )
    raise ProblemError(
        Problem("error", "book-other-data", message.format(exported=exported, data=data), book)
    )


def refuse_too_many(book: str, found: Sequence[Sides]) -> None:
    """Raise ProblemError for more new rows than a project has: they are a ledger, or the wrong sheet."""
    for each in found:
        if len(each.new) > MOST_NEW:
            message = _(
                "The sheet has {count} new rows; at most {most} are taken at once. Put costs of the same "
                "kind, year and activity together in one row."
            )
            message = message.format(count=len(each.new), most=MOST_NEW)
            raise ProblemError(
                Problem("error", "book-too-large", message, book, Place(words=each.cells.own.title))
            )


def unknown_name(book: Book, named: Mapping[str, str], sheets: Sequence[Sheet], *, is_own: bool) -> str:
    """Return what is wrong with the headings and keys that a person names; "" when nothing is."""
    if named and is_own:
        return _("The workbook was exported here, and its columns are known. Leave --column out.")
    keys = {name for each in sheets for column in each.columns for name in _names(each, column)}
    heads = {bare(cell.text) for each in book.sheets for row in each.rows for cell in row.cells.values()}
    for heading, key in named.items():
        if key not in keys:
            message = _("“{key}” in --column is no key of a column. The keys are: {keys}.")
            known = dict.fromkeys(column.name for each in sheets for column in each.columns)
            return message.format(key=key, keys=", ".join(known))
        if bare(heading) not in heads:
            message = _(
                "No cell of the workbook says “{heading}”, which --column names. Write it as it stands there."
            )
            return message.format(heading=heading)
    return ""


def _names(sheet: Sheet, column: Column) -> tuple[str, str]:
    return column.name, f"{sheet.path}.{column.name}"


def _to_suggest(heads: Sequence[str], sheet: Sheet) -> tuple[str, str]:
    """Return a heading that is not known, and the key that the table lacks."""
    words = keys_by_word(sheet)
    found = {key for each in heads if (key := key_of(each, words))}
    free = [each for each in heads if not key_of(each, words)]
    wanted = ["description", "amount"]
    lacks = [each for each, any_of in zip(wanted, NEEDED[sheet.path], strict=True) if not any_of & found]
    return (free or ["Kr"])[-1], (lacks or wanted)[-1]


def unknown_headings(book: Book, data: str, sheets: Sequence[Sheet]) -> Problem:
    """Return what is said of a workbook that has no table with known headings."""
    rows = [(each, row) for each in book.sheets if not each.is_hidden for row in each.rows[:_HEADINGS]]
    if not rows:
        message = _("The workbook has no rows. Choose the one that holds the budget.")
        return Problem("error", "book-headings", message, book.name)
    sheet, row = max(rows, key=lambda each: _texts(each[1]))
    heads = [cell.text.strip() for cell in row.cells.values() if cell.what == "text"]
    columns = sheets[0].columns
    head, key = _to_suggest(heads, sheets[0])
    message = _(
        "No table with known headings was found. These were read: “{heads}”. Write in Excel headings such as "
        "“{titles}”. Or say which is which, by the keys {keys}: ansokan budget import {data} {book} --column "
        '"{head}={key}"'
    ).format(
        heads="”, “".join(heads[:_MOST]),
        titles="”, “".join(each.title for each in columns),
        keys=", ".join(each.name for each in columns),
        head=head,
        key=key,
        data=data,
        book=book.name,
    )
    words = _("{sheet} row {row}").format(sheet=sheet.title, row=row.number)
    return Problem("error", "book-headings", message, book.name, Place(words=words))


def _texts(row: Row) -> int:
    return sum(cell.what == "text" for cell in row.cells.values())
