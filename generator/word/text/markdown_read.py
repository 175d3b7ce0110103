"""Word paragraphs as Markdown values: what `markdown_write.py` wrote, after people have worked on it.

Read as it would be with all tracked changes accepted. Comments, pictures and notes are passed by.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from lxml.etree import _Element as Element

from generator.markdown import Para, Span, canonical
from generator.word.opc.names import PPR, RPR, RUN, SDT, SDT_CONTENT, qn
from generator.word.text.content_control import showing_placeholder
from generator.word.text.markdown_write import Formatting, level_of, place_of
from generator.word.text.runs import run_text, runs_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.word.text.numbering import Numbering

Href = Callable[[str], str]
"""Return the address of the hyperlink relationship with that id; nothing when there is none."""
SlotOf = Callable[[Element], int | None]
"""Return the index of the value that a content control (w:sdt) holds; None when it is none of ours."""

_GONE = frozenset(qn(f"w:{name}") for name in ("del", "moveFrom", "pPr"))
_MARK_GONE = (f"{RPR}/{qn('w:del')}", f"{RPR}/{qn('w:moveFrom')}")


def read(
    paragraphs: Iterable[Element], formatting: Formatting, numbering: Numbering, href: Href, slot_of: SlotOf
) -> tuple[Para, ...]:
    """Return the text of the paragraphs (w:p) in the one form that Markdown values have.

    `formatting` is that of the template's paragraph: bold is what differs from it.
    """
    reader = _MarkdownReader(formatting, numbering, href, slot_of)
    return canonical(reader.paras(paragraphs))


class _MarkdownReader:
    def __init__(self, formatting: Formatting, numbering: Numbering, href: Href, slot_of: SlotOf) -> None:
        self.formatting, self.numbering, self.href, self.slot_of = formatting, numbering, href, slot_of
        self.plain = {toggle: formatting.styles.is_set(formatting.rPr, toggle) for toggle in ("w:b", "w:i")}
        self.lists: dict[tuple[int, int], int] = {}
        self.counts: dict[tuple[int, int], int] = {}

    def paras(self, paragraphs: Iterable[Element]) -> Iterator[Para]:
        carried: tuple[Span, ...] = ()
        for paragraph in paragraphs:
            spans = (*carried, *self.spans(paragraph, ""))
            properties = paragraph.find(PPR)
            if properties is not None and any(properties.find(path) is not None for path in _MARK_GONE):
                carried = spans  # its end is deleted: the text runs on in the next
                continue
            carried = ()
            yield self.para(spans, properties)
        if carried:
            yield Para(carried)

    def para(self, spans: tuple[Span, ...], properties: Element | None) -> Para:
        place = place_of(properties, self.formatting.styles)
        style, num_id, ilvl = place
        level = max(0, level_of(style, ilvl, self.formatting.styles) - self.formatting.depth)
        if num_id is None or place == self.formatting.place:
            return Para(spans)
        if num_id == 0 and _is_indented(properties):
            return Para(spans, "bullet", level, continued=True)
        written = self.numbering.level(num_id, ilvl)
        if written is None or written.format == "none":
            return Para(spans)
        if written.format == "bullet":
            return Para(spans, "bullet", level)
        key = (num_id, ilvl)
        for other in [other for other in self.counts if other[0] == num_id and other[1] > ilvl]:
            del self.counts[other]  # a new item starts the lists inside the one before anew
        self.counts[key] = self.counts.get(key, written.start - 1) + 1
        return Para(spans, "number", level, self.lists.setdefault(key, len(self.lists) + 1), self.counts[key])

    def spans(self, holder: Element, href: str) -> Iterator[Span]:
        for child in holder:
            if child.tag == RUN:
                yield Span(run_text(child), *self.toggles(child), href)
            elif child.tag == SDT:
                yield from self.control(child, href)
            elif child.tag == qn("w:hyperlink"):
                yield from self.spans(child, self.href(child.get(qn("r:id"), "")) or href)
            elif child.tag not in _GONE:
                yield from self.spans(child, href)

    def control(self, control: Element, href: str) -> Iterator[Span]:
        content = control.find(SDT_CONTENT)
        slot = self.slot_of(control)
        if slot is not None:
            run = next(runs_of(control), None)
            if run is not None:
                yield Span("", *self.toggles(run), href, slot)
            elif next(control.iter(RUN), None) is None:  # emptied, not deleted
                yield Span("", href=href, slot=slot)
        elif content is not None and not showing_placeholder(control):
            yield from self.spans(content, href)

    def toggles(self, run: Element) -> tuple[bool, bool]:
        """Return whether the run is bold, and italic, where the template's paragraph is not."""
        properties, styles = run.find(RPR), self.formatting.styles
        bold, italic = (styles.is_set(properties, toggle) != plain for toggle, plain in self.plain.items())
        return bold, italic


def _is_indented(properties: Element | None) -> bool:
    indent = None if properties is None else properties.find(qn("w:ind"))
    return indent is not None and indent.get(qn("w:left"), indent.get(qn("w:start"), "0")) not in {"", "0"}
