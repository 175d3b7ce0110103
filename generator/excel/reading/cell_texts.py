"""What a cell says, as a text of the data file."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from math import inf
from typing import NamedTuple

from generator.excel.cell_values import Written, value_of
from generator.excel.columns import SEPARATOR, Column
from generator.excel.reading.read_book import Cell
from generator.formats import KINDS, same
from generator.formats.kinds import on_one_line, visible
from generator.formats.numbers import written
from generator.language import _

DASHES = frozenset("-–—")
"""What accountants write where there is nothing."""
_NUMBERS = frozenset({"decimal", "quantity", "rate"})
_PLACES = {"decimal": Decimal("0.01"), "quantity": Decimal("0.000001"), "rate": Decimal("0.00000001")}
"""What is kept of a number: öre, millionths, millionths of a percent."""
_NOISE = Decimal("0.00001")
"""What arithmetic with floats leaves behind."""
_LARGEST = 1e15
"""Above it a number has no room for öre among the 15 digits that Excel keeps."""
FIRST_YEAR, LAST_YEAR = 1990, 2100
"""Years that a day of a project is in."""
_DAYS = range(30_000, 80_000)
"""Days of Excel's calendar that a number without a date's format is read as: 1982 to 2119."""


class Said(NamedTuple):
    """What a cell says: a text, None for nothing; `rounded`: a number that was given with more decimals."""

    text: str | None
    rounded: str = ""


def said(cell: Cell | None, column: Column, *, from_1904: bool = False) -> Said:
    """Return what a cell says in a column; raise ValueError with a sentence for what nobody can read."""
    if cell is None or cell.is_empty:
        return Said(None)
    if cell.what == "error":
        message = _("The formula gives an error ({error}). Correct it in Excel.")
        raise ValueError(message.format(error=cell.text))
    if cell.what == "no-value":
        raise ValueError(
            _("The formula was saved without its value. Open the workbook in Excel, and save it.")
        )
    if cell.what == "yesno":
        yes = cell.text in {"1", "true"}
        return Said(("ja" if yes else "nej") if column.kind == "yesno" else ("SANT" if yes else "FALSKT"))
    if cell.what == "number":
        return _of_number(cell, column, from_1904=from_1904)
    return _of_text(cell.text, column)


def _of_text(text: str, column: Column) -> Said:
    if column.is_list:
        return Said(SEPARATOR.join(items(text)) or None)
    if column.key.several_lines:
        return Said(visible(text).strip() or None)
    plain = on_one_line(re.sub(r"\s*\n\s*", " ", text))
    is_nothing = column.kind in {*_NUMBERS, "date", "whole"} and plain in DASHES
    return Said(None if is_nothing else plain or None)


def items(text: str) -> list[str]:
    """Return the items of a list that stands in one cell: each on its line, or with semicolons between."""
    found = (on_one_line(each) for each in re.split(r"[;\n]", text))
    return [each for each in found if each]


def _of_number(cell: Cell, column: Column, *, from_1904: bool) -> Said:
    found = exact(cell)
    if column.kind in _NUMBERS:
        _refuse_day(cell, found, from_1904=from_1904)
        short = found.quantize(_PLACES[column.kind], ROUND_HALF_UP)
        more = plain(found) if abs(found - short) > _NOISE else ""
        if column.kind != "rate":
            return Said(plain(short), more)
        return Said(f"{plain(short * 100)} %" if cell.shown == "percent" else plain(short), more)
    if column.kind == "date" and (cell.shown == "date" or int(found) in _DAYS):
        return Said(_day(found, from_1904=from_1904).isoformat())
    if cell.shown == "date":
        day = _day(found, from_1904=from_1904)
        return Said(str(day.year) if column.kind == "whole" else day.isoformat())
    return Said(plain(found))


def _refuse_day(cell: Cell, found: Decimal, *, from_1904: bool) -> None:
    """Raise ValueError for a figure that is shown as a day or a time."""
    if cell.shown == "date":
        message = _(
            "The cell shows a day, {day}, and no figure. Format the cell as Number in Excel, and type the "
            "figure again."
        )
        raise ValueError(message.format(day=_day(found, from_1904=from_1904).isoformat()))
    if cell.shown == "time":
        raise ValueError(
            _(
                "The cell shows a time of day, and no figure. Format the cell as Number in Excel, and type "
                "the figure again."
            )
        )


def refuse_far_day(text: str) -> None:
    """Raise ValueError for a day before 1990 or after 2100: a year typed in a cell that shows days."""
    try:
        day = KINDS["date"].parse(text)
    except ValueError:  # the words that stand for a day
        return
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        message = _(
            "{day} is no day of a project; a year alone typed in a cell that shows days becomes one. Write "
            "the whole day, such as 2027-08-31."
        )
        raise ValueError(message.format(day=day.isoformat()))


def exact(cell: Cell) -> Decimal:
    """Return the number of a cell in the 15 digits that Excel keeps; raise ValueError when it is none."""
    try:
        found = float(cell.text)
    except ValueError:
        found = inf
    if not abs(found) < _LARGEST:  # nor is what is no number
        raise ValueError(_("Excel has saved no number here, or one that is too large. Type it again."))
    return Decimal(format(found, ".15g"))


def plain(number: Decimal) -> str:
    """Return a number as the data file writes it."""
    return written(number.normalize() + 0).replace(" ", "")


def _day(found: Decimal, *, from_1904: bool) -> date:
    # Excel's day 60 is a 29 February 1900 that never was; from day 61 on both calendars agree.
    start = date(1904, 1, 1) if from_1904 else date(1899, 12, 30)
    try:
        return start + timedelta(days=int(found))
    except OverflowError:
        raise ValueError(_("This is no day. Write it as 2027-08-31.")) from None


def is_as(cell: Cell | None, column: Column, text: str | None, before: Written) -> bool:
    """Say whether a cell that says `text` says what the data file had when it was exported."""
    shown = value_of(column, before)
    if cell is not None and cell.what == "number" and isinstance(shown, int | float):
        if column.kind == "rate" and cell.shown != "percent":
            return False
        return float(cell.text) == float(shown)
    if column.is_list:
        return items(text or "") == _items_of(before)
    old = before if isinstance(before, str) else None
    return same(column.kind, text, old) or (isinstance(shown, str) and same(column.kind, text, shown))


def _items_of(before: Written) -> list[str]:
    text = before if isinstance(before, str) else SEPARATOR.join(each for each in before or () if each)
    return items(text)
