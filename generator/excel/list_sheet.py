"""The sheet of one list: an item in each row, a key in each column, what is computed last."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from generator.excel.cell_values import value_of
from generator.excel.columns import Column
from generator.excel.formulas import ACTIVITIES, LINES, PAYERS, RATES, Formulas
from generator.excel.layout import FIRST_ROW, HEAD_ROW, KEYS_ROW, SUM_KEY, SUMS_ROW, Layout, letter
from generator.excel.writing import (
    DAY,
    KRONOR,
    ORE,
    PARTS,
    PERCENT,
    TEXT,
    YEAR,
    at_right,
    head,
    look,
    put,
    put_formula,
    set_page,
    sum_up,
)
from generator.language import _

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_FORMATS = {"decimal": KRONOR, "quantity": "General", "rate": PERCENT, "date": DAY, "whole": YEAR}
_WIDTHS = {"decimal": 14, "quantity": 10, "rate": 11, "date": 12, "whole": 8, "yesno": 12}
_NARROW, _WIDE, _SENTENCES = 12, 34, 52
_LINE = 15
"""Points of a line of 11 points."""
_MANY = 10
"""Columns; with more of them, those that are rare and that no item has a value in are folded."""
_RARE = frozenset({"joint", "sector", "about", "application", "appropriation", "programme", "calculation"})
"""Keys that few projects fill in, beside those of a contact and of a decision that has come."""

Items = Sequence[Mapping[str, Any]]


def add(
    workbook: Workbook,
    layout: Layout,
    items: Items,
    formulas: Formulas,
    choices: Mapping[tuple[str, str], str],
) -> None:
    """Add the sheet of a list to a workbook."""
    sheet = workbook.create_sheet(layout.sheet.title)
    _heads(sheet, layout, formulas)
    for row in layout.ruled:
        number = row - FIRST_ROW
        _row(sheet, layout, row, items[number] if number < len(items) else None, formulas)
    _widths(sheet, layout, items)
    _validations(sheet, layout, choices)
    sheet.row_dimensions[KEYS_ROW].hidden = True
    sheet.column_dimensions["A"].hidden = True
    sheet.freeze_panes = f"C{FIRST_ROW}"
    if items:  # what is sorted with its buttons takes the hidden numbers along
        last = letter(len(layout.sheet.columns) + 1 + bool(_computed(layout.sheet.path)))
        sheet.auto_filter.ref = f"A{HEAD_ROW}:{last}{FIRST_ROW + len(items) - 1}"
    set_page(sheet, formulas.title, HEAD_ROW)


def _computed(path: str) -> str:
    """Return the heading of the column that is computed; "" where none is."""
    titles = {
        LINES: _("Sum"),
        RATES: _("Sum"),
        ACTIVITIES: _("Costs"),
        PAYERS: _("Counted in the budget"),
    }
    return titles.get(path, "")


def _heads(sheet: Worksheet, layout: Layout, formulas: Formulas) -> None:
    """Write the keys, the sums and the headings."""
    path = layout.sheet.path
    put(sheet.cell(KEYS_ROW, 1), path)
    for number, column in enumerate(layout.sheet.columns, 2):
        put(sheet.cell(KEYS_ROW, number), column.name)
        cell = sheet.cell(HEAD_ROW, number)
        put(cell, column.title)
        if column.key.help:
            cell.comment = _comment(column.key.help)
    last = len(layout.sheet.columns) + 1
    if title := _computed(path):
        last += 1
        put(sheet.cell(KEYS_ROW, last), SUM_KEY)
        put(sheet.cell(HEAD_ROW, last), title)
        put(sheet.cell(SUMS_ROW, 2), _("Sum"))
        cell = sheet.cell(SUMS_ROW, last)
        put_formula(cell, _total(path, last, layout, formulas))
        cell.number_format = KRONOR
        sum_up(sheet[SUMS_ROW][1:last])
    head(sheet[HEAD_ROW][1:last])
    for number, column in enumerate(layout.sheet.columns, 2):
        is_figure = _FORMATS.get(column.kind, TEXT) not in {TEXT, DAY}
        at_right(sheet.cell(HEAD_ROW, number), is_figure=is_figure, indent=int(number > 2 and not is_figure))
    if _computed(path):
        at_right(sheet.cell(HEAD_ROW, last), is_figure=True)


def _total(path: str, last: int, layout: Layout, formulas: Formulas) -> str:
    """Return the sum of what is computed; reckoned from what is typed where a row may lack its formula."""
    if path == LINES:
        return "=" + formulas.costs()
    if path == PAYERS:
        return "=" + formulas.payments()
    return f"=SUM({letter(last)}{FIRST_ROW}:{letter(last)}{layout.last})"


def _comment(text: str) -> Any:
    from openpyxl.comments import Comment

    return Comment(text, "ansokan", height=90, width=260)


def _row(
    sheet: Worksheet, layout: Layout, row: int, item: Mapping[str, Any] | None, formulas: Formulas
) -> None:
    if item is not None:
        put(sheet.cell(row, 1), str(row - FIRST_ROW))
    for number, column in enumerate(layout.sheet.columns, 2):
        cell = sheet.cell(row, number)
        put(cell, value_of(column, (item or {}).get(column.name)))
        cell.number_format = _format(column, cell.value)
    if formula := formulas.of_row(layout.sheet.path, row):
        cell = sheet.cell(row, len(layout.sheet.columns) + 2)
        put_formula(cell, formula)
        cell.number_format = KRONOR
    last = len(layout.sheet.columns) + 1 + bool(_computed(layout.sheet.path))
    for number in range(2, last + 1):
        cell = sheet.cell(row, number)
        look(cell, is_text=cell.number_format == TEXT, indent=int(number > 2))


def _format(column: Column, value: Any) -> str:
    """Return the number format of a cell: an amount with öre and a share of a percent show them."""
    is_whole = not isinstance(value, float) or Decimal(repr(value)) * 100 % (100 if value > 1 else 1) == 0
    if column.kind == "decimal":
        return KRONOR if is_whole or value == int(value) else ORE
    if column.kind == "rate":
        return PERCENT if is_whole else PARTS
    return _FORMATS.get(column.kind, TEXT)


def _widths(sheet: Worksheet, layout: Layout, items: Items) -> None:
    """Make columns as wide as what stands in them, and rows as high: some programs do not do it."""
    columns = layout.sheet.columns
    lines = [1] * len(items)
    heads = 1
    for number, column in enumerate(columns, 2):
        texts = [str(value_of(column, item.get(column.name)) or "") for item in items]
        dimension = sheet.column_dimensions[letter(number)]
        longest = max(map(len, [*texts, *column.title.split()]), default=0) + 3
        most = _SENTENCES if column.key.several_lines else _WIDE
        dimension.width = width = _WIDTHS.get(column.kind) or min(max(longest, _NARROW), most)
        if len(columns) > _MANY and items and _is_rare(column) and not any(texts):
            dimension.outlineLevel, dimension.hidden = 1, True
            continue
        heads = max(heads, _lines(column.title, width - 2))
        lines = [max(before, _lines(text, width - 2)) for before, text in zip(lines, texts, strict=True)]
    if _computed(layout.sheet.path):
        sheet.column_dimensions[letter(len(columns) + 2)].width = 15
        heads = max(heads, _lines(_computed(layout.sheet.path), 13))
    for row, count in enumerate([heads, *lines], HEAD_ROW):
        sheet.row_dimensions[row].height = _LINE * count + 1


def _is_rare(column: Column) -> bool:
    is_figure = column.kind in {"decimal", "quantity", "rate"}
    return not is_figure and (column.name in _RARE or "." in column.name)


def _lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a column so many characters wide."""
    return sum(max(1, len(textwrap.wrap(line, max(int(width), 1)))) for line in text.split("\n"))


