"""All projects as a workbook: a sheet for each table, figures as numbers, sums as formulas."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Literal

from generator.formats.cells import about, cell_text, partly, unknown
from generator.language import _
from generator.problems import Problem, ProblemError
from generator.system import files
from generator.tables import Amount, Cell, Column, Part, Share, Table
from generator.unseen import visible

if TYPE_CHECKING:
    from openpyxl.cell import Cell as OneCell
    from openpyxl.cell import MergedCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.worksheet.worksheet import Worksheet

    BookCell = OneCell | MergedCell

_OURS = "ansokan"
_KRONOR, _SHARE, _DAY = "#,##0", "0.0%", "yyyy-mm-dd"
"""Formats as a workbook holds them; Excel shows them with the separators of its own language."""
_FIGURES = {"kronor", "count", "share"}
_WIDEST = {"text": 34, "project": 34, "day": 20}
"""Characters of a column of texts, which go on in the next line; a figure that lacks room is shown as ###."""
_LINE = 15
"""Points of a line of text."""
_LONGEST = 32_000
"""Characters of a text; a cell of Excel holds 32,767."""
_SUM, _RATIO = "SUBTOTAL(109,{column}2:{column}{last})", '=IF({whole}=0,"",{part}/{whole})'
"""109: the sum of the rows that a filter shows."""


def write_book(path: Path, tables: Sequence[tuple[str, Table]]) -> None:
    """Write the workbook; raise ProblemError for a file that others have made, or saved since."""
    old = files.read_if_there(path)
    if old is not None and not _is_ours(old):
        message = _(
            "This file was not made here, or somebody has saved it since, and is left as it is. Move it, or "
            "name another file with --to."
        )
        raise ProblemError(Problem("error", "not-ours", message, str(path)))
    files.write(path, book(tables), over=old)


def book(tables: Sequence[tuple[str, Table]]) -> bytes:
    """Return a workbook with these tables, each on the sheet of its name."""
    from openpyxl import Workbook

    made = Workbook()
    made.remove(made.worksheets[0])
    for name, table in tables:
        _fill(made.create_sheet(name), table)
    made.properties.creator = made.properties.lastModifiedBy = _OURS
    packed = io.BytesIO()
    made.save(packed)
    return packed.getvalue()


def _is_ours(data: bytes) -> bool:
    """Say whether a workbook is as it was made here: a program that saves it notes whose it is then."""
    from lxml import etree

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package, package.open("docProps/core.xml") as part:
            tree = etree.fromstring(part.read(100_000), etree.XMLParser(resolve_entities=False))
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError):
        return False
    return [each.text for each in tree.iter("{*}lastModifiedBy")] == [_OURS]


def _fill(sheet: Worksheet, table: Table) -> None:
    _head(sheet, table.columns)
    for number, row in enumerate(table.rows, start=2):
        for at, cell in enumerate(row.cells, start=1):
            _put(sheet.cell(number, at), cell, late=row.late)
    last = len(table.rows) + 1
    sheet.auto_filter.ref = f"A1:{sheet.cell(last, len(table.columns)).coordinate}"
    if table.total and table.rows:  # the sum of no rows would be of itself
        _sums(sheet, table, table.total.cells, last)
    for number, note in enumerate(table.notes, start=last + 3):
        _text(sheet.cell(number, 1), note)
    _set_up(sheet, table)


