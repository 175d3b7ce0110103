"""The values of a document without content controls, region by region beside a draft's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.word.merge.read.block import Block
from generator.word.merge.read.blocks import Table
from generator.word.merge.read.paragraph import Paragraph
from generator.word.merge.read.places import Places
from generator.word.merge.read.story import Document, Story
from generator.word.merge.read.story_pairs import blocks_of, matching_stories
from generator.word.opc.names import P
from generator.word.opc.package import Package
from generator.word.text.markdown_recover import LongTextReader
from generator.word.text.runs import text_of
from generator.word.without_fields.patterns import (
    best,
    depth,
    is_like,
    is_open,
    numbered,
    paths_of,
    says_nothing,
    values_in,
)
from generator.word.without_fields.regions import Headings, plain, regions
from generator.word.without_fields.tables import head_of, readers


class FoundValue(NamedTuple):
    """A value as a document says it.

    `place`: where it is, in words; `above`: the line above its table; `markdown`: whether the text is;
    `alone`: nothing else stands in its paragraph; `source`: what is the same for items numbered together.
    """

    path: str
    text: str
    place: str
    above: str = ""
    markdown: bool = False
    alone: bool = False
    source: str = ""


def texts_in(document: Package) -> set[str]:
    """Return what the paragraphs of a document say, each stretch between tabs by itself."""
    root = document.tree(document.main)
    return {plain(text) for each in root.iter(P) for text in text_of(each).split("\t")} - {""}


def read_like(drafts: Sequence[Package], document: Package) -> list[FoundValue]:
    """Return the values that a document shows where drafts of the same form have their controls."""
    first, *others = map(Document, drafts)
    made, given, *more = next(iter(matching_stories([first, Document(document), *others])))
    blocks = blocks_of(given)
    reader = _Reader(given, Places(given, blocks), LongTextReader(document))
    models = [regions(blocks_of(each)) for each in (made, *more)]
    return [
        value
        for headings, held in regions(blocks).items()
        for value in reader.region(
            headings, [each for model in models for each in model.get(headings, [])], held
        )
    ]


class _Reader:
    def __init__(self, story: Story, places: Places, texts: LongTextReader) -> None:
        self._story, self._places, self._texts = story, places, texts

    def region(
        self, under: Headings, models: Sequence[Block], blocks: Sequence[Block]
    ) -> Iterator[FoundValue]:
        """Yield the values of what stands under one heading."""
        yield from self._rows(under, models, blocks)
        paragraphs = _without_own(models, blocks)
        shown = [each for each in models if isinstance(each, Paragraph)]
        whole = {each.path for each in shown if each.path and not depth(each.path)}
        if len(whole) == 1 and not paths_of(shown):
            yield from self._long_text(whole.pop(), paragraphs)
        elif not whole:
            yield from self._lines(under, shown, paragraphs)

    def _rows(
        self, under: Headings, models: Sequence[Block], blocks: Sequence[Block]
    ) -> Iterator[FoundValue]:
        known, above = readers(models), ""
        for block in blocks:
            if not isinstance(block, Table):
                above = block.text
                continue
            reader = known.get(head_of(block))
            for row in reader.rows(block) if reader else ():
                place, said = self._places[row.row.element], row.said
                for path, text in row.values.items():
                    alone, source = text in said, repr((under, head_of(block)))
                    yield FoundValue(path, text, place, above, alone=alone, source=source)
            above = ""

    def _long_text(self, path: str, paragraphs: Sequence[Paragraph]) -> Iterator[FoundValue]:
        if paragraphs and not says_nothing(" ".join(each.text for each in paragraphs)):
            elements = [each.element for each in paragraphs]
            text = self._texts.blocks(elements, self._story.part, "", flat=False)
            yield FoundValue(path, text, self._places[elements[0]], markdown=True, alone=True)

    def _lines(
        self, under: Headings, models: Sequence[Paragraph], paragraphs: Sequence[Paragraph]
    ) -> Iterator[FoundValue]:
        """Yield the values of paragraphs that each show some, those of a list numbered in their order."""
        numbers: list[int] = []
        for paragraph in paragraphs:
            found = _read(models, paragraph)
            deepest = max(map(depth, found), default=0)
            if deepest > len(numbers) + 1:
                continue  # of an item whose own line is not known
            if deepest:
                count = numbers[deepest - 1] + 1 if len(numbers) >= deepest else 0
                numbers = [*numbers[: deepest - 1], count]
            place = self._places[paragraph.element]
            for path, text in found.items():
                is_alone = text == paragraph.text.strip()
                yield FoundValue(numbered(path, numbers), text, place, alone=is_alone, source=repr(under))


def _read(models: Sequence[Paragraph], paragraph: Paragraph) -> Mapping[str, str]:
    """Return what a paragraph says, read like those of its style.

    Where the form has sentences of its own in that style, a text without known words may be one of them.
    """
    alike = [each for each in models if is_like(each, paragraph) and each.text.strip()]
    has_sentences = not all(map(is_open, alike))
    return best(values_in(each, paragraph.text) for each in alike if not (has_sentences and is_open(each)))


def _without_own(models: Sequence[Block], blocks: Sequence[Block]) -> list[Paragraph]:
    """Return the paragraphs with words, but for the form's own: help, counts of signs, what it says."""
    shown = [each for each in models if isinstance(each, Paragraph)]
    own = [each for each in shown if not each.fields and not each.path]
    styles = (
        {each.formatting[0] for each in own} - {e.formatting[0] for e in shown if e not in own} - {"normal"}
    )
    words = {(each.formatting[0], plain(each.text)) for each in own}
    return [
        each
        for each in blocks
        if isinstance(each, Paragraph)
        and each.text.strip()
        and each.formatting[0] not in styles
        and (each.formatting[0], plain(each.text)) not in words
    ]