def _validations(sheet: Worksheet, layout: Layout, choices: Mapping[tuple[str, str], str]) -> None:
    """Let Excel offer choices, and refuse what is no number or day where one is to stand."""
    from openpyxl.worksheet.datavalidation import DataValidation

    for column in layout.sheet.columns:
        if words := choices.get((layout.sheet.path, column.name)):
            rule = DataValidation(type="list", formula1=words, allow_blank=True)
            rule.error = _("Choose one of the words in the list.")
        elif column.kind in {"decimal", "quantity"}:
            rule = DataValidation(type="decimal", operator="greaterThanOrEqual", formula1="0")
            rule.error = _("Write a number, such as 12 000 or 0,5.")
        elif column.kind == "rate":
            rule = DataValidation(type="decimal", operator="between", formula1="0", formula2="1")
            rule.error = _("Write a percentage, such as 15 %.")
        elif column.kind == "whole":
            rule = DataValidation(type="whole", operator="between", formula1="1990", formula2="2100")
            rule.error = _("Write a year, such as 2027.")
        else:
            continue
        rule.showErrorMessage, rule.errorTitle = True, column.title[:32]
        column_letter = layout.letter(column.name)
        rule.add(f"{column_letter}{FIRST_ROW}:{column_letter}{layout.last}")
        sheet.add_data_validation(rule)
