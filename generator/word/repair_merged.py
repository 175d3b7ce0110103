"""What a merged document must still have put right: ids and names once, ranges whole, cells that end well.

Source: ECMA-376 part 1, 17.4.66 (a cell ends with a paragraph), 17.4.48 (the grid of a table),
17.13.6 (bookmarks), 17.5.2.18 (id of a control), 20.4.2.5 (id of a drawing).
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from generator.word.opc.names import SDT, SDTPR, TBL, TC, TR, VAL, P, qn
from generator.word.opc.xml import whole
from generator.word.repair_rendered import widen
from generator.word.revisions.tracked import remove

_ID, _NAME = qn("w:id"), qn("w:name")
_START, _END = qn("w:bookmarkStart"), qn("w:bookmarkEnd")
_DRAWING = qn("wp:docPr")
_RANGE_START, _RANGE_END = qn("w:commentRangeStart"), qn("w:commentRangeEnd")
_REFERENCE = qn("w:commentReference")
_BLOCKS = frozenset([P, TBL, SDT, qn("w:customXml"), qn("w:altChunk")])
_HOLDERS = [TC, *(qn(f"w:{name}") for name in "hdr ftr body".split())]


class _Ids:
    """Numbers that are each used once."""

    def __init__(self) -> None:
        self._used: set[int] = set()

    def take(self, wanted: str | None) -> str:
        number = whole(wanted, 1)
        while number in self._used:
            number = number % 0x7FFFFFFE + 1
        self._used.add(number)
        return str(number)


def make_sound(roots: Iterable[etree._Element]) -> None:
    """Put right all stories of a document together, in place; of two copies the first keeps its id."""
    stories = list(roots)
    drawings, controls = _Ids(), _Ids()
    for root in stories:
        for table in list(root.iter(TBL)):
            _table(table)
        for holder in root.iter(*_HOLDERS):
            _end(holder)
        for drawing in root.iter(_DRAWING):
            drawing.set("id", drawings.take(drawing.get("id")))
        for number in root.iterfind(f".//{SDTPR}/{_ID}"):
            number.set(VAL, controls.take(number.get(VAL)))
    _bookmarks(stories)
    _comments(stories)


def _table(table: etree._Element) -> None:
    """Take a table without rows away, keep two apart, let the grid have as many columns as the widest row."""
    if next(table.iter(TR), None) is None:
        remove(table)
        return
    following = table.getnext()
    if following is not None and following.tag == TBL:  # Word would show the two as one
        table.addnext(etree.Element(P))
    widen(table)


def _end(holder: etree._Element) -> None:
    """Give a paragraph to what must hold one, and to a cell that must end with one."""
    last = next((child for child in reversed(holder) if child.tag in _BLOCKS), None)
    if last is not None and (holder.tag != TC or last.tag != TBL):
        return
    section = holder.find(qn("w:sectPr"))
    if section is None:
        etree.SubElement(holder, P)
    else:
        section.addprevious(etree.Element(P))


def _bookmarks(stories: list[etree._Element]) -> None:
    """Let every bookmark have its own id and name, a beginning and an end.

    Of two with one name the first counts; when both stand in one story they are one: LibreOffice 7.4 writes a
    bookmark around a control as several.
    """
    ids, names = _Ids(), set()
    for root in stories:
        ends: dict[str, list[etree._Element]] = {}
        for end in root.iter(_END):
            ends.setdefault(end.get(_ID, ""), []).append(end)
        starts: dict[str, list[etree._Element]] = {}
        for start in root.iter(_START):
            starts.setdefault(start.get(_NAME, "").lower(), []).append(start)
        used: set[etree._Element] = set()
        for name, same in starts.items():
            own = [end for start in same for end in ends.get(start.get(_ID, ""), []) if end not in used]
            kept = [same[0], own[-1]] if own and name not in names else []
            names.add(name)
            used.update(own)
            for mark in {*same, *own} - set(kept):
                remove(mark)
            number = ids.take(same[0].get(_ID)) if kept else ""
            for mark in kept:
                mark.set(_ID, number)
        for end in [end for found in ends.values() for end in found if end not in used]:
            remove(end)


def _comments(stories: list[etree._Element]) -> None:
    """Let a comment have one place, with a beginning and an end or neither."""
    for root in stories:
        marks: dict[tuple[str, str], etree._Element] = {}
        for mark in list(root.iter(_RANGE_START, _RANGE_END, _REFERENCE)):
            key = (str(mark.tag), mark.get(_ID, ""))
            if key in marks:
                remove(mark)
            marks.setdefault(key, mark)
        for (tag, number), mark in marks.items():
            other = {_RANGE_START: _RANGE_END, _RANGE_END: _RANGE_START}.get(tag)
            if other is not None and (other, number) not in marks:
                remove(mark)
