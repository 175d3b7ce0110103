"""One paragraph in three versions: words by words, its style and list, and each field by itself."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import NamedTuple

from lxml import etree

from generator.word.merge import conflict_texts
from generator.word.merge.apply.copying import Copier
from generator.word.merge.apply.draft_marks import separated
from generator.word.merge.apply.field_merge import FieldMerge
from generator.word.merge.apply.replace_words import TextEditor, is_proposed
from generator.word.merge.match.sequence import Chunk, chunks, matches
from generator.word.merge.read.paragraph import Paragraph
from generator.word.merge.read.run_split import join, split
from generator.word.merge.read.story import InlineField
from generator.word.merge.read.tokens import Token, tokens, weak
from generator.word.merge.report import MergeReport
from generator.word.opc.names import PPR, RPR, SDT, SDT_CONTENT, qn
from generator.word.opc.schema_order import get_or_add, insert
from generator.word.revisions.elements import tracked_by_others
from generator.word.revisions.tracked import INS, clean

_CHANGE = qn("w:pPrChange")
_NOT_IN_CHANGE = frozenset([RPR, qn("w:sectPr"), _CHANGE])
_MERGED = [qn(f"w:{name}") for name in "pStyle numPr ind outlineLvl".split()]
"""The properties that are merged: a paragraph's style and its place in a list."""


class AlignedText(NamedTuple):
    """The words of a paragraph in three versions, cut in stretches.

    `empty`: base and edited only show a prompt, each in its own words: Word has a prompt of its own.
    """

    base: list[Token]
    edited: list[Token]
    generated: list[Token]
    chunks: list[Chunk]
    empty: bool = False

    def of(self, chunk: Chunk) -> tuple[list[Token], list[Token], list[Token]]:
        """Return the words of a stretch in the three versions."""
        return self.base[chunk.base], self.edited[chunk.edited], self.generated[chunk.generated]

    def action(self, chunk: Chunk) -> str:
        """Return what becomes of a stretch: `keep` the edited, `take` the generated, or `conflict`."""
        base, edited, generated = self.of(chunk)
        if chunk.stable or _keys(generated) in (_keys(base), _keys(edited)):
            return "keep"
        if _one_value(edited, generated):
            return "take"
        gone = _is_nothing(edited) and not set(_keys(base)) & set(_keys(generated))
        return "take" if self.empty or gone or _words(edited) == _words(base) else "conflict"

    def is_there(self) -> bool:
        """Say whether edited has all that generated has made of base: a copy that comes again brings nothing.

        A full stop before which one has written and after which the other is no difference.
        """
        base, edited, generated = map(_keys, (self.base, self.edited, self.generated))
        to_edited, to_generated = dict(matches(base, edited)), dict(matches(base, generated))
        own, kept = set(to_edited.values()), set(to_generated.values())
        there = dict(matches(generated, edited))
        new = [n for n in range(len(generated)) if n not in kept and not weak(generated[n])]
        gone = [n for n in range(len(base)) if n not in to_generated and not weak(base[n])]
        return all(n in there and there[n] not in own for n in new) and all(n not in to_edited for n in gone)

    def fields(self) -> Iterator[tuple[InlineField, InlineField, InlineField]]:
        """Yield the fields that all three have."""
        for chunk in self.chunks:
            if chunk.stable:
                (base,), (edited,), (generated,) = self.of(chunk)
                if base.field is not None and edited.field is not None and generated.field is not None:
                    yield base.field, edited.field, generated.field


def align(
    base: Paragraph,
    edited: Paragraph,
    generated: Paragraph,
    *,
    draft_marks_go: bool = False,
    of_copy: bool = False,
) -> AlignedText:
    """Return a paragraph in three versions; a field whose control an editor has dropped is words.

    `draft_marks_go`: what generated leaves out is a draft mark of the layout, no matter of the user's.
    `of_copy`: generated has been in an editor too.
    """
    lost = _lost(base, edited) | (_lost(base, generated) if of_copy else set())
    old, own, new = (_without_fields(each, lost) for each in (base, edited, generated))
    if base.is_prompt or edited.is_prompt or generated.is_prompt:  # a value that comes or goes is one change
        whole = Chunk(slice(0, len(old)), slice(0, len(own)), slice(0, len(new)))
        return AlignedText(old, own, new, [whole], empty=base.is_prompt and edited.is_prompt)
    found = list(chunks(_keys(old), _keys(own), _keys(new), weak))
    if draft_marks_go and not base.path:
        own, found = separated(old, own, new, found)
    return AlignedText(old, own, new, found)


def _keys(found: list[Token]) -> list[object]:
    return [token.open_key for token in found]


def _words(found: list[Token]) -> list[object]:
    """Return what is not blank: a blank more or less is no wording to be in conflict about."""
    return [token.key for token in found if not token.text.isspace()]


def _one_value(edited: list[Token], generated: list[Token]) -> bool:
    """Say whether a value of the data says just what people have written in its place."""
    texts = ["".join(token.text for token in side).strip() for side in (edited, generated)]
    return bool(texts[0]) and texts[0] == texts[1] and any(token.field for token in generated)


def _is_nothing(found: list[Token]) -> bool:
    """Say whether people have left nothing but blanks and fields without a value: no picture, no note."""
    return all(token.text.isspace() if token.field is None else not token.field.text for token in found)


def _lost(base: Paragraph, edited: Paragraph) -> set[str]:
    """Return the slots whose control is gone while its text is there: an editor has dropped it."""
    there = set(edited.slots)
    gone = [field for field in base.fields if field.slot not in there and field.text]
    if gone and next(edited.story.root.iter(SDT), None) is None:  # Google Docs drops all
        return {field.slot for field in gone}
    return {field.slot for field in gone if field.text and field.text in edited.text}


def _without_fields(paragraph: Paragraph, slots: set[str]) -> list[Token]:
    """Return the words of a paragraph, those in the fields of these slots too."""
    found: list[Token] = []
    for token in paragraph.tokens:
        if token.field is not None and token.field.slot in slots:
            content = token.field.control.find(SDT_CONTENT)
            found += tokens(content, paragraph.story) if content is not None else []
        else:
            found.append(token)
    return found


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


def field_pairs(base: Paragraph, generated: Paragraph) -> Iterator[tuple[InlineField, InlineField]]:
    """Yield the fields that a paragraph has in base and in generated."""
    if base.slots == generated.slots:
        yield from zip(base.fields, generated.fields, strict=True)
        return
    for i, j in matches(_keys(base.tokens), _keys(generated.tokens)):
        before, after = base.tokens[i].field, generated.tokens[j].field
        if before is not None and after is not None:
            yield before, after
