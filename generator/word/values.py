"""Values that fill whole paragraphs, and which of them a document has in another wording than the data.

Source: ECMA-376 part 1, 17.5.2.29 (block-level content controls).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from lxml import etree

from generator.job import Pending
from generator.word.blocks import Holder, Paragraph
from generator.word.likeness import Block
from generator.word.names import SDT, SDT_CONTENT, TBL, TC, TR, P
from generator.word.pairing import pair
from generator.word.story import name_in, showing_placeholder
from generator.word.tokens import joined


def whole_values(fresh: Sequence[Block], mine: Sequence[Block]) -> Iterator[Pending]:
    """Yield the values that `mine`, where all of fresh was brought in, has in another wording: a hand's.

    A value that mine has no paragraph of is no emptied value: its control may have been lost.
    """
    to_mine = pair(fresh, mine).partner
    inside = _by_control(mine)
    for control, places in _by_control(fresh).items():
        ours = [to_mine[i] for i in places if i in to_mine]
        if not ours:
            continue
        around = {mine[j].controls[-1] for j in ours if mine[j].controls}
        held = sorted(j for each in around for j in inside[each])
        own = [mine[j] for j in held] if around else mine[min(ours) : max(ours) + 1]
        if [_words(block) for block in own] != [_words(fresh[i]) for i in places]:
            before = "" if showing_placeholder(control) else _text([fresh[i] for i in places])
            yield Pending(name_in(control, "w:tag"), before, _text(own))
    for i, j in to_mine.items():
        theirs, ours_too = fresh[i], mine[j]
        if isinstance(theirs, Holder) and isinstance(ours_too, Holder) and _has_whole(theirs):
            yield from whole_values(theirs.parts, ours_too.parts)


def _has_whole(holder: Holder) -> bool:
    contents = (control.find(SDT_CONTENT) for control in holder.element.iter(SDT))
    return any(True for each in contents if each is not None for _block in each.iterchildren(P, TBL, TR, TC))


def _by_control(found: Sequence[Block]) -> dict[etree._Element, list[int]]:
    controls: dict[etree._Element, list[int]] = {}
    for n, block in enumerate(found):
        if block.controls:
            controls.setdefault(block.controls[-1], []).append(n)
    return controls


def _words(block: Block) -> Hashable:
    """Return what data can hold of a block: its words and their looks, no comments, pictures or notes."""
    if isinstance(block, Paragraph):
        return (block.form[:2], *joined(token.full for token in block.stretches if token.text))
    return block.key


def _text(found: Sequence[Block]) -> str:
    return "\n".join(block.text for block in found)
