"""Long texts in Markdown, written as paragraphs or, inside another text, as runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lxml import etree

from generator.markdown import Para, Rich, parse
from generator.sandbox import refuse_output
from generator.template import CompiledStory
from generator.word.opc.names import DOC_REL, PPR, W
from generator.word.opc.package import Package
from generator.word.opc.xml import parse as parse_xml
from generator.word.text import markdown_write
from generator.word.text.numbering import Numbering
from generator.word.text.styles import Styles

_NUMBERING_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
_PARAGRAPH = 1000  # characters of XML, properties and control too


class LongTexts:
    """The long texts of a document; `run` writes a value inside one as XML, in the w:rPr given."""

    def __init__(self, package: Package, run: Callable[[Any, str], str]) -> None:
        self._package, self._run = package, run
        self._size = 0
        self._links: dict[tuple[str, str], str] = {}
        self._numbering: Numbering | None = None
        self._styles: Styles | None = None
        self._formattings: dict[tuple[str, str, str], markdown_write.Formatting] = {}
        self._story = CompiledStory("", "", "", (), ())

    def begin(self, story: CompiledStory) -> None:
        """Let the texts from now on stand in `story`."""
        self._story = story

    def blocks(self, value: Any, pieces: tuple[str, ...]) -> str:
        """Return the XML of a long text that takes the place of a whole paragraph."""
        _start, properties, before, formatting, after = pieces
        rich = value if isinstance(value, Rich) else Rich(str(value))
        numbering, slot = self._lists(), self._slot(rich)
        paragraphs = markdown_write.blocks(
            self._parsed(rich), self._formatting(properties, formatting), slot, numbering, self.link
        )
        first, last = paragraphs[0], paragraphs[-1]
        at = 0 if first.find(PPR) is None else 1
        for number, anchor in enumerate(self._elements(before)):
            first.insert(at + number, anchor)
        last.extend(self._elements(after.removesuffix("</w:p>")))
        return self._xml(paragraphs)

    def inline(self, value: Any, formatting: str) -> str:
        """Return the XML of a long text inside another text."""
        rich = value if isinstance(value, Rich) else Rich(str(value))
        runs = markdown_write.inline(
            self._parsed(rich), self._formatting("", formatting), self._slot(rich), self.link
        )
        return self._xml(runs)

    def close(self) -> None:
        """Write the links and the lists into the package."""
        self._package.write_reserved_relationships()
        if self._numbering is None:
            return
        parts = self._package.related_parts(self._package.main, DOC_REL + "numbering")
        if parts:
            self._package.put(parts[0], self._numbering.root)
        elif len(self._numbering.root):
            usual = "word/numbering.xml"
            part = self._package.free_name("word/numbering{}.xml") if usual in self._package.parts else usual
            self._package.add(part, self._numbering.root, _NUMBERING_TYPE)
            self._package.add_relationship(self._package.main, DOC_REL + "numbering", part)

    def _parsed(self, rich: Rich) -> tuple[Para, ...]:
        """Return the paragraphs of a text, measured before they are made."""
        paras = parse(rich.text)
        self._size += len(rich.text) + _PARAGRAPH * (len(paras) + len(rich.values))
        refuse_output(self._size)
        return paras

    def _xml(self, elements: list[etree._Element]) -> str:
        """Return the elements as they stand in the story: what it declares is not declared again."""
        holder = self._holder("")
        holder.extend(elements)
        return etree.tostring(holder, encoding="unicode").partition(">")[2].rpartition("<")[0]

    def _slot(self, rich: Rich) -> markdown_write.SlotElements:
        def slot(number: int, formatting: etree._Element | None) -> list[etree._Element]:
            written = (
                "" if formatting is None else etree.tostring(formatting, encoding="unicode", with_tail=False)
            )
            return self._elements(self._run(rich.values[number], written))

        return slot

    def _formatting(self, properties: str, formatting: str) -> markdown_write.Formatting:
        if self._styles is None:
            parts = self._package.related_parts(self._package.main, DOC_REL + "styles")
            self._styles = Styles(self._package.tree(parts[0]) if parts else None)
        key = (self._story.part, properties, formatting)
        if key not in self._formattings:  # most long texts of a document are alike
            paragraph, run = self._elements(properties), self._elements(formatting)
            found = markdown_write.Formatting(
                next(iter(paragraph), None), next(iter(run), None), self._styles
            )
            self._formattings[key] = found
        return self._formattings[key]

    def _elements(self, xml: str) -> list[etree._Element]:
        return list(self._holder(xml)) if xml else []

    def _holder(self, xml: str) -> etree._Element:
        names = self._story.names if "xmlns:w=" in self._story.names else f'xmlns:w="{W}" {self._story.names}'
        return parse_xml(f"<holder {names}>{xml}</holder>", self._story.part, self._package.name)

    def _lists(self) -> Numbering:
        if self._numbering is None:
            parts = self._package.related_parts(self._package.main, DOC_REL + "numbering")
            self._numbering = Numbering(self._package.tree(parts[0])) if parts else Numbering.empty()
        return self._numbering

    def link(self, address: str) -> str:
        """Return the id of the relationship for an address, in the story that is written."""
        key = (self._story.part, address)
        if key not in self._links:
            self._links[key] = self._package.reserve_relationship(
                self._story.part, DOC_REL + "hyperlink", address
            )
        return self._links[key]
