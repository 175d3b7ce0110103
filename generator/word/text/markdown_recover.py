"""The long texts of a document as Markdown again, also what LibreOffice 7.4 has made of them.

It writes the first paragraph of a long text's control without its bold, italics and links (a link's field
code stands in the text instead), and each numbered list as two: its first item, and the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import product

from lxml import etree
from lxml.etree import _Element as Element

from generator.markdown import Para, Span, canonical, parse, write
from generator.word.opc.names import DOC_REL, PPR, RPR, RUN, SDT_CONTENT, SDTPR, P, qn
from generator.word.opc.package import Package
from generator.word.opc.xml import whole
from generator.word.text.markdown_read import read
from generator.word.text.markdown_write import Formatting, place_of
from generator.word.text.numbering import Numbering
from generator.word.text.runs import text_of
from generator.word.text.styles import Styles

_FIELD_CODE = re.compile(r'HYPERLINK "[^"]*"(?: \\[a-z](?: "[^"]*")?)*')
_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_TOGGLES = ("w:b", "w:i")


class LongTexts:
    """Reads the long texts of one package."""

    def __init__(self, package: Package) -> None:
        self._package = package
        styles, numbering = self._part("styles"), self._part("numbering")
        self.styles = Styles(styles)
        self._numbering = Numbering.empty() if numbering is None else Numbering(numbering)
        self._lists = _Lists(self._numbering.root)

    def blocks(self, paragraphs: Sequence[Element], part: str, base: str, *, flat: bool) -> str:
        """Return what whole paragraphs say; `base` is what they said, `flat`: the first lost its looks."""
        return self._likely(self._lists.joined(paragraphs, self.styles), part, base, flat=flat)

    def inline(self, control: Element, part: str, base: str, *, named: bool) -> str:
        """Return what a control in a text says, as one paragraph.

        Bold is what differs from the look that the control itself has; LibreOffice drops that with the name.
        """
        paragraph = etree.Element(P)
        for content in control.iterfind(SDT_CONTENT):
            paragraph.extend(deepcopy(child) for child in content)
        if not named:
            return self._likely([paragraph], part, base, flat=False)
        look = Formatting(None, control.find(f"{SDTPR}/{RPR}"), self.styles)
        return write(self._read([paragraph], part, look))

    def _likely(self, paragraphs: Sequence[Element], part: str, base: str, *, flat: bool) -> str:
        """Return what the paragraphs say: `base` when they say it in any look that they may have had.

        Which look the layout's paragraph had, and whether it stood in a list, the document does not say; for
        a text that was changed it is taken to be plain, and in none.
        """
        before = parse(base)
        plain = None
        for look in self._looks(paragraphs):
            paras = self._read(paragraphs, part, look)
            if flat and paras:
                paras = canonical((_dressed(paras[0], before[0] if before else Para(())), *paras[1:]))
            if paras == before:
                return write(paras)
            plain = paras if plain is None else plain
        return write(plain or ())

    def _looks(self, paragraphs: Sequence[Element]) -> Iterator[Formatting]:
        places: list[Element | None] = [None]
        seen = set()
        for paragraph in paragraphs:
            key = place_of(paragraph.find(PPR), self.styles)
            if key[1] and key not in seen:
                seen.add(key)
                places.append(paragraph.find(PPR))
        worn = {
            tuple(self.styles.is_set(run.find(RPR), toggle) for toggle in _TOGGLES)
            for paragraph in paragraphs
            for run in paragraph.iter(RUN)
        }
        toggles = sorted({(False, False), *worn})
        for place, worn_now in product(places, toggles):
            yield Formatting(place, _worn(worn_now), self.styles)

    def _read(self, paragraphs: Iterable[Element], part: str, look: Formatting) -> tuple[Para, ...]:
        relations = self._package.relationships(part)

        def href(name: str) -> str:
            relation = relations.get(name)
            return relation.target if relation is not None and relation.external else ""

        return read(paragraphs, look, self._numbering, href, lambda _control: None)

    def _part(self, kind: str) -> Element | None:
        parts = self._package.related_parts(self._package.main, DOC_REL + kind)
        return self._package.tree(parts[0]) if parts and parts[0] in self._package.parts else None


class _Lists:
    """Which lists are one: those of one w:abstractNum whose later one starts nothing anew (17.9.26)."""

    def __init__(self, root: Element) -> None:
        self._looks: dict[int, str] = {}
        self._starts: set[tuple[int, int]] = set()
        for num in root.iterfind(qn("w:num")):
            number, look = whole(num.get(qn("w:numId"))), num.find(qn("w:abstractNumId"))
            self._looks[number] = "" if look is None else look.get(qn("w:val"), "")
            for level in num.iterfind(qn("w:lvlOverride")):
                if level.find(qn("w:startOverride")) is not None:
                    self._starts.add((number, whole(level.get(qn("w:ilvl")))))

    def joined(self, paragraphs: Iterable[Element], styles: Styles) -> list[Element]:
        """Return the paragraphs, the later items of a list under the w:numId of its first."""
        running: dict[tuple[str, int], int] = {}
        result = []
        for paragraph in paragraphs:
            _style, number, level = place_of(paragraph.find(PPR), styles)
            if number and (look := self._looks.get(number)):
                first = running.setdefault((look, level), number)
                if (number, level) in self._starts:
                    running[look, level] = number
                elif first != number:
                    paragraph = _in_list(paragraph, first, level)  # noqa: PLW2901 -- joined to its list
            result.append(paragraph)
        return result


def without_field_codes(paragraph: Element) -> str:
    """Return the text of a paragraph without the field codes that LibreOffice has left in it."""
    return _FIELD_CODE.sub("", text_of(paragraph))


def first_line(markdown: str) -> str:
    """Return the text of the first paragraph of a long text, without its looks."""
    paras = parse(markdown)
    return "".join(span.text for span in paras[0].spans) if paras else ""


def _in_list(paragraph: Element, number: int, level: int) -> Element:
    copied = deepcopy(paragraph)
    properties = copied.find(PPR)
    if properties is None:
        return copied
    for old in properties.findall(qn("w:numPr")):
        properties.remove(old)
    place = etree.SubElement(properties, qn("w:numPr"))
    etree.SubElement(place, qn("w:ilvl"), {qn("w:val"): str(level)})
    etree.SubElement(place, qn("w:numId"), {qn("w:val"): str(number)})
    return copied


def _worn(toggles: tuple[bool, ...]) -> Element | None:
    look = etree.Element(RPR)
    for name, is_on in zip(_TOGGLES, toggles, strict=True):
        if is_on:
            etree.SubElement(look, qn(name))
    return look if len(look) else None


def _dressed(para: Para, base: Para) -> Para:
    """Return the paragraph with the looks of base on the words that it shares with it."""
    text = _FIELD_CODE.sub("", "".join(span.text for span in para.spans))
    old = [(word, span) for span in base.spans for word in _WORD.findall(span.text)]
    new = _WORD.findall(text)
    looks = [Span()] * len(new)
    matcher = SequenceMatcher(None, [word for word, _ in old], new, autojunk=False)
    for i, j, size in matcher.get_matching_blocks():
        looks[j : j + size] = [span for _, span in old[i : i + size]]
    spans = (replace(look, text=word, hole=None) for word, look in zip(new, looks, strict=True))
    return replace(para, spans=tuple(spans))