def _head(sheet: Worksheet, columns: Sequence[Column]) -> None:
    from openpyxl.styles import PatternFill

    for number, column in enumerate(columns, start=1):
        cell = sheet.cell(1, number)
        _text(cell, column.title)
        cell.font = _written(bold=True, colour="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="1F4E5F")
        right = column.kind in _FIGURES
        cell.alignment = _aligned("right" if right else "left", wrapped=True)


def _put(cell: BookCell, value: Cell, *, late: bool = False) -> None:
    """Write a value; what is said of a figure stands in its format, so that it stays a number."""
    match value:
        case None | "" | Amount(kronor=None, lacking=0):
            return
        case Amount(kronor=None):
            _text(cell, cell_text(value))
        case Amount():
            cell.value, cell.number_format = value.kronor, _amount_format(value)
        case Part():
            cell.value = value.done
            cell.number_format = _within(cell_text(Part(_HOLE, value.whole)), "0")
        case Share():
            cell.value, cell.number_format = float(value.value), _share_format(value)
        case date():
            cell.value, cell.number_format = value, _DAY
        case int():
            cell.value = value
        case str():
            _text(cell, value)
    left = isinstance(value, str | date)
    cell.alignment = _aligned("left" if left else "right", wrapped=isinstance(value, str))
    if late:
        cell.font = _written(colour="A4161A")


@cache
def _aligned(side: Literal["left", "right"], *, wrapped: bool) -> Alignment:
    from openpyxl.styles import Alignment

    return Alignment(side, "top", wrap_text=wrapped, indent=1)


@cache
def _written(*, bold: bool = False, colour: str = "000000") -> Font:
    from openpyxl.styles import Font

    return Font("Calibri", 11, bold=bold, color=colour)


_HOLE = 987_654_321
"""The figure in whose place the format's own digits come."""


def _within(text: str, digits: str) -> str:
    """Return the format that shows a figure with the words that stand around _HOLE."""
    before, after = text.split(str(_HOLE))
    return "".join((f'"{before}"' if before else "", digits, f'"{after}"' if after else ""))


def _amount_format(amount: Amount) -> str:
    digits = (
        _KRONOR if amount.kronor is None or amount.kronor == amount.kronor.to_integral_value() else "#,##0.00"
    )
    text = about().format(value=_HOLE) if amount.about else str(_HOLE)
    return _within(f"{text} + {unknown(amount)}" if amount.lacking else text, digits)


def _share_format(share: Share) -> str:
    text = about().format(value=_HOLE) if share.about else str(_HOLE)
    return _within(partly().format(value=text) if share.partly else text, _SHARE)


def _text(cell: BookCell, text: str) -> None:
    """Write a text, which never is a formula: not here, and not when it is typed anew in Excel."""
    cell.value = visible(text)[:_LONGEST]
    cell.data_type = "s"
    if text.startswith(("=", "+", "-", "@")):
        cell.quotePrefix = True


def _sums(sheet: Worksheet, table: Table, total: Sequence[Cell], last: int) -> None:
    """Write the row of sums below the rows: formulas, which follow the filter."""
    from openpyxl.styles import Border, Side
    from openpyxl.utils import get_column_letter

    def formula(at: int) -> str:
        return _SUM.format(column=get_column_letter(at + 1), last=last)

    shares = {share: (part, whole) for share, part, whole in table.shares}
    for at, value in enumerate(total):
        cell = sheet.cell(last + 1, at + 1)
        cell.font, cell.border = _written(bold=True), Border(top=Side("medium", color="1F4E5F"))
        cell.alignment = _aligned("right" if at else "left", wrapped=False)
        if at in shares:
            part, whole = map(formula, shares[at])
            cell.value = _RATIO.format(part=part, whole=whole)
            cell.number_format = _share_format(value) if isinstance(value, Share) else _SHARE
        elif table.columns[at].summed:
            cell.value = f"={formula(at)}"
            cell.number_format = _amount_format(value) if isinstance(value, Amount) else "0"
    _text(sheet.cell(last + 1, 1), _("Sum"))


def _set_up(sheet: Worksheet, table: Table) -> None:
    """Set widths and heights, the header that stays, and how it is printed: lying A4, one page wide."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    widths = [_width(table, at) for at in range(len(table.columns))]
    for at, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    _heights(sheet, table, widths)
    sheet.freeze_panes = "B2"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"


def _width(table: Table, at: int) -> int:
    """Return how wide a column is in characters: for its texts, and its title beside the arrow."""
    column, total = table.columns[at], table.total
    cells = [*(row.cells[at] for row in table.rows), *(total.cells[at : at + 1] if total else ())]
    longest = max((len(cell_text(cell)) for cell in cells), default=0) + 4
    title = max(map(len, column.title.split())) + 5
    return max(title, min(longest, _WIDEST.get(column.kind, longest)))


def _heights(sheet: Worksheet, table: Table, widths: Sequence[int]) -> None:
    """Give each row room for the lines of its texts, for not every program finds that out itself."""
    titles = tuple(column.title for column in table.columns)
    for number, cells in enumerate((titles, *(row.cells for row in table.rows)), start=1):
        pairs = zip(cells, widths, strict=True)
        lines = [len(wrap(cell, width)) for cell, width in pairs if isinstance(cell, str)]
        sheet.row_dimensions[number].height = _LINE * max([1, *lines])
