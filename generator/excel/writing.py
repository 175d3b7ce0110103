"""What all workbooks of the program share: the look of cells, the page they are printed on, their bytes."""

from __future__ import annotations

import io
import re
import time
import zipfile
from datetime import date
from typing import TYPE_CHECKING, Any

from generator.system.program import source_date
from generator.system.zip_files import Deflated, Member, archive

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

KRONOR, ORE, PERCENT, PARTS, DAY, YEAR, TEXT = "#,##0", "#,##0.00", "0%", "0.00%", "yyyy-mm-dd", "0", "@"
"""Number formats, in the one way that files have them; Excel shows them as the computer's country does."""
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


def head(cells: Any) -> None:
    """Make cells the headings of a table."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    for cell in cells:
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=ACCENT)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        cell.border = Border(bottom=Side("thin", LINE))


def sum_up(cells: Any) -> None:
    """Make cells the sums of a table."""
    from openpyxl.styles import Border, Font, PatternFill, Side

    for cell in cells:
        cell.font = Font(bold=True, color=INK)
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
