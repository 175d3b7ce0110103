"""The words of a paragraph in three versions, cut in stretches, and what becomes of each.

A field is one word, unless an editor has dropped its control.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.word.merge.apply.draft_marks import separated
from generator.word.merge.match.sequence import Chunk, chunks, matches
from generator.word.merge.read.paragraph import Paragraph
from generator.word.merge.read.story import InlineField
from generator.word.merge.read.tokens import Token, tokens, weak
from generator.word.opc.names import SDT, SDT_CONTENT


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


def field_pairs(base: Paragraph, generated: Paragraph) -> Iterator[tuple[InlineField, InlineField]]:
    """Yield the fields that a paragraph has in base and in generated."""
    if base.slots == generated.slots:
        yield from zip(base.fields, generated.fields, strict=True)
        return
    for i, j in matches(_keys(base.tokens), _keys(generated.tokens)):
        before, after = base.tokens[i].field, generated.tokens[j].field
        if before is not None and after is not None:
            yield before, after
