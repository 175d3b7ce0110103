"""A story as blocks: paragraphs and tables, rows and cells; two are equal when they say the same.

Content controls around blocks are looked through. Source: ECMA-376 part 1, 17.3.1 (paragraphs),
17.4 (tables), 17.5.2.29 (block-level controls), 17.13.5 (revisions: read as accepted).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from functools import cached_property
from typing import Any

from lxml import etree

from generator.word.merge.read.block import Block
from generator.word.merge.read.story import InlineField, Story, text_in
from generator.word.merge.read.tokens import (
    Token,
    common_formatting,
    joined,
    stretches,
    tokens,
    without_formatting,
)
from generator.word.merge.read.traversal import flattened, rows_or_cells
from generator.word.opc.names import PPR, RPR, RUN, SDT_CONTENT, TBL, TC, TR, P, qn
from generator.word.opc.xml import inner
from generator.word.text.content_control import showing_placeholder
from generator.word.text.runs import run_text

_CHAR, _KIND = qn("w:fldChar"), qn("w:fldCharType")
_SECTION, _DELETED = qn("w:sectPr"), qn("w:del")
_INSTRUCTION, _STYLE = qn("w:instrText"), qn("w:rStyle")


class Paragraph(Block):
    """A paragraph: its style, its place in a list, its words."""

    kind = "paragraph"

    @cached_property
    def tokens(self) -> list[Token]:
        """Its words, spaces, fields and pictures."""
        return tokens(self.element, self.story)

    @cached_property
    def stretches(self) -> list[Token]:
        """The same, with plain text uncut."""
        return stretches(self.element, self.story)

    @cached_property
    def is_prompt(self) -> bool:
        """Whether it is a prompt: its control has no value and shows its placeholder."""
        return any(showing_placeholder(control) for control in self.controls)

    @property
    def heading(self) -> str:
        """Its text as a heading: without the mark that a draft has at its end, in a style of its own."""
        last = next(self.element.iterchildren(RUN, reversed=True), None)
        mark = "" if last is None or last.find(f"{RPR}/{_STYLE}") is None else run_text(last)
        return self.text.removesuffix(mark).rstrip() or self.text

    @property
    def answer(self) -> str:
        """Its text; nothing when that is a prompt."""
        return "" if self.is_prompt else self.text

    @cached_property
    def formatting(self) -> tuple[str, str, bool]:
        """The name of its style, its kind and level of list, whether a section ends with it."""
        document = self.story.document
        ends = inner(self.element, PPR, _SECTION) is not None
        return document.style_of(self.element), document.list_of(self.element), ends

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading or the title, by the name of its style."""
        return self.formatting[0].startswith(("heading", "title"))

    @cached_property
    def key(self) -> Hashable:
        """What it says, with the values of its fields."""
        return self._key(token.key for token in self.stretches)

    @cached_property
    def open_key(self) -> Hashable:
        """What it says, with the values of its fields left open."""
        return self._key(token.open_key for token in self.stretches)

    def _key(self, keys: Iterable[Hashable]) -> Hashable:
        return ("paragraph", self.within, *self.formatting, *joined(keys))

    def words(self, *, apart: bool = False) -> Hashable:
        """Return what it says, its values as words too; `apart`: with formatting that not all words have."""
        found: list[Token] = []
        for token in self.stretches:
            content = None if token.field is None else token.field.control.find(SDT_CONTENT)
            found += [token] if content is None else stretches(content, self.story)
        common = common_formatting(found) if apart else frozenset[str]()
        return (*self.formatting, *joined(without_formatting(token, common) for token in found))

    def differs(self, edited: Paragraph) -> bool:
        """Say whether people have made something else of it; to save it in another program is nothing."""
        other_program = edited.story.slots.by_alias
        if other_program and (self.fields or self.path):
            return self.text != edited.text or self.formatting != edited.formatting
        return self.words(apart=other_program) != edited.words(apart=other_program)

    @cached_property
    def text(self) -> str:
        """Its text."""
        return "".join(token.text for token in self.stretches)

    @property
    def fields(self) -> list[InlineField]:
        """The values in it, in order."""
        return [token.field for token in self.stretches if token.field is not None]

    @cached_property
    def traits(self) -> Counter[Hashable]:
        """Its words, and what it shows that is no text."""
        found = super().traits
        found.update(token.key for token in self.stretches if isinstance(token.key, tuple) and not token.text)
        if self.is_prompt:  # recognised by where it stands
            found.clear()
            found[("is_prompt", self.place)] = 1
        return found

    def compatible(self, other: Any) -> bool:
        """Say whether it may be the other; an empty paragraph is not one with words."""
        return (
            super().compatible(other)
            and self.formatting[1:] == other.formatting[1:]
            and bool(self.stretches) == bool(other.stretches)
        )


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
