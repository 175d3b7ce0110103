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


def keep_edges_together(root: etree._Element) -> bool:
    """Let no row of a table with a header row stand alone on a page; say whether anything changed."""
    changed = False
    for table in root.iter(TBL):
        for row in _edges(table):
            for paragraph in row.iter(P):
                changed |= keep_with_next(paragraph)
    return changed


def _edges(table: etree._Element) -> Iterator[etree._Element]:
    rows = list(table.iterchildren(TR))
    if not rows or rows[0].find(_HEADER) is None:
        return
    inner = [row for row in rows if row.find(_HEADER) is None]
    if len(inner) > 1:
        yield inner[0]
    if len(inner) >= _FEW:
        yield inner[-2]
