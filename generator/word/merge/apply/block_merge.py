"""The blocks of three stories woven into one: mine's, with what differs between base and fresh brought in.

Recognise first (`pairing`), then order (`merge.plan`), then each table, row, cell and paragraph by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from typing import Any

from lxml import etree

from generator.language import _
from generator.word.merge.apply.block_order import Woven, cells
from generator.word.merge.apply.copying import Carrier
from generator.word.merge.apply.draft_marks import leave_own_words, written_in
from generator.word.merge.apply.field_merge import FieldBook
from generator.word.merge.apply.insertion import Places
from generator.word.merge.apply.neighbours import Neighbours, last_in_cell
from generator.word.merge.apply.paragraph_merge import ParagraphMerge, field_pairs
from generator.word.merge.match.matching import both_added, pair
from generator.word.merge.match.sequence import plan
from generator.word.merge.read.block import Block
from generator.word.merge.read.blocks import Holder, Paragraph
from generator.word.merge.read.story import Field
from generator.word.merge.report import Ledger
from generator.word.opc.names import P
from generator.word.revisions.tracked import DEL, INS
from generator.word.text.runs import text_of

Blocks = Sequence[Any]


class Weaver:
    """Weaves one story."""

    def __init__(self, carrier: Carrier, ledger: Ledger, book: FieldBook, places: Places) -> None:
        self.carrier, self.ledger, self.book, self.places = carrier, ledger, book, places
        self.paragraphs = ParagraphMerge(carrier, ledger, book)

    def weave(self, holder: etree._Element, base: Blocks, mine: Blocks, fresh: Blocks) -> None:
        """Change what stands in `holder`, an element of mine."""
        to_mine, to_fresh = pair(base, mine), pair(base, fresh)
        also = both_added(mine, fresh, to_mine, to_fresh)

        def joined(f: int) -> bool:
            return f > 0 and bool(fresh[f].controls) and fresh[f].controls == fresh[f - 1].controls

        order = plan(to_mine, to_fresh, also, (len(base), len(mine), len(fresh)), joined)
        rows = [
            Woven(
                place,
                None if place.base is None else base[place.base],
                None if place.mine is None else mine[place.mine],
                None if place.fresh is None else fresh[place.fresh],
                astray=place.base in to_mine.moved,
            )
            for place in order
        ]
        self._learn(rows)
        for row in rows:
            self._settle(row)
        self._put(holder, rows, joined)
        for row in rows:
            self._take_away(row)

    def _learn(self, rows: list[Woven]) -> None:
        for row in rows:
            if row.mine is not None and row.fresh is not None and not row.place.moved:
                self.places.pair(row.mine, row.fresh)
            if row.base is not None and row.fresh is not None:
                self.places.follow(row.base, row.fresh, row.mine)
                for before, after in self._fields(row):
                    self.book.learn(before, after, self.carrier)

    @staticmethod
    def _fields(row: Woven) -> Iterable[tuple[Field, Field]]:
        """Return the fields of base and fresh that are the same, where nothing within is looked at later."""
        base, fresh = row.base, row.fresh
        if isinstance(base, Paragraph) and isinstance(fresh, Paragraph):
            return field_pairs(base, fresh)
        gone = row.mine is None and base is not None and fresh is not None and base.slots == fresh.slots
        return zip(base.fields, fresh.fields, strict=True) if gone else ()

    def _settle(self, row: Woven) -> None:
        """Bring what fresh says into a block that mine has."""
        base, mine, fresh = row.base, row.mine, row.fresh
        if isinstance(mine or fresh, Paragraph) and (mine or fresh).form[0].startswith(("heading", "title")):
            self.ledger.heading = (mine or fresh).text
        row.heading = self.ledger.heading
        if mine is None or fresh is None:
            return
        if row.place.moved and self.ledger.track:
            self._settle_moved(row, mine)
            return
        self._bring_in(row, base, mine, fresh)

    def _settle_moved(self, row: Woven, mine: Block) -> None:
        """Bring in what changed without marks: the whole is marked as moved, or a conflict in it alone."""
        before = [deepcopy(element) for element in mine.elements]
        self.ledger.track = False
        self._bring_in(row, row.base, mine, row.fresh)
        self.ledger.track = True
        if not any(True for element in mine.elements for _mark in element.iter(DEL)):
            row.before = before

    def _bring_in(self, row: Woven, base: Any, mine: Any, fresh: Any) -> None:
        base = base if base is not None else fresh  # both have added the same
        if isinstance(mine, Paragraph):
            row.extra = self.paragraphs.merge(base, mine, fresh)
        elif isinstance(mine, Holder):
            self._holder(row, base, mine, fresh)
        elif fresh.key not in (base.key, mine.key):
            row.replace = mine.key == base.key or "conflict"

    def _holder(self, row: Woven, base: Any, mine: Any, fresh: Any) -> None:
        if base.key == fresh.key and not mine.fields:
            return
        if mine.kind != "row":
            self.weave(mine.element, base.parts, mine.parts, fresh.parts)
        elif len(base.parts) == len(fresh.parts):
            for three in cells(base.parts, mine.parts, fresh.parts):
                self.weave(three[1].element, *(cell.parts for cell in three))
        elif mine.key != fresh.key:
            row.replace = True if mine.key == base.key else "conflict"

    def _put(self, holder: etree._Element, rows: list[Woven], joined: Callable[[int], bool]) -> None:
        """Put what comes from fresh, or goes where fresh has it, in its place."""
        before = firm = None
        for n, row in enumerate(rows):
            new = self._coming(row)
            if new and row.fresh is not None:
                following = (r.mine.elements[0] for r in rows[n + 1 :] if r.mine is not None and r.stays)
                near = Neighbours(before, next(following, None), firm)
                sticks = row.place.fresh is not None and joined(row.place.fresh)
                self.places.put(new, row.fresh, holder, near, sticks=sticks)
                if row.conflict or row.before or (self.ledger.track and row.mine is None):
                    self._mark(new, INS)
            there = row.mine.elements if row.mine is not None and row.stays else []
            last = self._replaced(row, new or there)
            if row.extra is not None and last:
                last[-1].addnext(row.extra)
                last = [row.extra]
            if row.conflict:
                self.ledger.heading = row.heading
                told = row.base.text if row.base else ""
                self.ledger.conflict(new, row.conflict, told, row.text, row.fresh.path if row.fresh else "")
            before = last[-1] if last else before
            firm = last[-1] if last and row.fresh is not None else firm

    def _coming(self, row: Woven) -> list[etree._Element]:
        if row.mine is None:
            return self._new(row)
        return self._moved(row) if row.place.moved else []

    def _new(self, row: Woven) -> list[etree._Element]:
        base, fresh = row.base, row.fresh
        if fresh is None:
            return []
        if base is not None and base.prose == fresh.prose:
            return []
        if base is not None:
            if isinstance(base, Holder) and base.kind == "table":
                said = _("The table was removed by hand, and has changed in the data. It is left out.")
                self.ledger.note("hint", "removed-by-hand", said, fresh.text)
                return []
            row.conflict = _(
                "Removed by hand, and changed in the data. "
                "Accept takes the data's text in; reject leaves it out."
            )
        self.ledger.merged += 1
        self.places.bring(fresh)
        return [self.carrier.bring(element) for element in fresh.elements]

    def _moved(self, row: Woven) -> list[etree._Element]:
        if (mine := row.mine) is None:
            return []
        self.ledger.merged += 1
        if row.before:
            for copy in row.before:
                self.places.strip(copy)
                mine.elements[0].addprevious(copy)
                self._mark([copy], DEL)
        elements: list[etree._Element] = mine.elements
        for element in elements:
            self.places.lift(element)
        return elements

    def _replaced(self, row: Woven, last: list[etree._Element]) -> list[etree._Element]:
        """Put fresh's row or block beside mine, which goes, when they cannot be merged inside."""
        if not row.replace or row.fresh is None or not last:
            return last
        new = [self.carrier.bring(element) for element in row.fresh.elements]
        self.places.bring(row.fresh)
        for element in reversed(new):
            last[-1].addnext(element)
        self.ledger.merged += 1
        conflict = row.replace == "conflict"
        if self.ledger.track or conflict:
            self._mark(new, INS)
        if conflict and row.mine is not None and row.base is not None:
            said = _("Changed both by hand and in the form. Accept gives the form's; reject keeps yours.")
            self.ledger.conflict(
                [*row.mine.elements, *new], said, row.base.text, row.mine.text, row.fresh.path
            )
        return new

    def _take_away(self, row: Woven) -> None:
        base, mine = row.base, row.mine
        if mine is None or base is None:
            return
        if row.replace:
            conflict = row.replace == "conflict"
            self._remove(mine, track=self.ledger.track or conflict, edited=conflict)
        elif row.fresh is None:
            if self.ledger.final and written_in(base, mine):
                self._leave_own_words(row, base, mine)
            elif row.touched:
                said = _(
                    "Is no longer in the data or the form, but was edited by hand, and is kept as plain text."
                )
                self.ledger.heading = row.heading
                self.ledger.note("warning", "kept", said, mine.text)
            else:
                self.ledger.merged += 1
                self._remove(mine, track=self.ledger.track)

    def _leave_own_words(self, row: Woven, base: Any, mine: Any) -> None:
        if not leave_own_words(base, mine, self.carrier, self.ledger.marks):
            self._remove(mine, track=False)
            return
        said = _("Stands in a paragraph that only the draft has, and is kept without it. Read it once more.")
        self.ledger.heading = row.heading
        self.ledger.note("warning", "kept", said, text_of(mine.element))

    def _remove(self, block: Block, *, track: bool, edited: bool = False) -> None:
        track = track and not (isinstance(block, Paragraph) and block.invites)
        for element in block.elements:
            if track:
                self._mark([element], DEL, edited=edited)
            else:
                self.places.remove(element)

    def _mark(self, elements: list[etree._Element], tag: str, *, edited: bool = False) -> None:
        for element in elements:
            if element.tag == P and tag == DEL and last_in_cell(element):
                self.ledger.marks.text(element, tag, edited=edited)  # a cell keeps its last paragraph
            else:
                self.ledger.marks.block(element, tag, edited=edited)
