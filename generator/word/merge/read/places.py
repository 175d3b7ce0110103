"""Where the blocks of a story stand, in words that a person finds them by."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from generator.language import _
from generator.word.merge.read.block import Block
from generator.word.merge.read.blocks import Container
from generator.word.merge.read.paragraph import Paragraph
from generator.word.merge.read.story import Story
from generator.word.opc.names import qn


class Places:
    """For the element of each block the heading above it, and which paragraph or row under that it is."""

    def __init__(self, story: Story, blocks: Iterable[Block]) -> None:
        furniture = {qn("w:hdr"): _("the header"), qn("w:ftr"): _("the footer")}
        self._heading = furniture.get(story.root.tag, "")
        self._number = 0
        self._found: dict[etree._Element, str] = {}
        for block in blocks:
            self._enter(block)

    def __getitem__(self, element: etree._Element) -> str:
        """Return the place of a block, of the block that the element stands in, or else of the one before."""
        near = (element, *element.iterancestors(), *element.itersiblings(preceding=True))
        return self._found.get(next((each for each in near if each in self._found), element), "")

    def _enter(self, block: Block) -> None:
        if isinstance(block, Paragraph) and block.is_heading:
            self._heading, self._number = " ".join(block.heading.split()), 0
            self._found[block.element] = self._heading
        elif isinstance(block, Container):
            self._found[block.element] = self._heading
            for number, row in enumerate(block.children, 1):
                self._note(row, self._under(_("row {number} of the table"), number))
        else:
            self._number += bool(block.text.strip())
            self._found[block.element] = self._under(_("paragraph {number}"), max(self._number, 1))

    def _note(self, block: Block, place: str) -> None:
        """Note the place of a block and of all in it."""
        self._found[block.element] = place
        for child in block.children if isinstance(block, Container) else ():
            self._note(child, place)

    def _under(self, words: str, number: int) -> str:
        return ", ".join(filter(None, [self._heading, words.format(number=number)]))
