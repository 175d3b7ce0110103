"""Cells that `{% vm %}` merges down a column: as long as they say the same.

Source: ECMA-376 part 1, 17.4.84 (vMerge): the first such cell says `restart`; Word shows that one only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lxml import etree

from generator.word.opc.names import PPR, SDT, TBL, TC, TCPR, TR, VAL, P, T, qn
from generator.word.opc.xml import whole
from generator.word.text.content_control import name_in

_MERGE, _SPAN = qn("w:vMerge"), qn("w:gridSpan")
_MAYBE = "if-same"
"""What a merge says until all that stands in the table is known."""
_DRAWN = qn("w:drawing")


def writer() -> Callable[[Any], str]:
    """Return what writes the merge of the cells of one column: true, or another item, begins a new one."""
    last: list[Any] = []

    def write(value: Any) -> str:
        begins = value if isinstance(value, bool) else not last or last[0] is not value
        last[:] = [value]
        return f'<w:vMerge w:val="{"restart" if begins else _MAYBE}"/>'

    return write


def settle(root: etree._Element) -> list[str]:
    """Merge the cells that say the same, begin new ones where they do not; return paths of lost fields."""
    gone: list[str] = []
    for table in root.iter(TBL):
        above: dict[int, str] = {}
        for row in table.iterchildren(TR):
            column = 0
            for cell in row.iterchildren(TC):
                properties = cell.find(TCPR)
                merge = None if properties is None else properties.find(_MERGE)
                if merge is None:
                    above.pop(column, None)
                elif merge.get(VAL) == _MAYBE and above.get(column) == _said(cell):
                    del merge.attrib[VAL]
                    gone += _empty(cell)
                elif merge.get(VAL) in {_MAYBE, "restart"}:
                    merge.set(VAL, "restart")
                    above[column] = _said(cell)
                span = None if properties is None else properties.find(_SPAN)
                column += 1 if span is None else whole(span.get(VAL), 1)
    return gone


def _said(cell: etree._Element) -> str:
    """Return what a cell says: its text, paragraph by paragraph, and how many pictures it shows."""
    lines = ["".join(text.text or "" for text in paragraph.iter(T)) for paragraph in cell.iter(P)]
    return "\n".join([*lines, str(sum(1 for _drawing in cell.iter(_DRAWN)))])


def _empty(cell: etree._Element) -> list[str]:
    """Leave one paragraph of the same kind, empty, in the cell; return the paths of the controls that go."""
    gone = [path for control in cell.iter(SDT) if (path := name_in(control, "w:tag"))]
    first = next(cell.iter(P), None)
    properties = None if first is None else first.find(PPR)
    for child in [child for child in cell if child.tag != TCPR]:
        cell.remove(child)
    paragraph = etree.SubElement(cell, P)
    if properties is not None:
        paragraph.append(properties)
    return gone
