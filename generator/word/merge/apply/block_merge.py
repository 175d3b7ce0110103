"""The blocks of three stories become one: the edited, with what differs between base and generated.

First recognise (`matching`), then order (`sequence.plan`), then merge each table, row, cell and paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import Any

from lxml import etree

from generator.language import _
from generator.word.merge import conflict_texts
from generator.word.merge.apply.aligned_block import AlignedBlock, align_blocks, align_cells
from generator.word.merge.apply.aligned_text import field_pairs
from generator.word.merge.apply.copying import Copier
from generator.word.merge.apply.draft_marks import only_leaves_out, remove_base_words, written_in
from generator.word.merge.apply.field_merge import FieldMerge
from generator.word.merge.apply.insertion import BlockInserter
from generator.word.merge.apply.neighbours import (
    Neighbours,
    last_in_cell,
    remove_block,
    strip_unique,
    take_out,
)
from generator.word.merge.apply.paragraph_merge import ParagraphMerge
from generator.word.merge.read.block import Block
from generator.word.merge.read.blocks import Container
from generator.word.merge.read.paragraph import Paragraph
from generator.word.merge.read.story import InlineField
from generator.word.merge.report import MergeReport
from generator.word.opc.names import P
from generator.word.revisions.tracked import DEL, INS
from generator.word.text.runs import text_of

Blocks = Sequence[Any]


class BlockMerge:
    """Merges the blocks of one story."""

    def __init__(
        self, copier: Copier, report: MergeReport, fields: FieldMerge, inserter: BlockInserter
    ) -> None:
        self.copier, self.report, self.fields, self.inserter = copier, report, fields, inserter
        self.paragraphs = ParagraphMerge(copier, report, fields)

    def merge(self, holder: etree._Element, base: Blocks, edited: Blocks, generated: Blocks) -> None:
        """Change what stands in `holder`, an element of the edited document."""
        aligned = align_blocks(base, edited, generated, of_copy=bool(self.report.names.copy))
        self._learn(aligned)
        for each in aligned:
            self._merge_inside(each)
        self._insert(holder, aligned)
        for each in aligned:
            self._take_away(each)

    def _learn(self, aligned: list[AlignedBlock]) -> None:
        for each in aligned:
            if each.edited is not None and each.generated is not None and not each.moved:
                self.inserter.learn_controls(each.edited, each.generated)
            if each.base is not None and each.generated is not None:
                if each.edited is not None:
                    self.inserter.learn_bookmarks(each.base, each.generated)
                for before, after in _common_fields(each):
                    self.fields.learn(before, after, self.copier)

    def _merge_inside(self, aligned: AlignedBlock) -> None:
        """Bring what generated says into a block that edited has."""
        edited, generated = aligned.edited, aligned.generated
        shown = edited or generated
        if isinstance(shown, Paragraph) and shown.is_heading:
            self.report.heading = shown.heading
        aligned.heading = self.report.heading
        if edited is None or generated is None:
            return
        if not (aligned.moved and self.report.track):
            self._bring_in(aligned)
            return
        # without marks: the whole is marked as moved, or a conflict in it alone
        before = [deepcopy(element) for element in edited.elements]
        self.report.track = False
        self._bring_in(aligned)
        self.report.track = True
        if not any(True for element in edited.elements for _mark in element.iter(DEL)):
            aligned.before = before

    def _bring_in(self, aligned: AlignedBlock) -> None:
        edited, generated = aligned.edited, aligned.generated
        base = generated if aligned.base is None else aligned.base  # both have added the same
        if isinstance(edited, Paragraph):
            aligned.extra = self.paragraphs.merge(base, edited, generated)
        elif not isinstance(edited, Container):
            aligned.replace = generated.key not in (base.key, edited.key) and not self.report.names.copy
        elif base.key == generated.key and not edited.fields:
            return
        elif edited.kind != "row":
            self.merge(edited.element, base.children, edited.children, generated.children)
        elif len(base.children) == len(generated.children):
            for three in align_cells(base.children, edited.children, generated.children):
                self.merge(three[1].element, *(cell.children for cell in three))
        else:
            aligned.replace = edited.key != generated.key
        aligned.replace_conflict = aligned.replace and edited.key != base.key

    def _insert(self, holder: etree._Element, blocks: list[AlignedBlock]) -> None:
        """Put what comes from generated, or goes where generated has it, in its place."""
        before = shared = None
        for n, aligned in enumerate(blocks):
            edited, generated = aligned.edited, aligned.generated
            new = self._new(aligned) if edited is None else self._moved(aligned) if aligned.moved else []
            if new and generated is not None:
                following = (
                    e.edited.elements[0] for e in blocks[n + 1 :] if e.edited is not None and not e.moved
                )
                near = Neighbours(before, next(following, None), shared)
                self.inserter.insert(new, generated, holder, near, follows=aligned.follows)
                if aligned.conflict or aligned.before or (self.report.track and edited is None):
                    self._mark(new, INS)
            there = edited.elements if edited is not None and not aligned.moved else []
            last = self._replaced(aligned, new or there)
            if aligned.extra is not None and last:
                last[-1].addnext(aligned.extra)
                last = [aligned.extra]
            if aligned.conflict:
                self.report.heading = aligned.heading
                texts = aligned.base.text, aligned.text, generated.text
                self.report.conflict(new, aligned.conflict, texts, generated.path)
            before = last[-1] if last else before
            shared = last[-1] if last and generated is not None else shared

    def _new(self, aligned: AlignedBlock) -> list[etree._Element]:
        base, generated = aligned.base, aligned.generated
        if generated is None or (base is not None and self._same(base, generated)):
            return []
        if self.report.is_old(generated.path):
            return []
        if self.report.final and only_leaves_out(base, generated):
            return []
        if base is not None:
            if isinstance(base, Container) and base.kind == "table" and not self.report.names.copy:
                message = _("The table was removed by hand, and has changed in the data. It is left out.")
                self.report.note("hint", "removed-by-hand", message, generated.text)
                return []
            aligned.conflict = conflict_texts.REMOVED
        self.report.bring("", generated.text, generated.path)
        return self.inserter.copy(generated)

    def _same(self, base: Any, generated: Any) -> bool:
        """Say whether generated brings nothing new; the values alone count when people have typed them."""
        if self.report.names.copy:
            return bool(base.key == generated.key)
        return bool(base.open_key == generated.open_key)

    def _moved(self, aligned: AlignedBlock) -> list[etree._Element]:
        """Take a block out in order to put it elsewhere; where that is tracked, a deleted copy stays."""
        self.report.bring(aligned.edited.text, aligned.edited.text, aligned.edited.path)
        elements: list[etree._Element] = aligned.edited.elements
        for copy in aligned.before:
            strip_unique(copy)
            elements[0].addprevious(copy)
            self._mark([copy], DEL)
        for element in elements:
            take_out(element)
        return elements

    def _replaced(self, aligned: AlignedBlock, last: list[etree._Element]) -> list[etree._Element]:
        """Put the generated row or block beside the edited one, which goes."""
        if not aligned.replace or not last:
            return last
        new = self.inserter.copy(aligned.generated)
        for element in reversed(new):
            last[-1].addnext(element)
        self.report.bring(aligned.edited.text, aligned.generated.text, aligned.generated.path)
        if self.report.track or aligned.replace_conflict:
            self._mark(new, INS)
        if aligned.replace_conflict:
            span = [*aligned.edited.elements, *new]
            texts = aligned.base.text, aligned.edited.text, aligned.generated.text
            self.report.conflict(span, conflict_texts.FORM, texts, aligned.generated.path)
        return new

    def _take_away(self, aligned: AlignedBlock) -> None:
        """Remove from edited what is replaced, or is no longer generated and was not edited."""
        base, edited = aligned.base, aligned.edited
        if edited is None or base is None:
            return
        if aligned.generated is None and self.report.names.fields is not None:
            return  # it may have come since the copy was generated
        if aligned.replace:
            conflict = aligned.replace_conflict
            self._remove(edited, track=self.report.track or conflict, typed_in=conflict)
        elif aligned.generated is not None:
            return
        elif self.report.final and written_in(base, edited):
            if remove_base_words(base, edited, self.copier, self.report.marks):
                message = _(
                    "Stands in a paragraph that only the draft has, and is kept without it. "
                    "Read it once more."
                )
                self._kept(aligned, message, text_of(edited.element))
            else:
                self._remove(edited, track=False)
        elif aligned.user_edited:
            message = _(
                "Is no longer in the data or the form, but was edited by hand, and is kept as plain text."
            )
            self._kept(aligned, message, edited.text)
        else:
            self.report.bring(edited.text, "", edited.path)
            self._remove(edited, track=self.report.track)

    def _kept(self, aligned: AlignedBlock, message: str, text: str) -> None:
        if self.report.names.copy:
            message = _("The copy no longer has this; it was changed here, and is kept.")
        self.report.heading = aligned.heading
        self.report.note("warning", "kept", message, text)

    def _remove(self, block: Block, *, track: bool, typed_in: bool = False) -> None:
        track = track and not (isinstance(block, Paragraph) and block.is_prompt)
        for element in block.elements:
            if track:
                self._mark([element], DEL, typed_in=typed_in)
            else:
                remove_block(element)

    def _mark(self, elements: list[etree._Element], tag: str, *, typed_in: bool = False) -> None:
        for element in elements:
            if element.tag == P and tag == DEL and last_in_cell(element):
                self.report.marks.text(element, tag, edited=typed_in)  # a cell keeps its last paragraph
            else:
                self.report.marks.block(element, tag, edited=typed_in)


def _common_fields(aligned: AlignedBlock) -> Iterable[tuple[InlineField, InlineField]]:
    """Return the fields of base and generated that are the same, where nothing within is looked at later."""
    base, generated = aligned.base, aligned.generated
    if isinstance(base, Paragraph) and isinstance(generated, Paragraph):
        return field_pairs(base, generated)
    gone = aligned.edited is None and base.slots == generated.slots
    return zip(base.fields, generated.fields, strict=True) if gone else ()
