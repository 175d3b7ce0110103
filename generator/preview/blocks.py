"""Paragraphs, headings, lists and what stands around them. Source: ECMA-376 part 1, 17.2, 17.3, 17.5.2."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from generator.language import _
from generator.preview.html import TAB, element, escape, plain
from generator.preview.list_html import ListItem, lists_html
from generator.preview.lists import Item
from generator.preview.looks.classes import joined
from generator.preview.looks.formatting import first_line, outside_text, paragraph_look, side_of
from generator.preview.looks.palette import points, pt, value
from generator.preview.looks.settings import Settings, settings
from generator.preview.looks.tabs import has_stops, laid_out, stops_of
from generator.preview.paper import Paper
from generator.preview.tables import Tables
from generator.preview.words.inline import ALTERNATIVES, Inline, chosen, field_attributes
from generator.word.opc.names import PPR, SDT, SDT_CONTENT, TBL, P, qn
from generator.word.opc.xml import is_on, whole

_THROUGH = frozenset(qn(f"w:{name}") for name in ("customXml", "ins", "moveTo", "smartTag"))
_DEEPEST = 6
"""HTML has six levels of headings."""
_STYLE, _OUTLINE, _NEW_PAGE = qn("w:pStyle"), qn("w:outlineLvl"), qn("w:pageBreakBefore")
Attributes = dict[str, str]


class _Paragraph(NamedTuple):
    """A paragraph taken apart: its style, direct formatting, place in a list, and its text as pieces."""

    style: str
    found: Settings
    item: Item | None
    pieces: list[str]


class Blocks:
    """Draws the blocks of one part of a document."""

    def __init__(self, paper: Paper, part: str) -> None:
        self._paper = paper
        self._inline = Inline(paper, part)
        self._tables = Tables(paper, self.html)

    def html(self, holder: etree._Element) -> str:
        """Return the HTML of all blocks in an element."""
        return lists_html(self._blocks(holder))

    def _blocks(self, holder: etree._Element) -> Iterator[str | ListItem]:
        for child in holder:
            if child.tag == P:
                yield from self._paragraph(child, {})
            elif child.tag == TBL:
                yield self._tables.html(child, {})
            elif child.tag == SDT:
                yield from self._control(child)
            elif child.tag in _THROUGH:
                yield from self._blocks(child)
            elif child.tag == ALTERNATIVES:
                yield from self._blocks(chosen(child))
            elif child.tag == qn("w:altChunk"):
                self._paper.say(_("Files inserted whole are shown in Word."))

    def _control(self, control: etree._Element) -> Iterator[str | ListItem]:
        """Yield what a control holds; a single paragraph or table carries the path itself."""
        content = control.find(SDT_CONTENT)
        if content is None:
            return
        attributes = field_attributes(control)
        children = [child for child in content if child.tag in {P, TBL, SDT}]
        if not any(attributes.values()):
            yield from self._blocks(content)
        elif len(children) == 1 and children[0].tag == P:
            yield from self._paragraph(children[0], attributes)
        elif len(children) == 1 and children[0].tag == TBL:
            yield self._tables.html(children[0], attributes)
        else:
            yield element("div", self.html(content), attributes)

    def _paragraph(self, paragraph: etree._Element, attributes: Attributes) -> Iterator[str | ListItem]:
        settled = settings(paragraph.find(PPR))
        style = value(settled.get(_STYLE))
        style = style if style in self._paper.sheet.kinds else self._paper.sheet.styles.default
        item = self._paper.lists.item(settled, style)
        found = _Paragraph(style, settled, item, list(self._inline.pieces(paragraph)))
        level = self._level(found)
        if item is not None and level is None:
            yield self._listed(found, item, attributes)
        else:
            yield self._plain(found, level, attributes)
        boxes, self._inline.boxes = self._inline.boxes, []
        for box in boxes:
            yield element("div", self.html(box), {"class": "box"})

    def _level(self, paragraph: _Paragraph) -> int | None:
        """Return the level of a heading, from 0; None for a text, and for a heading without one."""
        level = self._paper.sheet.kind(paragraph.style).level
        if (outline := paragraph.found.get(_OUTLINE)) is not None:
            level = whole(value(outline), 9)
        if level is None or not 0 <= level < 9:
            return None
        has_text = any(not piece.isspace() and not piece.startswith("<img") for piece in paragraph.pieces)
        return level if has_text else None

    def _plain(self, paragraph: _Paragraph, level: int | None, attributes: Attributes) -> str:
        name = "p" if level is None else f"h{min(level + 1, _DEEPEST)}"
        look = paragraph_look(paragraph.found, self._paper.sheet.palette)
        number = ""
        if paragraph.item is not None:
            look |= _placed(paragraph.item, 0)
            number = self._number(paragraph.item)
        content, tabbed = self._line(paragraph)
        if tabbed:
            start = self._start(paragraph)
            look |= {"margin-left": pt(points(start)), "text-indent": "0"}
        if is_on(paragraph.found.get(_NEW_PAGE)):
            content = f'<span class="new-page"></span>{content}'
        classes = self._classes(paragraph, outside_text(look), attributes, "tabs" if tabbed else "")
        return element(name, number + content, attributes | {"class": classes})

    def _listed(self, paragraph: _Paragraph, item: Item, attributes: Attributes) -> ListItem:
        look = paragraph_look(paragraph.found, self._paper.sheet.palette)
        content = plain(paragraph.pieces)
        if not item.native:
            content = self._number(item) + content

        def opening(parent_left: int) -> Attributes:
            placed = look | _placed(item, parent_left)
            mark = self._paper.classes.of(item.look, "::marker") if item.native else ""
            sign = self._paper.classes.of(_sign(item)) if item.name == "ul" else ""
            classes = self._classes(paragraph, placed, attributes, joined(mark, sign))
            return attributes | {"class": classes}

        return ListItem(item, opening, content)

    def _number(self, item: Item) -> str:
        """Return the number of a paragraph as text, as wide as the room that hangs out before it."""
        room = pt(points(-item.first)) if item.first < 0 else ""
        look = item.look | ({"display": "inline-block", "min-width": room} if room else {})
        behind = "" if room else " "
        return element(
            "span", escape(item.text + behind), {"class": joined("number", self._paper.classes.of(look))}
        )

    def _line(self, paragraph: _Paragraph) -> tuple[str, bool]:
        """Return the text of a paragraph that is in no list of HTML's, and whether tab stops order it."""
        if TAB not in paragraph.pieces:
            return "".join(paragraph.pieces), False
        stops = stops_of(paragraph.found, self._paper.sheet.kind(paragraph.style).stops)
        if paragraph.item is not None or not has_stops(paragraph.pieces, stops):
            return plain(paragraph.pieces), False
        return laid_out(paragraph.pieces, stops, self._start(paragraph), self._paper.classes), True

    def _start(self, paragraph: _Paragraph) -> int:
        """Return where the first line of a paragraph begins, in twips from the margin."""
        kind = self._paper.sheet.kind(paragraph.style)
        left, first = kind.left or 0, kind.first or 0
        own = paragraph.found.get(qn("w:ind"))
        if own is not None:
            said, hanging = side_of(own, "left"), first_line(own)
            left = left if said is None else whole(said)
            first = first if hanging is None else hanging
        return left + first

    def _classes(self, paragraph: _Paragraph, look: dict[str, str], attributes: Attributes, more: str) -> str:
        style = self._paper.sheet.class_of(paragraph.style)
        return joined(style, self._paper.classes.of(look), more, attributes.get("class", ""))


def _placed(item: Item, parent_left: int) -> dict[str, str]:
    """Return where a paragraph of a list stands beside the one that its list is in."""
    hanging = "0" if item.native else pt(points(item.first))
    return {"margin-left": pt(points(item.left - parent_left)), "text-indent": hanging}


def _sign(item: Item) -> dict[str, str]:
    """Return the mark of a list without numbers as CSS; each letter by its code, so that none can end it."""
    if item.text in {"•", ""}:
        return {"list-style-type": "disc"}
    letters = "".join(f"\\{ord(letter):x} " for letter in f"{item.text}  ")
    return {"list-style-type": f'"{letters}"'}
