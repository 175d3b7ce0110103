"""The words that cells are chosen among, in a sheet that nobody sees: Excel's lists hold no commas else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from generator.excel.columns import Column
from generator.excel.layout import FIRST_ROW, Layout, letter

if TYPE_CHECKING:
    from openpyxl import Workbook

SHEET = "val"


def add(workbook: Workbook, layouts: Mapping[str, Layout]) -> Mapping[tuple[str, str], str]:
    """Add the sheet; return the range that the values of a key are chosen in, by list and key."""
    sheet = workbook.create_sheet(SHEET)
    sheet.sheet_state = "veryHidden"
    found: dict[tuple[str, ...], str] = {}
    ranges: dict[tuple[str, str], str] = {}
    for path, layout in layouts.items():
        for column in layout.sheet.columns:
            if options := column.key.options:
                if options not in found:
                    number = len(found) + 1
                    for row, word in enumerate(options, 1):
                        sheet.cell(row, number, word)
                    found[options] = f"'{SHEET}'!${letter(number)}$1:${letter(number)}${len(options)}"
                ranges[path, column.name] = found[options]
            elif names := _names(column, layouts):
                ranges[path, column.name] = names
    return ranges


def _names(column: Column, layouts: Mapping[str, Layout]) -> str:
    """Return where the names stand that a key refers to, as many as there are; "" when on no sheet."""
    path, _hash, name = column.named.partition(".#.")
    if column.is_list or path not in layouts:
        return ""
    layout = layouts[path]
    first = f"'{layout.sheet.title}'!${layout.letter(name)}${FIRST_ROW}"
    return f"OFFSET({first},0,0,MAX(1,COUNTA({layout.all(name)})),1)"
