"""What all workbooks of the program share: the look of cells, the page they are printed on, their bytes."""

from __future__ import annotations

import io
import re
import time
import zipfile
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from generator.system.program import source_date
from generator.system.zip_files import Deflated, Member, archive

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

KRONOR, ORE, PERCENT, PARTS, DAY, YEAR, TEXT = "#,##0", "#,##0.00", "0%", "0.00%", "yyyy-mm-dd", "0", "@"
"""Number formats, in the one way that files have them; Excel shows them as the computer's country does."""
KRONOR_OR_DASH = '#,##0;-#,##0;"–"'
FONT = "Calibri"
INK, ACCENT, GROUND, LINE = "17242B", "1F4E5F", "E6EEF1", "B9C4CA"
"""Colours as the page has them; white on the accent has 8.9:1."""
_EARLIEST = 315532800  # 1980-01-01, before which a zip file knows no time
_SAVED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_FORMULA = ("=", "+", "-", "@")


def put(cell: Cell | MergedCell, value: str | float | date | None) -> None:
    """Set a cell; a text is never a formula, whatever it begins with, and stays one when it is edited."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
        if value.startswith(_FORMULA):
            cell.quotePrefix = True


def put_formula(cell: Cell | MergedCell, formula: str) -> None:
    """Set a cell to a formula; one that looks at many cells, each by itself, is an array formula."""
    from openpyxl.worksheet.formula import ArrayFormula

    is_array = "SUMPRODUCT(" in formula
    cell.value = ArrayFormula(cell.coordinate, formula) if is_array else formula


def head(cells: Any) -> None:
    """Make cells the headings of a table."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    for cell in cells:
        cell.font = Font(name=FONT, bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=ACCENT)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        cell.border = Border(bottom=Side("thin", LINE))


@cache
def _look(*, is_text: bool, indent: int) -> tuple[Any, Any, Any]:
    """Return border, font and alignment of a cell; made once, for openpyxl takes long to tell two apart."""
    from openpyxl.styles import Alignment, Border, Font, Side

    side = "left" if is_text else None
    alignment = Alignment(horizontal=side, vertical="top", wrap_text=True, indent=indent if is_text else 0)
    return Border(bottom=Side("thin", LINE)), Font(name=FONT, size=11), alignment


def look(cell: Cell | MergedCell, *, is_text: bool, indent: int) -> None:
    """Rule a cell of a table; its text begins beside the column before it."""
    cell.border, cell.font, cell.alignment = _look(is_text=is_text, indent=indent)


def at_right(cell: Cell | MergedCell, *, is_figure: bool, indent: int = 0) -> None:
    """Set a heading over its figures, or over the beginning of its texts."""
    from openpyxl.styles import Alignment

    side = "right" if is_figure else "left"
    cell.alignment = Alignment(horizontal=side, vertical="center", wrap_text=True, indent=indent)


def sum_up(cells: Any) -> None:
    """Make cells the sums of a table."""
    from openpyxl.styles import Border, Font, PatternFill, Side

    for cell in cells:
        cell.font = Font(name=FONT, bold=True, color=INK)
        cell.fill = PatternFill("solid", fgColor=GROUND)
        cell.border = Border(top=Side("thin", ACCENT), bottom=Side("thin", ACCENT))


def set_page(sheet: Worksheet, title: str, heading_row: int) -> None:
    """Let a sheet be printed on A4 across, as wide as the paper, its headings and number on each page."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4, ECMA-376 part 1, 18.3.1.63
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{heading_row}:{heading_row}"
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    if sheet.oddHeader and sheet.oddFooter:
        sheet.oddHeader.left.text = title.replace("&", "&&")
        sheet.oddHeader.right.text = "&A"
        sheet.oddFooter.right.text = "&P (&N)"


def to_bytes(workbook: Workbook) -> bytes:
    """Return the .xlsx; the same workbook gives the same bytes, on every machine and day."""
    saved = io.BytesIO()
    workbook.save(saved)
    seconds = time.gmtime(max(source_date() or 0, _EARLIEST))
    stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", seconds).encode()
    with zipfile.ZipFile(saved) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    parts["docProps/core.xml"] = _SAVED.sub(rb"\g<1>" + stamp, parts["docProps/core.xml"])
    return archive([Member.of(name, Deflated.of(each)) for name, each in parts.items()], seconds[:6])
