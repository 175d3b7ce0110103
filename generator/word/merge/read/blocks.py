"""A story as blocks: paragraphs and tables, rows and cells; two are equal when they say the same.

Content controls around blocks are looked through. Source: ECMA-376 part 1, 17.3.1 (paragraphs),
17.4 (tables), 17.5.2.29 (block-level controls), 17.13.5 (revisions: read as accepted).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from functools import cached_property
from typing import Any

from lxml import etree

from generator.word.merge.read.block import Block
from generator.word.merge.read.paragraph import Paragraph
from generator.word.merge.read.story import InlineField, Story, text_in
from generator.word.merge.read.traversal import flattened, rows_or_cells
from generator.word.opc.names import PPR, RPR, TBL, TC, TR, P, qn
from generator.word.opc.xml import inner

_CHAR, _KIND = qn("w:fldChar"), qn("w:fldCharType")
_DELETED, _INSTRUCTION = qn("w:del"), qn("w:instrText")


class Container(Block):
    """A block that is made of others."""

    @cached_property
    def children(self) -> list[Any]:
        """What it is made of."""
        return []

    @cached_property
    def key(self) -> Hashable:
        """What it says, with the values of its fields."""
        return (self.kind, *(part.key for part in self.children))

    @cached_property
    def open_key(self) -> Hashable:
        """What it says, with the values of its fields left open."""
        return (self.kind, *(part.open_key for part in self.children))

    @cached_property
    def text(self) -> str:
        """Its text."""
        return "\n".join(part.text for part in self.children)

    @property
    def fields(self) -> list[InlineField]:
        """The values in it, in order."""
        return [field for part in self.children for field in part.fields]


class Cell(Container):
    """A cell: the blocks in it."""

    kind = "cell"

    @cached_property
    def children(self) -> list[Block]:
        """What it is made of."""
        return list(blocks(self.element, self.story))


class Row(Container):
    """A row: its cells."""

    kind = "row"

    @cached_property
    def children(self) -> list[Cell]:
        """What it is made of."""
        return [Cell(element, self.story, controls) for element, controls in rows_or_cells(self.element, TC)]


class Table(Container):
    """A table: its rows; one that a tracked change has deleted is no longer there."""

    kind = "table"

    @cached_property
    def children(self) -> list[Row]:
        """What it is made of."""
        found = rows_or_cells(self.element, TR)
        deleted = f"{qn('w:trPr')}/{qn('w:del')}"
        return [
            Row(element, self.story, around) for element, around in found if element.find(deleted) is None
        ]


class AtomicBlock(Block):
    """What is left whole: a table of contents, an embedded document."""

    kind = "atomic"

    def __init__(
        self, elements: list[etree._Element], story: Story, controls: tuple[etree._Element, ...]
    ) -> None:
        super().__init__(elements[0], story, controls)
        self.elements = elements

    @cached_property
    def key(self) -> Hashable:
        """What it says, with the values of its fields."""
        for element in self.elements:
            for code in element.iter(_INSTRUCTION):
                return ("atomic", "".join((code.text or "").split()))
        return ("atomic", self.text)

    @cached_property
    def open_key(self) -> Hashable:
        """What it says, with the values of its fields left open."""
        return self.key

    @cached_property
    def text(self) -> str:
        """Its text."""
        return "".join(text_in(element) for element in self.elements)


def blocks(holder: etree._Element, story: Story) -> Iterator[Block]:
    """Yield what stands in a body, a header or a cell, without what a tracked change has deleted."""
    opened: list[etree._Element] = []
    depth = 0
    around: tuple[etree._Element, ...] = ()
    for element, controls in flattened(holder, ()):
        change = _fields_left_open(element) if element.tag == P else 0
        if opened or change > 0:
            around = around if opened else controls
            opened.append(element)
            depth += change
            if depth <= 0:
                yield AtomicBlock(opened, story, around)
                opened = []
        elif element.tag == P:
            paragraph = Paragraph(element, story, controls)
            if not _gone(element) or paragraph.stretches:
                yield paragraph
        elif element.tag == TBL:
            table = Table(element, story, controls)
            if table.children:
                yield table
        else:
            yield AtomicBlock([element], story, controls)
    if opened:
        yield AtomicBlock(opened, story, around)


def _fields_left_open(paragraph: etree._Element) -> int:
    kinds = [char.get(_KIND) for char in paragraph.iter(_CHAR)]
    return kinds.count("begin") - kinds.count("end")


def _gone(paragraph: etree._Element) -> bool:
    return any(inner(own, RPR, _DELETED) is not None for own in paragraph.iterchildren(PPR))
