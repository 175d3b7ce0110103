"""Pairs that open inside one paragraph and close inside another: cut from text position to text position.

Their tags stay where they stand in the text, as Jinja reads it: what a choice leaves out, or a loop
repeats, holds the end of one paragraph and the beginning of another. The first paragraph keeps its part,
and what is left of the last joins it. That gives whole paragraphs only where both are children of the same
body, cell or text box.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from generator.template.finding.marks import Mark
from generator.template.governing.nesting import Pair
from generator.word.opc.names import P

Moves = dict[Mark, tuple[etree._Element, str]]
"""Where a tag goes: the element it will stand beside, and the side."""


def stands_in_text(pair: Pair) -> bool:
    """Say whether all parts of a pair stand in the text of paragraphs that are side by side."""
    paragraphs = [mark.node.getparent() for mark in pair.marks]
    if any(each is None or each.tag != P for each in paragraphs):
        return False
    return len({each.getparent() for each in paragraphs if each is not None}) == 1


class Staying:
    """The pairs that stay in the text."""

    def __init__(self) -> None:
        self._pairs: dict[Pair, None] = {}
        self._paragraphs: set[etree._Element] = set()

    def add(self, pair: Pair) -> None:
        """Let a pair stay."""
        self._pairs[pair] = None
        self._paragraphs |= {next(mark.node.iterancestors(P)) for mark in pair.marks}

    def stands_in(self, paragraph: etree._Element) -> bool:
        """Say whether a tag that stays stands in a paragraph."""
        return paragraph in self._paragraphs

    def settle(self, marks: Iterable[Mark], pairs: Sequence[Pair], moves: Moves) -> Iterator[Pair]:
        """Let stay, too, what would pass a tag that stays on its way out; yield the pairs that cannot."""
        order = {mark: number for number, mark in enumerate(marks)} if self._pairs else {}
        before = -1
        while len(self._pairs) > before and self._pairs:
            before = len(self._pairs)
            first, last = self._bounds(order)
            for pair in pairs:
                if pair in self._pairs or not any(
                    _passes(mark, moves, first, last, order) for mark in pair.marks
                ):
                    continue
                for mark in pair.marks:
                    moves.pop(mark, None)
                if stands_in_text(pair):
                    self.add(pair)
                else:
                    yield pair

    def _bounds(self, order: dict[Mark, int]) -> tuple[dict[etree._Element, int], dict[etree._Element, int]]:
        """Return the number of the first and of the last tag that stays, in each paragraph."""
        first: dict[etree._Element, int] = {}
        last: dict[etree._Element, int] = {}
        for mark in sorted((mark for pair in self._pairs for mark in pair.marks), key=order.__getitem__):
            paragraph = next(mark.node.iterancestors(P))
            first.setdefault(paragraph, order[mark])
            last[paragraph] = order[mark]
        return first, last


def _passes(
    mark: Mark,
    moves: Moves,
    first: dict[etree._Element, int],
    last: dict[etree._Element, int],
    order: dict[Mark, int],
) -> bool:
    """Say whether the tag, moved out of its paragraph, would pass one that stays there."""
    paragraph = next(mark.node.iterancestors(P))
    if mark not in moves or paragraph not in first:
        return False
    return first[paragraph] < order[mark] if moves[mark][1] == "before" else last[paragraph] > order[mark]
