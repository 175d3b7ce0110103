"""What must not end a page alone: a list's beginning, the first row of a table, the row before its last.

A long row may be on two pages, else it would leave the page before it half empty.
Source: ECMA-376 part 1, 17.3.1.15 (keepNext), 17.4.6 (cantSplit), 17.4.49 (tblHeader), 17.4.71 (tcW).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.word.opc.names import PPR, TBL, TC, TCPR, TR, TRPR, P, W, qn
from generator.word.opc.schema_order import get_or_add, set_property
from generator.word.text.runs import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_HEADER = f"{TRPR}/{qn('w:tblHeader')}"
_KEEP = qn("w:keepNext")
_WHOLE = f"{TRPR}/{qn('w:cantSplit')}"
_LONG = 8  # lines
_LETTER, _MARGINS = 99, 170  # how wide they are in twips: a letter of 10 points, both sides of a cell
_FEW = 3  # rows that stay together as they are: a first one, one before the last, and the last


def keep_with_next(paragraph: etree._Element) -> bool:
    """Keep a paragraph on the page of the next one; say whether that is new."""
    properties = get_or_add(paragraph, PPR)
    if properties.find(_KEEP) is not None:
        return False
    set_property(properties, "w:keepNext")
    return True


def keep_edges_together(root: etree._Element) -> None:
    """Let no row of a table with a header row stand alone on a page."""
    for table in root.iter(TBL):
        for row in _edges(table):
            keep_row(row)


def keep_row(row: etree._Element) -> None:
    """Keep a row on the page of the next one."""
    for paragraph in row.iter(P):
        keep_with_next(paragraph)


def let_long_rows_split(root: etree._Element) -> None:
    """Let a row of many lines stand on two pages, and ask for no other row beside it."""
    for row in root.iter(TR):
        if is_header(row) or max(map(_lines, row.iterchildren(TC)), default=0) <= _LONG:
            continue
        for mark in [*row.iterfind(_WHOLE), *row.iter(_KEEP)]:
            parent = mark.getparent()
            if parent is not None:
                parent.remove(mark)


def _lines(cell: etree._Element) -> int:
    """Return about how many lines the text of a cell takes; none where its width is not said."""
    width = cell.find(f"{TCPR}/{qn('w:tcW')}[@{qn('w:type')}='dxa']")
    if width is None:
        return 0
    room = max(int(width.get(f"{{{W}}}w", "0")) - _MARGINS, _LETTER)
    return sum(len(text_of(each)) * _LETTER // room + 1 for each in cell.iter(P))


def is_header(row: etree._Element) -> bool:
    """Say whether a row is repeated on each page."""
    return row.find(_HEADER) is not None


def _edges(table: etree._Element) -> Iterator[etree._Element]:
    rows = list(table.iterchildren(TR))
    if not rows or not is_header(rows[0]):
        return
    inner = [row for row in rows if not is_header(row)]
    if len(inner) > 1:
        yield inner[0]
    if len(inner) >= _FEW:
        yield inner[-2]
