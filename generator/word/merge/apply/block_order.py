"""One block of a merge in its three versions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import etree

from generator.word.merge.match.matching import pair
from generator.word.merge.match.sequence import Place
from generator.word.merge.read.blocks import Paragraph
from generator.word.revisions.elements import marks_by_users, tracked_by_others


class Woven:
    """One block in the order of the result, in its three versions."""

    def __init__(self, place: Place, base: Any, mine: Any, fresh: Any, *, astray: bool) -> None:
        self.place, self.base, self.mine, self.fresh, self.astray = place, base, mine, fresh, astray
        self.before: list[etree._Element] = []
        self.extra: etree._Element | None = None
        self.replace: bool | str = False
        self.conflict = self.heading = ""

    @property
    def stays(self) -> bool:
        """Whether it stands where mine has it."""
        return not self.place.moved

    @property
    def text(self) -> str:
        """Its text, as mine has it, or else fresh."""
        block = self.mine or self.fresh
        return "" if block is None else str(block.text)

    @property
    def touched(self) -> bool:
        """Whether a hand has changed or moved it, or hung something on it."""
        base, mine = self.base, self.mine
        if isinstance(mine, Paragraph) and mine.invites:
            return False
        if base is None or mine is None or self.astray or not _says(mine, base):
            return True
        marks = set().union(*(marks_by_users(element) for element in mine.elements))
        known = set().union(*(marks_by_users(element) for element in base.elements))
        return bool(marks - known) or any(tracked_by_others(element) for element in mine.elements)


def _says(mine: Any, base: Any) -> bool:
    """Say whether a block of mine says what base said; a value whose control an editor dropped is words."""
    if isinstance(mine, Paragraph) and isinstance(base, Paragraph):
        return mine.key == base.key or mine.words() == base.words()
    return bool(mine.key == base.key)


def cells(base: Sequence[Any], mine: Sequence[Any], fresh: Sequence[Any]) -> list[tuple[Any, Any, Any]]:
    """Return the cells of a row that all three have; mine's may have more, or fewer."""
    if len(base) == len(mine):
        return list(zip(base, mine, fresh, strict=True))
    partner = pair(base, mine).partner
    return [(base[i], mine[j], fresh[i]) for i, j in sorted(partner.items())]
