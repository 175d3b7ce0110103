"""What must be put right in a document that was rendered or merged: all its stories together, in place.

Source: ECMA-376 part 1, 17.4.37 (a table has rows), 17.4.48 (its grid), 17.4.66 (a cell ends with a
paragraph), 17.5.2.18 (id of a control), 17.13.4 to .7 (comments, bookmarks, permissions), 20.4.2.5 (id of a
drawing).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from copy import deepcopy

from lxml import etree

from generator.word.opc.names import SDT_CONTENT, SDTPR, TBL, TC, TCPR, TR, VAL, P, qn
from generator.word.opc.xml import HEAD_SIZE, whole
from generator.word.revisions.tracked import remove

_START, _END = qn("w:bookmarkStart"), qn("w:bookmarkEnd")
_ID, _NAME = qn("w:id"), qn("w:name")
_DRAWING, _SECTION = qn("wp:docPr"), qn("w:sectPr")
_OTHER_END = {
    qn(f"w:{name}{end}"): qn(f"w:{name}{other}")
    for name in ("commentRange", "perm")
    for end, other in (("Start", "End"), ("End", "Start"))
}
_ANCHORS = [*_OTHER_END, qn("w:commentReference")]
_BODY = re.compile(rb"<w:(?:body|hdr|ftr)(?: [^>]*)?>")
_GRID, _COLUMN, _SPAN = qn("w:tblGrid"), qn("w:gridCol"), qn("w:gridSpan")
_HOLDERS = frozenset(qn(f"w:{name}") for name in "body hdr ftr footnote endnote txbxContent tc".split())
_BLOCKS = frozenset(qn(f"w:{name}") for name in "p tbl sdt customXml altChunk".split())
MOST_COLUMNS = 63
"""Columns of a table in Word."""


class Ids:
    """Numbers that are each used once."""

    def __init__(self, used: Iterable[int] = ()) -> None:
        self._used = set(used)

    def take(self, wanted: int) -> int:
        """Return the number that is wanted, or when it is taken the next one that is free."""
        while wanted in self._used:
            wanted = wanted % 0x7FFFFFFE + 1
        self._used.add(wanted)
        return wanted

    def give(self, elements: Iterable[etree._Element], attribute: str) -> None:
        """Let each element have a number of its own in the attribute; of copies the first keeps its."""
        for element in elements:
            element.set(attribute, str(self.take(whole(element.get(attribute), 1))))


def control_ids(stories: Iterable[etree._Element]) -> set[int]:
    """Return the ids that the content controls of these stories have."""
    return {whole(number.get(VAL), 1) for root in stories for number in root.iterfind(f".//{SDTPR}/{_ID}")}


def tables_are_sound(text: bytes) -> bool:
    """Say whether a story as text shows that its body is not empty, its tables have rows and stand apart.

    A table whose tag holds anything, namespaces say, is looked at as a tree.
    """
    body = _BODY.search(text, 0, HEAD_SIZE)
    if body is None or not text.startswith((b"<w:p>", b"<w:p ", b"<w:tbl>"), body.end()):
        return False
    if b"<w:tbl " in text:
        return False
    start = text.find(b"<w:tbl>")
    while start >= 0:
        end = text.find(b"</w:tbl>", start)
        if text.find(b"<w:tr", start, end) < 0 or text[end + 8 : end + 40].lstrip().startswith(b"<w:tbl>"):
            return False
        start = text.find(b"<w:tbl>", start + 1)
    return True


def repair(stories: Sequence[etree._Element]) -> None:
    """Put right all stories of a document; of two copies of an id or a name the first in order keeps it."""
    drawings, controls = Ids(), Ids()
    for root in stories:
        _tables(root)
        _paragraphs(root)
        drawings.give(root.iter(_DRAWING), "id")
        controls.give(root.iterfind(f".//{SDTPR}/{_ID}"), VAL)
    _bookmarks(stories)
    _anchors(stories)


def _tables(root: etree._Element) -> None:
    """Take away rows without cells and tables without rows; keep tables apart, their grids wide enough."""
    for row in list(root.iter(TR)):
        if next(row.iter(TC), None) is None:
            remove(row)
    for table in list(root.iter(TBL)):
        if next(table.iter(TR), None) is None:
            remove(table)
            continue
        following = table.getnext()
        if following is not None and following.tag == TBL:  # Word would show the two as one
            table.addnext(etree.Element(P))
        _widen(table)


def _widen(table: etree._Element) -> None:
    """Let the grid have as many columns as the widest row."""
    grid = table.find(_GRID)
    columns = grid.findall(_COLUMN) if grid is not None else []
    if grid is None or not columns:
        return
    widest = max((_width(row) for row in table.iterchildren(TR)), default=0)
    for _missing in range(widest - len(columns)):
        grid.append(deepcopy(columns[-1]))


def _width(row: etree._Element) -> int:
    """Return how many columns a row takes: its cells, and what they say to span as far as Word goes."""
    spans = (whole(span.get(VAL), 1) for span in row.iterfind(f"{TC}/{TCPR}/{_SPAN}"))
    cells = len(row.findall(TC))
    spanned = cells + sum(max(span, 1) - 1 for span in spans)
    return max(cells, min(spanned, MOST_COLUMNS))


def _paragraphs(root: etree._Element) -> None:
    """Give a paragraph to what must hold one, and to a cell that must end with one."""
    for holder in root.iter(*_HOLDERS, SDT_CONTENT):
        last = next((child for child in reversed(holder) if child.tag in _BLOCKS), None)
        if holder.tag == SDT_CONTENT:
            lacking = not len(holder) and _stands_among_paragraphs(holder)
        else:
            lacking = last is None or (holder.tag == TC and last.tag == TBL)
        if not lacking:
            continue
        section = holder.find(_SECTION)
        if section is None:
            etree.SubElement(holder, P)
        else:
            section.addprevious(etree.Element(P))


def _stands_among_paragraphs(content: etree._Element) -> bool:
    control = content.getparent()
    parent = None if control is None else control.getparent()
    return parent is not None and parent.tag in _HOLDERS


def _bookmarks(stories: Iterable[etree._Element]) -> None:
    """Let every bookmark have its own id and name, a beginning and an end.

    Of two with one name, in whatever letters, the first counts; when both stand in one story they are one:
    LibreOffice 7.4 writes a bookmark around a control as several, and a loop repeats those in it.
    """
    ids, names = Ids(), set()
    for root in stories:
        ends: dict[str, list[etree._Element]] = {}
        for end in root.iter(_END):
            ends.setdefault(end.get(_ID, ""), []).append(end)
        starts: dict[str, list[etree._Element]] = {}
        for start in root.iter(_START):
            starts.setdefault(start.get(_NAME, "").lower(), []).append(start)
        used: set[etree._Element] = set()
        for name, same in starts.items():
            numbers = dict.fromkeys(start.get(_ID, "") for start in reversed(same))  # each once, by its last
            own = [end for each in reversed(numbers) for end in ends.get(each, []) if end not in used]
            kept = [same[0], own[-1]] if own and name not in names else []
            names.add(name)
            used.update(own)
            for mark in {*same, *own} - set(kept):
                remove(mark)
            number = str(ids.take(whole(same[0].get(_ID), 1))) if kept else ""
            for mark in kept:
                mark.set(_ID, number)
        for end in [end for found in ends.values() for end in found if end not in used]:
            remove(end)


def _anchors(stories: Iterable[etree._Element]) -> None:
    """Let a comment or a permission have one place, with a beginning and an end or neither."""
    found: dict[tuple[str, str], etree._Element] = {}
    for root in stories:
        for mark in list(root.iter(*_ANCHORS)):
            key = (str(mark.tag), mark.get(_ID, ""))
            if found.setdefault(key, mark) is not mark:
                remove(mark)
    for (tag, number), mark in found.items():
        if tag in _OTHER_END and (_OTHER_END[tag], number) not in found:
            remove(mark)
