"""Markdown values as Word paragraphs; `markdown_read.py` goes the other way.

Source: ECMA-376 part 1, 17.3.1 and 17.3.2 (properties of paragraphs and runs, and their order).
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from lxml import etree
from lxml.etree import _Element as Element

from generator.markdown import Para, Span, marked
from generator.word.opc.names import PPR, RPR, VAL, P, R, W, qn
from generator.word.opc.schema_order import remove_property, set_property
from generator.word.text.keep_together import keep_with_next
from generator.word.text.runs import text_xml
from generator.word.text.styles import Styles, num_pr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.word.text.numbering import Numbering

_RUN = f'<w:r xmlns:w="{W}">{{}}</w:r>'
_LONGEST_TIP = 260  # characters that Word shows
_DEEPEST = 8
_BLUE = "0563C1"  # what Word gives its own style Hyperlink

SlotElements = Callable[[int, Element | None], list[Element]]
"""Make the run or control of the value with that index, with the run properties of the text around it."""
Link = Callable[[str], str]
"""Return the id of an external hyperlink relationship to that address."""


@dataclass(frozen=True)
class Formatting:
    """How the paragraph is formatted that a text takes the place of: its w:pPr and its run's w:rPr."""

    pPr: Element | None
    rPr: Element | None
    styles: Styles

    @property
    def place(self) -> tuple[str, int | None, int]:
        """What list the paragraph itself stands in: style id, numId (None when in none), ilvl."""
        return place_of(self.pPr, self.styles)

    @property
    def depth(self) -> int:
        """How many levels of lists the paragraph itself stands in; the text's own lists go deeper."""
        style, num_id, ilvl = self.place
        return 0 if not num_id else 1 + level_of(style, ilvl, self.styles)


def place_of(properties: Element | None, styles: Styles) -> tuple[str, int | None, int]:
    """Return style id, numId and ilvl of a paragraph, its own or its style's; numId 0 turns a list off."""
    style = None if properties is None else properties.find(qn("w:pStyle"))
    style_id = styles.default if style is None else style.get(VAL, "")
    numbering = None if properties is None else properties.find(qn("w:numPr"))
    num_id, ilvl = (None, None) if numbering is None else num_pr(numbering)
    style_num, style_level = styles.numbering(style_id) or (None, 0)
    return style_id, style_num if num_id is None else num_id, style_level if ilvl is None else ilvl


def level_of(style_id: str, ilvl: int, styles: Styles) -> int:
    """Return the level of a list item: `List Bullet 2` is one deeper than its w:ilvl says."""
    named = styles.list_level(style_id)
    own = styles.numbering(style_id)
    return ilvl if named is None or own is None else named + ilvl - own[1]


def blocks(
    paras: Sequence[Para],
    formatting: Formatting,
    slot_elements: SlotElements,
    numbering: Numbering,
    link: Link,
) -> list[Element]:
    """Return the text as paragraphs: ordinary ones in `formatting`, items in the layout's list styles.

    A list that the layout has no style for is numbered in that. Each numbered list starts anew.
    """
    paragraphs = []
    lists: dict[int, int] = {}
    for para in paras:
        paragraph = etree.Element(P, nsmap={"w": W, "r": R})
        properties = (
            _item_properties(para, formatting, numbering, lists) if para.kind else deepcopy(formatting.pPr)
        )
        if properties is not None:
            paragraph.append(properties)
        paragraph.extend(_content(para.spans, formatting, slot_elements, link))
        paragraphs.append(paragraph)
    for paragraph in paragraphs[1:]:
        remove_property(paragraph.find(PPR), "w:pageBreakBefore")
    for paragraph in paragraphs[:-1]:
        remove_property(paragraph.find(PPR), "w:sectPr")
        remove_property(paragraph.find(PPR), "w:keepNext")  # the last one stays with what follows
    for at in _held(paras):
        keep_with_next(paragraphs[at])
    if formatting.pPr is not None and formatting.pPr.find(qn("w:keepNext")) is not None:
        keep_with_next(paragraphs[-1])  # also a list: a signature below is not alone on its page
    return paragraphs


def _held(paras: Sequence[Para]) -> Iterator[int]:
    """Yield the paragraphs that must not end a page: before a list's last item, and what opens a list."""
    for at, (para, following) in enumerate(pairwise(paras)):
        if para.kind and following.kind:
            if at + 2 == len(paras) or not paras[at + 2].kind:
                yield at
        elif following.kind and para.spans and para.spans[-1].text.rstrip().endswith(":"):
            yield at


