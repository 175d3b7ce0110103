"""One paragraph in three versions: words by words, its style and list, and each field by itself."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from generator.word.merge import conflict_texts
from generator.word.merge.apply.aligned_text import AlignedText, align
from generator.word.merge.apply.copying import Copier
from generator.word.merge.apply.field_merge import FieldMerge
from generator.word.merge.apply.replace_words import TextEditor, is_proposed
from generator.word.merge.match.sequence import Chunk
from generator.word.merge.read.paragraph import Paragraph
from generator.word.merge.read.run_split import join, split
from generator.word.merge.report import MergeReport
from generator.word.opc.names import PPR, RPR, qn
from generator.word.opc.schema_order import get_or_add, insert
from generator.word.revisions.elements import tracked_by_others
from generator.word.revisions.tracked import INS, clean

_CHANGE = qn("w:pPrChange")
_NOT_IN_CHANGE = frozenset([RPR, qn("w:sectPr"), _CHANGE])
_MERGED = [qn(f"w:{name}") for name in "pStyle numPr ind outlineLvl".split()]
"""The properties that are merged: a paragraph's style and its place in a list."""


class ParagraphMerge:
    """Brings into paragraphs of one edited story what differs between base and generated."""

    def __init__(self, copier: Copier, report: MergeReport, fields: FieldMerge) -> None:
        self.copier, self.report, self.fields = copier, report, fields

    def merge(self, base: Paragraph, edited: Paragraph, generated: Paragraph) -> etree._Element | None:
        """Change edited in place; return what is put after it because it could not be changed."""
        same = generated.key in (base.key, edited.key)
        if self.report.names.copy and not base.differs(generated):
            return None
        if self.report.is_old(generated.path):
            return None
        if same and not edited.fields:
            return None
        if same and base.slots == edited.slots == generated.slots:
            for each in zip(base.fields, edited.fields, generated.fields, strict=True):
                self.fields.decide(*each, self.copier)
            return None
        text = align(
            base, edited, generated, draft_marks_go=self.report.final, of_copy=bool(self.report.names.copy)
        )
        done = same or (self.report.names.copy and text.is_there())
        changes = [] if done else [chunk for chunk in text.chunks if text.action(chunk) != "keep"]
        fields = list(text.fields())
        formatting = _formatting_action(base, edited, generated)
        blocked = (changes or formatting != "keep") and tracked_by_others(edited.element)
        blocked = blocked or any(self.fields.blocked(*each) for each in fields)
        if blocked and not self.report.names.copy:  # what people propose may stand in each other's
            return self._beside(base, edited, generated)
        for each in fields:
            self.fields.decide(*each, self.copier)
        if self.report.names.copy:
            changes = [chunk for chunk in changes if not self._shown_before(text, chunk, edited, generated)]
        if changes:
            self._reword(text, changes, base, edited, generated)
        if formatting != "keep":
            self._reformat(edited, generated, conflict=formatting == "conflict")
        return None

    def _shown_before(self, text: AlignedText, chunk: Chunk, edited: Paragraph, generated: Paragraph) -> bool:
        """Say whether a conflict with a copy is there already, as when it comes for the second time.

        Then its words stand there as a deletion of ours, or what it leaves out as an insertion of ours.
        """
        if text.action(chunk) != "conflict":
            return False
        _base, own, new = text.of(chunk)
        words = "" if generated.is_prompt else "".join(token.text for token in new)
        if words.strip():
            return self.report.shown_before(edited.element, words)
        return all(is_proposed(part[0]) for token in own for part in token.parts)

    def _reword(
        self,
        words: AlignedText,
        changes: list[Chunk],
        base: Paragraph,
        edited: Paragraph,
        generated: Paragraph,
    ) -> None:
        split(words.edited, [chunk.edited for chunk in changes])
        split(words.generated, [chunk.generated for chunk in changes])
        text = TextEditor(edited.element, words.edited, self.copier, self.report.marks)
        shown: list[etree._Element] = []
        for chunk in changes:
            conflict = words.action(chunk) == "conflict"
            track = self.report.track or conflict
            new = [] if generated.is_prompt and track else words.generated[chunk.generated]
            if edited.is_prompt:
                text.empty()
            place = slice(0, 0) if edited.is_prompt else chunk.edited
            elements = text.replace(place, new, track=track, typed_in=conflict)
            shown += elements if conflict else []
        self.report.bring(edited.answer, generated.answer, edited.path or generated.path)
        if shown:
            texts = base.answer, edited.answer, generated.answer
            self.report.conflict(shown, conflict_texts.WORDS, texts, generated.path)
        clean(edited.element)
        join(edited.element)

    def _beside(self, base: Paragraph, edited: Paragraph, generated: Paragraph) -> etree._Element:
        """Leave a paragraph with other people's tracked changes; the generated one goes after it, tracked."""
        for each in align(base, edited, generated).fields():
            self.fields.leave(*each)
        new = self.copier.copy(generated.element)
        self.report.marks.block(new, INS)
        texts = base.text, edited.text, generated.text
        self.report.conflict([new], conflict_texts.BESIDE, texts, generated.path)
        return new

    def _reformat(self, edited: Paragraph, generated: Paragraph, *, conflict: bool) -> None:
        """Give the edited paragraph the style and the list of the generated one."""
        properties = get_or_add(edited.element, PPR)
        track = (self.report.track or conflict) and properties.find(_CHANGE) is None
        old = etree.Element(PPR)
        old.extend([deepcopy(child) for child in properties if child.tag not in _NOT_IN_CHANGE])
        for child in properties.findall("*"):
            if child.tag in _MERGED:
                properties.remove(child)
        given = generated.element.find(PPR)
        for child in list(self.copier.copy(given)) if given is not None else ():
            if child.tag in _MERGED:
                insert(properties, child)
        if track:
            change = self.report.marks.stamp(_CHANGE)
            change.append(old)
            properties.append(change)
        self.report.bring(edited.answer, generated.answer, edited.path or generated.path)
        if conflict:
            texts = "", edited.answer, generated.answer
            self.report.conflict([edited.element], conflict_texts.STYLE, texts, generated.path)


def _formatting_action(base: Paragraph, edited: Paragraph, generated: Paragraph) -> str:
    """Return what becomes of the style and the list: `keep` the edited, `take` the generated, `conflict`."""
    old, own, new = base.formatting[:2], edited.formatting[:2], generated.formatting[:2]
    if new in (old, own):
        return "keep"
    return "take" if own == old else "conflict"
