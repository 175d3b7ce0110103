"""The first sheet: costs by kostnadsslag and year, who pays, and how far the two are apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from generator.excel.formulas import FIRST_RATE, FIRST_SUM, LINES, PAYERS, RATES, Formulas
from generator.excel.layout import letter
from generator.excel.writing import (
    FONT,
    KRONOR,
    KRONOR_OR_DASH,
    at_right,
    head,
    put,
    put_formula,
    set_page,
    sum_up,
)
from generator.grant.schema.budget import CATEGORIES
from generator.grant.schema.financing import CASH, IN_KIND
from generator.language import _

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_NAME_WIDTH, _SUM_WIDTH, _HEAD, _HEAD_HEIGHT = 44, 15, FIRST_SUM - 1, 31


class _Column(NamedTuple):
    """A column of sums: of a year, of what has none of these, of all."""

    letter: str
    title: str
    year: int | None = None
    is_rest: bool = False


class _Row(NamedTuple):
    """A row: its name (a text, or a formula), the formula in each column, whether it is a sum."""

    name: str
    formula: Callable[[_Column], str]
    is_sum: bool = False
    is_short: bool = False


def add(workbook: Workbook, formulas: Formulas, project: str) -> None:
    """Add the sheet of sums to a workbook, before the others."""
    sheet = workbook.create_sheet(formulas.title, 0)
    columns = list(_columns(formulas))
    put(sheet["A1"], project or None)
    sheet["A1"].font = _title_font()
    below = _table(sheet, _HEAD, _("Costs"), columns, _costs(formulas))
    last_cost = below - 1
    below = _table(sheet, below + 1, _("Financing"), columns, _financing(formulas))
    total, paid = f"{formulas.total}{last_cost}", f"{formulas.total}{below - 1}"
    rows = [
        _Row(_("Costs less financing"), lambda _each: f"={total}-{paid}", is_sum=True, is_short=True),
        _Row(
            _("Given outside the budget"),
            lambda _each: "=" + formulas.payments(outside=True),
            is_short=True,
        ),
    ]
    _table(sheet, below + 1, _("Together"), columns, rows)
    sheet.column_dimensions["A"].width = _NAME_WIDTH
    for each in columns:
        sheet.column_dimensions[each.letter].width = _SUM_WIDTH
    sheet.freeze_panes = "B2"
    set_page(sheet, project, _HEAD)


def _title_font() -> object:
    from openpyxl.styles import Font

    return Font(name=FONT, bold=True, size=14)


def _columns(formulas: Formulas) -> Iterator[_Column]:
    for number, year in enumerate(formulas.years):
        yield _Column(letter(2 + number), str(year), year)
    if formulas.years:
        yield _Column(letter(2 + len(formulas.years)), _("Other years or none"), is_rest=True)
    yield _Column(formulas.total, _("Sum"))


def _table(sheet: Worksheet, top: int, title: str, columns: Sequence[_Column], rows: Sequence[_Row]) -> int:
    """Write a table with its headings in the row `top`; return the row below it."""
    put(sheet.cell(top, 1), title)
    for number, column in enumerate(columns, 2):
        put(sheet.cell(top, number), column.title)
    head(sheet[top][: len(columns) + 1])
    for cell in sheet[top][1 : len(columns) + 1]:
        at_right(cell, is_figure=True)
    sheet.row_dimensions[top].height = _HEAD_HEIGHT
    for below, row in enumerate(rows, top + 1):
        name = sheet.cell(below, 1)
        name.value = row.name
        for number, column in enumerate(columns, 2):
            if not row.is_short or column is columns[-1]:
                cell = sheet.cell(below, number)
                put_formula(cell, row.formula(column))
                cell.number_format = KRONOR if row.is_short else KRONOR_OR_DASH
        if row.is_sum:
            sum_up(sheet[below][: len(columns) + 1])
    return top + 1 + len(rows)


def _costs(formulas: Formulas) -> list[_Row]:
    rows = [_Row(name, _of_category(formulas, name)) for name in CATEGORIES]
    rows.append(_Row(_("Without a category"), _without_category(formulas)))
    rows += [_flat_rate(formulas, number) for number in range(formulas.rates)]
    last = FIRST_RATE + formulas.rates - 1
    return [
        *rows,
        _Row(_("All costs"), lambda each: f"=SUM({each.letter}{FIRST_SUM}:{each.letter}{last})", is_sum=True),
    ]


def _of_category(formulas: Formulas, name: str) -> Callable[[_Column], str]:
    return _by_year(formulas, LINES, formulas.costs, formulas.where(LINES, "category", f'"{name}"'))


def _without_category(formulas: Formulas) -> Callable[[_Column], str]:
    """Return all costs less those of the rows above."""
    every = _by_year(formulas, LINES, formulas.costs, "")
    return lambda each: f"{every(each)}-SUM({each.letter}{FIRST_SUM}:{each.letter}{FIRST_RATE - 2})"


def _by_year(
    formulas: Formulas, path: str, summed: Callable[[str], str], where: str
) -> Callable[[_Column], str]:
    """Return what sums a column: of its year, of what is left of all when the years are taken away."""

    def made(column: _Column) -> str:
        if column.year is not None:
            return "=" + summed(where + formulas.where(path, "year", str(column.year)))
        years = [formulas.where(path, "year", str(year)) for year in formulas.years]
        return "=" + "-".join([summed(where), *(summed(where + each) for each in years if column.is_rest)])

    return made


def _flat_rate(formulas: Formulas, number: int) -> _Row:
    """Return the row of flat rate number `number` of its sheet: in whole kronor, each year by itself.

    It counts on the rows above it whose names stand in its cell of what it is computed on.
    """
    rates, row = formulas.layouts[RATES], FIRST_RATE + number
    name, rate, base, year = (
        f"INDEX({rates.all(key)},{number + 1})" for key in ("name", "rate", "base", "year")
    )
    names = f"$A${FIRST_SUM}:$A${row - 1}"
    listed = f'";"&SUBSTITUTE(SUBSTITUTE({base},CHAR(10),";"),"; ",";")&";"'

    def made(column: _Column) -> str:
        above = f"{column.letter}${FIRST_SUM}:{column.letter}${row - 1}"
        if column is not None and formulas.years and column.year is None and not column.is_rest:
            first, last = letter(2), letter(1 + len(formulas.years) + 1)
            return f'=IF($A{row}="","",SUM({first}{row}:{last}{row}))'
        counted = f'SUMPRODUCT(ISNUMBER(FIND(";"&{names}&";",{listed}))*({names}<>""),{above})'
        wanted = f'{year}=""' if column.year is None else f'OR({year}="",{year}={column.year})'
        wanted = "TRUE" if not formulas.years else wanted
        return f'=IF($A{row}="","",IF({wanted},ROUND(N({rate})*{counted},0),0))'

    return _Row(f'=IF({name}="","",{name})', made)


def _financing(formulas: Formulas) -> list[_Row]:
    def of(form: str) -> _Row:
        where = formulas.where(PAYERS, "form", f'"{form}"')
        return _Row(form[0].upper() + form[1:], _by_year(formulas, PAYERS, formulas.payments, where))

    every = _by_year(formulas, PAYERS, formulas.payments, "")
    return [of(CASH), of(IN_KIND), _Row(_("All financing"), every, is_sum=True)]
