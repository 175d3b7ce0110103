"""One paragraph in three versions: words by words, its form, and each field by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from generator.language import _
from generator.word.merge.apply.copying import Carrier
from generator.word.merge.apply.draft_marks import apart
from generator.word.merge.apply.field_merge import FieldBook
from generator.word.merge.apply.replace_words import Text
from generator.word.merge.match.sequence import Chunk, chunks, matches
from generator.word.merge.read.blocks import Paragraph
from generator.word.merge.read.run_split import join, split
from generator.word.merge.read.story import Field
from generator.word.merge.read.tokens import Token, tokens, weak
from generator.word.merge.report import Ledger
from generator.word.opc.names import PPR, SDT_CONTENT, qn
from generator.word.opc.schema_order import get_or_add, insert
from generator.word.revisions.elements import tracked_by_others
from generator.word.revisions.tracked import INS, clean

_FORM = [qn(f"w:{name}") for name in "pStyle numPr ind outlineLvl".split()]


@dataclass
class Three:
    """The words of a paragraph in three versions, cut in stretches.

    `empty`: base and mine only invite to write, each in its own words: Word has a prompt of its own.
    """

    base: list[Token]
    mine: list[Token]
    fresh: list[Token]
    chunks: list[Chunk] = field(default_factory=list)
    empty: bool = False

    def todo(self, chunk: Chunk) -> str:
        """Return what becomes of a stretch: `keep` mine's, `take` fresh's, or `conflict`."""
        base, mine, fresh = self.base[chunk.base], self.mine[chunk.mine], self.fresh[chunk.fresh]
        if chunk.stable or _keys(fresh) in (_keys(base), _keys(mine)):
            return "keep"
        if _one_value(mine, fresh):
            return "take"
        gone = _is_nothing(mine) and not {t.key for t in base} & {t.key for t in fresh}
        return "take" if self.empty or gone or _words(mine) == _words(base) else "conflict"

    def fields(self) -> Iterator[tuple[Field, Field, Field]]:
        """Yield the fields that all three have."""
        for chunk in self.chunks:
            if chunk.stable:
                base, mine, fresh = (
                    side[place.start].field
                    for side, place in (
                        (self.base, chunk.base),
                        (self.mine, chunk.mine),
                        (self.fresh, chunk.fresh),
                    )
                )
                if base is not None and mine is not None and fresh is not None:
                    yield base, mine, fresh


def three(base: Paragraph, mine: Paragraph, fresh: Paragraph, *, marks_go: bool = False) -> Three:
    """Return a paragraph in three versions; a field whose control mine has lost is words.

    `marks_go`: what fresh leaves out is a draft mark of the layout, which is no hand's matter.
    """
    lost = _lost(base, mine)
    found = Three(_opened(base, lost), mine.tokens, _opened(fresh, lost))
    if base.invites or mine.invites or fresh.invites:  # a value that comes or goes is one change
        b, m, f = (slice(0, len(side)) for side in (found.base, found.mine, found.fresh))
        found.chunks = [Chunk(b, m, f, stable=False)]
        found.empty = base.invites and mine.invites
    else:
        found.chunks = list(chunks(_keys(found.base), _keys(found.mine), _keys(found.fresh), weak))
        if marks_go and not base.path:
            found.mine, found.chunks = apart(found.base, found.mine, found.fresh, found.chunks)
    return found


def _keys(found: list[Token]) -> list[object]:
    return [token.key for token in found]


def _words(found: list[Token]) -> list[object]:
    """Return what is not blank: a blank more or less is no wording to be in conflict about."""
    return [token.full for token in found if not token.text.isspace()]


def _one_value(mine: list[Token], fresh: list[Token]) -> bool:
    """Say whether a value of the data says just what a hand has written in its place."""
    texts = ["".join(token.text for token in side).strip() for side in (mine, fresh)]
    return bool(texts[0]) and texts[0] == texts[1] and any(token.field for token in fresh)


def _is_nothing(found: list[Token]) -> bool:
    """Say whether a hand has left nothing, or only fields without a value."""
    return all(not token.text.strip() if token.field is None else not token.field.text for token in found)


def _lost(base: Paragraph, mine: Paragraph) -> set[str]:
    """Return the slots whose control is gone from mine while its text is there (an editor dropped it)."""
    there = set(mine.slots)
    return {f.slot for f in base.fields if f.slot not in there and f.text and f.text in mine.text}


def _opened(paragraph: Paragraph, slots: set[str]) -> list[Token]:
    found: list[Token] = []
    for token in paragraph.tokens:
        if token.field is not None and token.field.slot in slots:
            content = token.field.control.find(SDT_CONTENT)
            found += tokens(content, paragraph.story) if content is not None else []
        else:
            found.append(token)
    return found


class ParagraphMerge:
    """Brings into paragraphs of one story of mine what differs between base and fresh."""

    def __init__(self, carrier: Carrier, ledger: Ledger, book: FieldBook) -> None:
        self.carrier, self.ledger, self.book = carrier, ledger, book

    def merge(self, base: Paragraph, mine: Paragraph, fresh: Paragraph) -> etree._Element | None:
        """Change mine in place; return what is put after it because it could not be changed."""
        same = fresh.key in (base.key, mine.key)
        if same and not mine.fields:
            return None
        if same and base.slots == mine.slots == fresh.slots:
            for each in zip(base.fields, mine.fields, fresh.fields, strict=True):
                self.book.decide(*each, self.carrier)
            return None
        words = three(base, mine, fresh, marks_go=self.ledger.final)
        changes = [] if same else [c for c in words.chunks if self._changes(words, c)]
        fields = list(words.fields())
        form = _form_todo(base, mine, fresh)
        stuck = (changes or form != "keep") and tracked_by_others(mine.element)
        if stuck or any(self.book.stuck(*each) for each in fields):
            return self._beside(base, mine, fresh)
        for each in fields:
            self.book.decide(*each, self.carrier)
        if changes:
            self._reword(words, changes, base, mine, fresh)
        if form != "keep":
            self._reform(mine.element, fresh.element, track=self.ledger.track or form == "conflict")
            self.ledger.merged += 1
        if form == "conflict":
            said = _(
                "The style was changed both by hand and in the form. "
                "Accept gives the form's; reject keeps yours."
            )
            self.ledger.conflict([mine.element], said, "", mine.said, fresh.path)
        return None

    @staticmethod
    def _changes(words: Three, chunk: Chunk) -> bool:
        return words.todo(chunk) != "keep"

    def _reword(
        self, words: Three, changes: list[Chunk], base: Paragraph, mine: Paragraph, fresh: Paragraph
    ) -> None:
        split(words.mine, [chunk.mine for chunk in changes])
        split(words.fresh, [chunk.fresh for chunk in changes])
        text = Text(mine.element, words.mine, self.carrier, self.ledger.marks)
        shown: list[etree._Element] = []
        for chunk in changes:
            conflict = words.todo(chunk) == "conflict"
            track = self.ledger.track or conflict
            new = [] if fresh.invites and track else words.fresh[chunk.fresh]
            if mine.invites:
                text.empty()
            place = slice(0, 0) if mine.invites else chunk.mine
            elements = text.replace(place, new, track=track, edited=conflict)
            shown += elements if conflict else []
        self.ledger.merged += 1
        if shown:
            said = _(
                "Changed both by hand and in the data. Accept gives the data's text; reject keeps yours."
            )
            self.ledger.conflict(shown, said, base.said, mine.said, fresh.path)
        clean(mine.element)
        join(mine.element)

    def _beside(self, base: Paragraph, mine: Paragraph, fresh: Paragraph) -> etree._Element:
        """Leave a paragraph with somebody's tracked changes as it is; fresh's goes after it as a proposal."""
        for each in three(base, mine, fresh).fields():
            self.book.leave(*each)
        new = self.carrier.bring(fresh.element)
        self.ledger.marks.block(new, INS)
        said = _(
            "The paragraph before has tracked changes and is left as it is. "
            "This is the data's text: accept it and delete the other, or reject it."
        )
        self.ledger.conflict([new], said, base.text, mine.text, fresh.path)
        return new

    def _reform(self, mine: etree._Element, fresh: etree._Element, *, track: bool) -> None:
        """Give mine the style and the list of fresh."""
        properties = get_or_add(mine, PPR)
        old = etree.Element(PPR)
        kept = {qn("w:rPr"), qn("w:sectPr"), qn("w:pPrChange")}
        if track and properties.find(qn("w:pPrChange")) is None:
            old.extend([etree.fromstring(etree.tostring(c)) for c in properties if c.tag not in kept])
        for child in [child for child in properties if child.tag in _FORM]:
            properties.remove(child)
        given = fresh.find(PPR)
        for child in self.carrier.bring(given) if given is not None else ():
            if child.tag in _FORM:
                insert(properties, child)
        if track and properties.find(qn("w:pPrChange")) is None:
            change = self.ledger.marks.stamp(qn("w:pPrChange"))
            change.append(old)
            properties.append(change)


def _form_todo(base: Paragraph, mine: Paragraph, fresh: Paragraph) -> str:
    before, ours, theirs = base.form[:2], mine.form[:2], fresh.form[:2]
    if theirs in (before, ours):
        return "keep"
    return "take" if ours == before else "conflict"


def field_pairs(base: Paragraph, fresh: Paragraph) -> Iterator[tuple[Field, Field]]:
    """Yield the fields that a paragraph has in base and in fresh."""
    if base.slots == fresh.slots:
        yield from zip(base.fields, fresh.fields, strict=True)
        return
    for i, j in matches(_keys(base.tokens), _keys(fresh.tokens)):
        before, after = base.tokens[i].field, fresh.tokens[j].field
        if before is not None and after is not None:
            yield before, after
