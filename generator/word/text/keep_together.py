"""What must not end a page alone: a list's beginning, the first row of a table, the row before its last.

Source: ECMA-376 part 1, 17.3.1.15 (keepNext), 17.4.49 (tblHeader).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.word.opc.names import PPR, TBL, TR, TRPR, P, qn
from generator.word.opc.schema_order import get_or_add, set_property

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_HEADER = f"{TRPR}/{qn('w:tblHeader')}"
_KEEP = qn("w:keepNext")
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