def inline(
    paras: Sequence[Para], formatting: Formatting, slot_elements: SlotElements, link: Link
) -> list[Element]:
    """Return the text as runs for a place inside other text: each paragraph on a line of its own."""
    result: list[Element] = []
    for para, (mark, margin) in zip(paras, marked(paras), strict=True):
        spans = [Span(mark), *(_moved(span, margin) for span in para.spans)]
        spans = [Span("\n"), *spans] if result else spans
        result += _content([span for span in spans if span != Span()], formatting, slot_elements, link)
    return result


def _moved(span: Span, margin: str) -> Span:
    text = span.text.replace("\n", "\n" + margin)
    return Span(text, span.bold, span.italic, span.href, span.slot)


def _item_properties(
    para: Para, formatting: Formatting, numbering: Numbering, lists: dict[int, int]
) -> Element:
    """Return the w:pPr of a list item; its list gets a numId at its first item."""
    properties, model, ilvl = _list_style(para, formatting, numbering)
    if para.kind == "bullet":
        num_id = numbering.new_list("bullet", 1, ilvl, model)
    else:
        if para.list_no not in lists:
            lists[para.list_no] = numbering.new_list("number", para.start, ilvl, model)
        num_id = lists[para.list_no]
    if para.continued:
        written = numbering.level(num_id, ilvl)
        left = str(written.left if written else 0)
        set_property(properties, "w:ind", {qn("w:left"): left, qn("w:firstLine"): "0"})
        num_id = 0
    if num_id != model:
        set_list(properties, num_id, ilvl)
    return properties


def set_list(properties: Element, num_id: int, ilvl: int) -> None:
    """Let a paragraph stand in a list; numId 0 takes it out of the one that its style gives."""
    numbering = set_property(properties, "w:numPr")
    etree.SubElement(numbering, qn("w:ilvl"), {VAL: str(ilvl)})
    etree.SubElement(numbering, qn("w:numId"), {VAL: str(num_id)})


def _list_style(para: Para, formatting: Formatting, numbering: Numbering) -> tuple[Element, int | None, int]:
    """Return a w:pPr, the numId that its style gives (None: the layout has no such style), and w:ilvl."""
    level = min(para.level + formatting.depth, _DEEPEST)
    name = "List Bullet" if para.kind == "bullet" else "List Number"
    style = formatting.styles.by_name(f"{name} {level + 1}" if level else name)
    own = formatting.styles.numbering(style)
    if own is not None and numbering.level(*own) is not None:
        properties = etree.Element(PPR)
        set_property(properties, "w:pStyle", {VAL: style})
        return properties, *own
    properties = etree.Element(PPR) if formatting.pPr is None else deepcopy(formatting.pPr)
    remove_property(properties, "w:ind")  # the list's own indents hold
    return properties, None, level


def _content(
    spans: Sequence[Span], formatting: Formatting, slot_elements: SlotElements, link: Link
) -> Iterator[Element]:
    for href, group in groupby(spans, key=lambda span: span.href):
        elements = [element for span in group for element in _elements(span, formatting, slot_elements)]
        if not href:
            yield from elements
            continue
        hyperlink = etree.Element(qn("w:hyperlink"), {qn("r:id"): link(href), qn("w:history"): "1"})
        hyperlink.set(qn("w:tooltip"), href[:_LONGEST_TIP])  # PDF/UA asks for one
        hyperlink.extend(elements)
        yield hyperlink


def _elements(span: Span, formatting: Formatting, slot_elements: SlotElements) -> list[Element]:
    properties = _run_properties(span, formatting)
    if span.slot is not None:
        return slot_elements(span.slot, properties)
    run = etree.fromstring(_RUN.format(text_xml(span.text)))
    if properties is not None:
        run.insert(0, properties)
    return [run]


def _run_properties(span: Span, formatting: Formatting) -> Element | None:
    """Return the w:rPr of a span. Bold in bold text is not bold, as italics in italics are upright."""
    properties = etree.Element(RPR) if formatting.rPr is None else deepcopy(formatting.rPr)
    if span.href:
        _as_link(properties, formatting.styles.by_name("Hyperlink", "character"))
    for toggle, differs in (("w:b", span.bold), ("w:i", span.italic)):
        wanted = differs != formatting.styles.is_set(formatting.rPr, toggle)
        if formatting.styles.is_set(properties, toggle) != wanted:
            value = {} if wanted else {VAL: "0"}
            set_property(properties, toggle, value)
            set_property(properties, toggle + "Cs", value)
    return properties if len(properties) else None


def _as_link(properties: Element, style: str) -> None:
    if style:
        set_property(properties, "w:rStyle", {VAL: style})
        return
    set_property(properties, "w:color", {VAL: _BLUE})
    set_property(properties, "w:u", {VAL: "single"})
