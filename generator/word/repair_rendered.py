"""What a rendered document must still have put right: ids that were copied, and what loops left empty.

Source: ECMA-376 part 1, 17.4.37 (a table has rows), 17.4.66 (a cell ends with a paragraph),
17.13.6 (bookmarks), 20.4.2.5 (id of a drawing).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from generator.word.opc.names import SDTPR, TBL, TC, TCPR, TR, VAL, P, W, qn
from generator.word.opc.xml import HEAD_SIZE, parse, whole

_START, _END = qn("w:bookmarkStart"), qn("w:bookmarkEnd")
_ID, _NAME = qn("w:id"), qn("w:name")
_DRAWING, _SECTION = qn("wp:docPr"), qn("w:sectPr")
_ANCHORS = (
    (qn("w:commentRangeStart"), qn("w:permStart")),
    (qn("w:commentRangeEnd"), qn("w:permEnd")),
    (qn("w:commentReference"),),
)
_GRID, _COLUMN, _SPAN = qn("w:tblGrid"), qn("w:gridCol"), qn("w:gridSpan")


_HOLDERS = [qn(f"w:{name}") for name in "body hdr ftr footnote endnote txbxContent".split()]
_CELL_HOLDERS = (TC, qn("w:sdtContent"))
_BLOCKS = frozenset(qn(f"w:{name}") for name in "p tbl sdt customXml altChunk".split())
_CELL_PARENTS = frozenset([TC, *_HOLDERS])
_HOLDER = re.compile(rb"<w:(?:body|hdr|ftr)(?: [^>]*)?>")
_BLOCK_STARTS = (b"<w:p>", b"<w:p ", b"<w:tbl>")
MOST_COLUMNS = 63
"""Columns of a table in Word."""
_INNER_HOLDERS = (b"<w:footnote", b"<w:endnote", b"txbxContent")


@dataclass
class Rendered:
    """A story as text and, where that is needed, as tree; `changed`: the tree says something else.

    `cells`: cells, or what stands in them, may have come or gone. `name` is the file's.
    """

    text: bytes
    part: str
    name: str
    cells: bool = False
    changed: bool = False

    @cached_property
    def root(self) -> etree._Element:
        """The story as a tree; to read one takes as long as to write it."""
        return parse(self.text, self.part, self.name)

    def is_plain(self) -> bool:
        """Say whether the text alone shows that tables have rows and stand apart, and no holder is empty."""
        if self.changed or self.cells or self.text.count(W.encode()) != 1:  # another prefix than w: too
            return False
        holder = _HOLDER.search(self.text, 0, HEAD_SIZE)
        if holder is None or not self.text.startswith(_BLOCK_STARTS, holder.end()):
            return False
        return not any(sign in self.text for sign in _INNER_HOLDERS) and _tables_are_sound(self.text)

    def find(self, *tags: str) -> list[etree._Element]:
        """Return the elements with these tags; what the text does not name is not looked for."""
        named = [tag for tag in tags if self.changed or tag.rpartition("}")[2].encode() in self.text]
        return list(self.root.iter(*named)) if named else []

    def remove(self, element: etree._Element) -> None:
        """Take an element out."""
        if (parent := element.getparent()) is not None:
            parent.remove(element)
            self.changed = True

    def set(self, element: etree._Element, attribute: str, value: str) -> None:
        """Give an attribute a value."""
        if element.get(attribute) != value:
            element.set(attribute, value)
            self.changed = True


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


def taken_ids(stories: Iterable[Rendered]) -> set[int]:
    """Return the ids that the content controls of these stories have."""
    controls = (control.find(_ID) for story in stories for control in story.find(SDTPR))
    return {whole(element.get(VAL), 1) for element in controls if element is not None}


def tidy(stories: list[Rendered]) -> None:
    """Put right all stories of a document together, in place; of copies the first keeps its id."""
    drawings = Ids()
    for story in stories:
        if not story.is_plain():
            _tables(story)
            _paragraphs(story)
        for drawing in story.find(_DRAWING):
            story.set(drawing, "id", str(drawings.take(whole(drawing.get("id"), 1))))
    _bookmarks(stories)
    _anchors(stories)


def _tables_are_sound(text: bytes) -> bool:
    start = text.find(b"<w:tbl>")
    while start >= 0:
        end = text.find(b"</w:tbl>", start)
        if text.find(b"<w:tr", start, end) < 0 or text[end + 8 : end + 40].lstrip().startswith(b"<w:tbl>"):
            return False
        start = text.find(b"<w:tbl>", start + 1)
    return True


def widen(table: etree._Element) -> bool:
    """Let the grid have as many columns as the widest row (17.4.48); return whether it lacked any."""
    grid = table.find(_GRID)
    columns = grid.findall(_COLUMN) if grid is not None else []
    if grid is None or not columns:
        return False
    widest = max((_width(row) for row in table.iterchildren(TR)), default=0)
    for _missing in range(widest - len(columns)):
        grid.append(deepcopy(columns[-1]))
    return widest > len(columns)


def _width(row: etree._Element) -> int:
    """Return how many columns a row takes: its cells, and what they say to span as far as Word goes."""
    spans = (whole(span.get(VAL), 1) for span in row.iterfind(f"{TC}/{TCPR}/{_SPAN}"))
    cells = len(row.findall(TC))
    spanned = cells + sum(max(span, 1) - 1 for span in spans)
    return max(cells, min(spanned, MOST_COLUMNS))


def _tables(story: Rendered) -> None:
    """Take away rows without cells, tables without rows; keep apart tables that a loop brought together."""
    for row in story.find(TR) if story.cells else ():
        if next(row.iter(TC), None) is None:
            story.remove(row)
    for table in story.find(TBL):
        if next(table.iter(TR), None) is None:
            story.remove(table)
            continue
        following = table.getnext()
        if following is not None and following.tag == TBL:  # Word would show the two as one
            table.addnext(etree.Element(P))
            story.changed = True
        if story.cells:
            story.changed = widen(table) or story.changed


def _paragraphs(story: Rendered) -> None:
    """Give a paragraph to what must hold one, and to a cell that must end with one."""
    for holder in story.find(*_HOLDERS, *(_CELL_HOLDERS if story.cells else ())):
        last = next((child for child in reversed(holder) if child.tag in _BLOCKS), None)
        if holder.tag == TC:
            lacking = last is None or last.tag == TBL
        elif holder.tag in _HOLDERS:
            lacking = last is None
        else:
            lacking = not len(holder) and _is_block(holder)
        if lacking:
            _append_paragraph(holder)
            story.changed = True


def _is_block(content: etree._Element) -> bool:
    """Say whether a control stands among paragraphs, not in one."""
    control = content.getparent()
    parent = control.getparent() if control is not None else None
    return parent is not None and parent.tag in _CELL_PARENTS


def _append_paragraph(holder: etree._Element) -> None:
    section = holder.find(_SECTION)
    if section is None:
        holder.append(etree.Element(P))
    else:
        section.addprevious(etree.Element(P))


def _bookmarks(stories: list[Rendered]) -> None:
    """Let every bookmark have its own id and name, a beginning and an end; copies go."""
    ids, names = Ids(), set()
    for story in stories:
        opened: dict[str, etree._Element] = {}
        dropped: set[str] = set()
        for mark in story.find(_START, _END):
            number = mark.get(_ID, "")
            if mark.tag == _START:
                if mark.get(_NAME) in names or number in opened:
                    dropped.add(number)
                    story.remove(mark)
                else:
                    opened[number] = mark
                    names.add(mark.get(_NAME))
            elif number in dropped or number not in opened:
                dropped.discard(number)
                story.remove(mark)
            else:
                fresh = str(ids.take(whole(number, 1)))
                story.set(opened.pop(number), _ID, fresh)
                story.set(mark, _ID, fresh)
        for mark in opened.values():
            story.remove(mark)


def _anchors(stories: list[Rendered]) -> None:
    """Keep the first copy of a comment's anchor; a comment has one place."""
    for kinds in _ANCHORS:
        seen: set[tuple[str, str]] = set()
        for story in stories:
            for mark in story.find(*kinds):
                key = (str(mark.tag), mark.get(_ID, ""))
                if key in seen:
                    story.remove(mark)
                seen.add(key)
