"""What a rendered document must still have put right: ids that were copied, and what loops left empty.

Source: ECMA-376 part 1, 17.4.37 (a table has rows), 17.4.66 (a cell ends with a paragraph),
17.13.6 (bookmarks), 17.5.2.18 (id of a control), 20.4.2.5 (id of a drawing).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from generator.word.names import BOX, SDT, SDT_CONTENT, SDTPR, TBL, TC, TR, VAL, P, qn

_START, _END = qn("w:bookmarkStart"), qn("w:bookmarkEnd")
_ID, _NAME = qn("w:id"), qn("w:name")
_DRAWING, _SECTION = qn("wp:docPr"), qn("w:sectPr")
_RANGES = {
    qn("w:commentRangeStart"): qn("w:commentRangeEnd"),
    qn("w:permStart"): qn("w:permEnd"),
}
_REFERENCE = qn("w:commentReference")
_GRID, _COLUMN, _SPAN = qn("w:tblGrid"), qn("w:gridCol"), qn("w:gridSpan")
_HOLDERS = [BOX, TC, *(qn(f"w:{name}") for name in "hdr ftr footnote endnote body".split())]
_BLOCKS = frozenset([P, TBL, SDT, qn("w:customXml"), qn("w:altChunk")])


class Ids:
    """Numbers that are each used once."""

    def __init__(self) -> None:
        self._used: set[int] = set()

    def take(self, wanted: str) -> str:
        """Return the number that is wanted, or when it is taken the next one that is free."""
        number = int(wanted) if wanted.lstrip("-").isdigit() else 1
        while number in self._used:
            number = number % 0x7FFFFFFE + 1
        self._used.add(number)
        return str(number)


def tidy(roots: Iterable[etree._Element]) -> None:
    """Put right all stories of a document together, in place."""
    stories = list(roots)
    for root in stories:
        _tables(root)
        _paragraphs(root)
    _bookmarks(stories)
    _ranges(stories)
    drawings, controls = Ids(), Ids()
    for root in stories:
        for drawing in root.iter(_DRAWING):
            drawing.set("id", drawings.take(drawing.get("id", "1")))
        for element in root.iter(_ID):
            parent = element.getparent()
            if parent is not None and parent.tag == SDTPR:
                element.set(VAL, controls.take(element.get(VAL, "1")))


def _tables(root: etree._Element) -> None:
    """Take away rows without cells and tables without rows; keep tables apart that a loop brought together."""
    for row in list(root.iter(TR)):
        if next(row.iter(TC), None) is None:
            _remove(row)
    for table in list(root.iter(TBL)):
        if next(table.iter(TR), None) is None:
            _remove(table)
            continue
        following = table.getnext()
        if following is not None and following.tag == TBL:  # Word would show the two as one
            table.addnext(etree.Element(P))
        _grid(table)


def _grid(table: etree._Element) -> None:
    """Let the grid have as many columns as the widest row (17.4.48)."""
    grid = table.find(_GRID)
    columns = grid.findall(_COLUMN) if grid is not None else []
    if grid is None or not columns:
        return
    widest = max((_width(row) for row in table.iterchildren(TR)), default=0)
    for _missing in range(widest - len(columns)):
        etree.SubElement(grid, _COLUMN, dict(columns[-1].attrib))


def _width(row: etree._Element) -> int:
    cells = row.findall(TC)
    spans = (cell.find(f"{qn('w:tcPr')}/{_SPAN}") for cell in cells)
    return len(cells) + sum(int(span.get(VAL, "1")) - 1 for span in spans if span is not None)


def _paragraphs(root: etree._Element) -> None:
    """Give a paragraph to what must hold one, and to a cell that must end with one."""
    for holder in root.iter(*_HOLDERS):
        last = next(_blocks_from_end(holder), None)
        if last is None or (holder.tag == TC and last.tag == TBL):
            _append(holder, etree.Element(P))
    for control in root.iter(SDT):
        content, parent = control.find(SDT_CONTENT), control.getparent()
        if content is not None and not len(content) and parent is not None and parent.tag in _HOLDERS:
            content.append(etree.Element(P))


def _blocks_from_end(holder: etree._Element) -> Iterator[etree._Element]:
    return (child for child in reversed(holder) if child.tag in _BLOCKS)


def _append(holder: etree._Element, paragraph: etree._Element) -> None:
    section = holder.find(_SECTION)
    if section is None:
        holder.append(paragraph)
    else:
        section.addprevious(paragraph)


def _bookmarks(stories: list[etree._Element]) -> None:
    """Let every bookmark have its own id and name, a beginning and an end; copies go."""
    ids, names = Ids(), set()
    for root in stories:
        opened: dict[str, etree._Element] = {}
        dropped: set[str] = set()
        for mark in list(root.iter(_START, _END)):
            number = mark.get(_ID, "")
            if mark.tag == _START:
                if mark.get(_NAME) in names or number in opened:
                    dropped.add(number)
                    _remove(mark)
                else:
                    opened[number] = mark
                    names.add(mark.get(_NAME))
            elif number in dropped or number not in opened:
                dropped.discard(number)
                _remove(mark)
            else:
                fresh = ids.take(number)
                opened.pop(number).set(_ID, fresh)
                mark.set(_ID, fresh)
        for mark in opened.values():
            _remove(mark)


def _ranges(stories: list[etree._Element]) -> None:
    """Keep the first copy of a comment's anchor; a comment has one place."""
    for kinds in ([*_RANGES], [*_RANGES.values()], [_REFERENCE]):
        seen: set[tuple[str, str]] = set()
        for root in stories:
            for mark in list(root.iter(*kinds)):
                key = (str(mark.tag), mark.get(_ID, ""))
                if key in seen:
                    _remove(mark)
                seen.add(key)


def _remove(element: etree._Element) -> None:
    if (parent := element.getparent()) is not None:
        parent.remove(element)
