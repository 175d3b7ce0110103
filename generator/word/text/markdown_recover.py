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

from generator.markdown import Para, Span, canonical, parse
from generator.markdown.write_text import written
from generator.word.opc.names import PPR, RPR, RUN, SDT_CONTENT, SDTPR, P, qn
from generator.word.opc.package import Package
from generator.word.opc.schema_order import get_or_add
from generator.word.text.markdown_read import read
from generator.word.text.markdown_write import Formatting, place_of, set_list
from generator.word.text.numbering import Numbering
from generator.word.text.runs import text_of
from generator.word.text.styles import Styles

_FIELD_CODE = re.compile(r'HYPERLINK "[^"]*"(?: \\[a-z](?: "[^"]*")?)*')
_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_TOGGLES = ("w:b", "w:i")


class LongTextReader:
    """Reads the long texts of one package."""

    def __init__(self, package: Package) -> None:
        self._package = package
        styles, numbering = package.document_tree("styles"), package.document_tree("numbering")
        self.styles = Styles(styles)
        self._numbering = Numbering.empty() if numbering is None else Numbering(numbering)

    def blocks(self, paragraphs: Sequence[Element], part: str, base: str, *, flat: bool) -> str:
        """Return the text of whole paragraphs; `base`: what it was, `flat`: the first lost its formatting."""
        return self._likely(self._joined(paragraphs), part, base, flat=flat)

    def inline(self, control: Element, part: str, base: str, *, named: bool) -> str:
        """Return what a control in a text says, as one paragraph.

        Bold is what differs from the control's own run properties; LibreOffice drops them with the name.
        """
        paragraph = etree.Element(P)
        for content in control.iterfind(SDT_CONTENT):
            paragraph.extend(deepcopy(child) for child in content)
        if not named:
            return self._likely([paragraph], part, base, flat=False)
        formatting = Formatting(None, control.find(f"{SDTPR}/{RPR}"), self.styles)
        return written(self._read([paragraph], part, formatting))

    def _joined(self, paragraphs: Iterable[Element]) -> list[Element]:
        """Return the paragraphs, the later items of a list under the w:numId of its first.

        One list are those of one definition of which the later one starts nothing anew (17.9.26).
        """
        running: dict[tuple[int, int], int] = {}
        result = []
        for paragraph in paragraphs:
            _style, number, level = place_of(paragraph.find(PPR), self.styles)
            definition = self._numbering.definition(number) if number else None
            if number and definition is not None:
                first = running.setdefault((definition, level), number)
                if self._numbering.starts_anew(number, level):
                    running[definition, level] = number
                elif first != number:
                    paragraph = deepcopy(paragraph)  # noqa: PLW2901 -- joined to its list
                    set_list(get_or_add(paragraph, PPR), first, level)
            result.append(paragraph)
        return result

    def _likely(self, paragraphs: Sequence[Element], part: str, base: str, *, flat: bool) -> str:
        """Return what the paragraphs say: `base` when they say it in any formatting that they may have had.

        How the layout's paragraph was formatted, and whether it stood in a list, the document does not say;
        for a text that was changed it is taken to be plain, and in none.
        """
        before = parse(base)
        plain = None
        for formatting in self._candidates(paragraphs):
            paras = self._read(paragraphs, part, formatting)
            if flat and paras:
                paras = canonical((_formatted_like(paras[0], before[0] if before else Para(())), *paras[1:]))
            if paras == before:
                return written(paras)
            plain = paras if plain is None else plain
        return written(plain or ())

    def _candidates(self, paragraphs: Sequence[Element]) -> Iterator[Formatting]:
        places: list[Element | None] = [None]
        seen = set()
        for paragraph in paragraphs:
            key = place_of(paragraph.find(PPR), self.styles)
            if key[1] and key not in seen:
                seen.add(key)
                places.append(paragraph.find(PPR))
        found = {
            tuple(self.styles.is_set(run.find(RPR), toggle) for toggle in _TOGGLES)
            for paragraph in paragraphs
            for run in paragraph.iter(RUN)
        }
        toggles = sorted({(False, False), *found})
        for place, toggled in product(places, toggles):
            yield Formatting(place, _run_properties(toggled), self.styles)

    def _read(self, paragraphs: Iterable[Element], part: str, formatting: Formatting) -> tuple[Para, ...]:
        relations = self._package.relationships(part)

        def href(name: str) -> str:
            relation = relations.get(name)
            return relation.target if relation is not None and relation.external else ""

        return read(paragraphs, formatting, self._numbering, href, lambda _control: None)


def without_field_codes(paragraph: Element) -> str:
    """Return the text of a paragraph without the field codes that LibreOffice has left in it."""
    return _FIELD_CODE.sub("", text_of(paragraph))


def first_line(markdown: str) -> str:
    """Return the text of the first paragraph of a long text, without its formatting."""
    paras = parse(markdown)
    return "".join(span.text for span in paras[0].spans) if paras else ""


def _run_properties(toggles: tuple[bool, ...]) -> Element | None:
    properties = etree.Element(RPR)
    for name, is_on in zip(_TOGGLES, toggles, strict=True):
        if is_on:
            etree.SubElement(properties, qn(name))
    return properties if len(properties) else None


def _formatted_like(para: Para, base: Para) -> Para:
    """Return the paragraph with the formatting of base on the words that it shares with it."""
    text = _FIELD_CODE.sub("", "".join(span.text for span in para.spans))
    old = [(word, span) for span in base.spans for word in _WORD.findall(span.text)]
    new = _WORD.findall(text)
    formats = [Span()] * len(new)
    matcher = SequenceMatcher(None, [word for word, _ in old], new, autojunk=False)
    for i, j, size in matcher.get_matching_blocks():
        formats[j : j + size] = [span for _, span in old[i : i + size]]
    spans = (replace(span, text=word, slot=None) for word, span in zip(new, formats, strict=True))
    return replace(para, spans=tuple(spans))
