"""Values that fill whole paragraphs, and whether one was edited by hand.

Source: ECMA-376 part 1, 17.5.2.29 (block-level content controls).
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from generator.word.blocks import Cell, Row, Table
from generator.word.ledger import Pending
from generator.word.likeness import Block
from generator.word.pairing import pair
from generator.word.story import name_in, showing_placeholder


def whole_values(base: Sequence[Block], mine: Sequence[Block], fresh: Sequence[Block]) -> list[Pending]:
    """Return the values whose paragraphs mine has in another wording than both base and fresh."""
    to_mine, to_fresh = pair(base, mine).partner, pair(base, fresh).partner
    found = []
    for control, places in _by_control(base).items():
        ours = [to_mine[i] for i in places if i in to_mine]
        theirs = {
            fresh[to_fresh[i]].controls[-1] for i in places if i in to_fresh and fresh[to_fresh[i]].controls
        }
        if not ours or len(theirs) != 1:
            continue
        (answer,) = theirs
        around = {mine[j].controls[-1] for j in ours if mine[j].controls}
        own = [b for j, b in enumerate(mine) if min(ours) <= j <= max(ours) or set(b.controls[-1:]) & around]
        keys = [block.key for block in own]
        others = [[base[i].key for i in places], [b.key for b in fresh if b.controls[-1:] == (answer,)]]
        if keys not in others:
            before = "" if showing_placeholder(control) else _text([base[i] for i in places])
            found.append(Pending(name_in(answer, "w:tag"), before, _text(own)))
    return found + [pending for each in _tables(base, mine, fresh, to_mine, to_fresh) for pending in each]


def _tables(
    base: Sequence[Block],
    mine: Sequence[Block],
    fresh: Sequence[Block],
    to_mine: dict[int, int],
    to_fresh: dict[int, int],
) -> list[list[Pending]]:
    """Look into the cells of the tables that all three have."""
    found = []
    for i, block in enumerate(base):
        if i in to_mine and i in to_fresh and isinstance(block, Table | Row | Cell):
            ours, theirs = mine[to_mine[i]], fresh[to_fresh[i]]
            if isinstance(ours, Table | Row | Cell) and isinstance(theirs, Table | Row | Cell):
                found.append(whole_values(block.parts, ours.parts, theirs.parts))
    return found


def _by_control(found: Sequence[Block]) -> dict[etree._Element, list[int]]:
    controls: dict[etree._Element, list[int]] = {}
    for n, block in enumerate(found):
        if block.controls:
            controls.setdefault(block.controls[-1], []).append(n)
    return controls


def _text(found: Sequence[Block]) -> str:
    return "\n".join(block.text for block in found)
