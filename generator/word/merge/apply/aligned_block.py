"""One block of a merge in its three versions, and what becomes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from generator.word.merge.match.matching import both_added, pair
from generator.word.merge.match.sequence import Pairs, plan
from generator.word.merge.read.paragraph import Paragraph
from generator.word.revisions.elements import marks_by_users, tracked_by_others


@dataclass(eq=False)
class AlignedBlock:
    """One block in the order of the result, in its three versions.

    `moved`: it goes where generated has it; `moved_by_user`: it stands elsewhere in edited than in base;
    `follows`: in generated it stands in the same control as the block before it.
    """

    base: Any
    edited: Any
    generated: Any
    moved: bool
    moved_by_user: bool
    follows: bool
    before: list[etree._Element] = field(default_factory=list)
    """What it was before it was moved, where the move is shown as a tracked change."""
    extra: etree._Element | None = None
    """What is put after it because it could not be changed."""
    replace: bool = False
    """The generated one takes the place of the edited one: they cannot be merged inside."""
    replace_conflict: bool = False
    conflict: str = ""
    heading: str = ""

    @property
    def text(self) -> str:
        """Its text, as edited has it, or else generated."""
        block = self.edited or self.generated
        return "" if block is None else str(block.text)

    @property
    def user_edited(self) -> bool:
        """Whether the user has changed or moved it, or hung something on it."""
        base, edited = self.base, self.edited
        if isinstance(edited, Paragraph) and edited.is_prompt:
            return False
        if base is None or edited is None or self.moved_by_user or not _same_words(edited, base):
            return True
        marks = set().union(*(marks_by_users(element) for element in edited.elements))
        known = set().union(*(marks_by_users(element) for element in base.elements))
        return bool(marks - known) or any(tracked_by_others(element) for element in edited.elements)


def _same_words(edited: Any, base: Any) -> bool:
    """Say whether two blocks say the same; a value whose control an editor dropped is words."""
    if isinstance(edited, Paragraph) and isinstance(base, Paragraph):
        return edited.key == base.key or edited.words() == base.words()
    return bool(edited.key == base.key)


def align_blocks(
    base: Sequence[Any], edited: Sequence[Any], generated: Sequence[Any], *, of_copy: bool = False
) -> list[AlignedBlock]:
    """Return all blocks in the order of the result.

    `of_copy`: generated is a copy that may have come before; what came then is in edited just as it is here.
    """
    if of_copy:
        to_edited, to_generated = (
            _pair_rest(base, *sides) for sides in ((edited, generated), (generated, edited))
        )
    else:
        to_edited, to_generated = pair(base, edited), pair(base, generated)
    also = both_added(edited, generated, to_edited, to_generated)

    def follows(place: int) -> bool:
        controls = generated[place].controls
        return place > 0 and bool(controls) and controls == generated[place - 1].controls

    sizes = (len(base), len(edited), len(generated))
    return [
        AlignedBlock(
            None if item.base is None else base[item.base],
            None if item.edited is None else edited[item.edited],
            None if item.generated is None else generated[item.generated],
            moved=item.moved,
            moved_by_user=item.base in to_edited.moved,
            follows=item.generated is not None and follows(item.generated),
        )
        for item in plan(to_edited, to_generated, also, sizes, follows)
    ]


def _pair_rest(base: Sequence[Any], side: Sequence[Any], other: Sequence[Any]) -> Pairs:
    """Return which of base is which of a side, leaving out there what the other side has and base has not."""
    new = {block.key for block in other} - {block.key for block in base}
    rest = [j for j, block in enumerate(side) if block.key not in new]
    found = pair(base, [side[j] for j in rest])
    return Pairs({i: rest[j] for i, j in found.partner.items()}, found.moved)


def align_cells(
    base: Sequence[Any], edited: Sequence[Any], generated: Sequence[Any]
) -> list[tuple[Any, Any, Any]]:
    """Return the cells of a row that all three have; edited may have more, or fewer."""
    if len(base) == len(edited):
        return list(zip(base, edited, generated, strict=True))
    partner = pair(base, edited).partner
    return [(base[i], edited[j], generated[i]) for i, j in sorted(partner.items())]
