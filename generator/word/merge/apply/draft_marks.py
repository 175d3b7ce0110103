"""What only a draft says, where people have written in it: a final leaves it out, and their own words stay.

A mark in a text ("Utkast"), or a whole paragraph: a note, help for a question, a count of characters.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise, takewhile

from generator.word.merge.apply.copying import Copier
from generator.word.merge.apply.replace_words import TextEditor
from generator.word.merge.match.sequence import Chunk, matches
from generator.word.merge.read.blocks import Paragraph
from generator.word.merge.read.run_split import join, split
from generator.word.merge.read.tokens import Token
from generator.word.revisions.elements import marks_by_users, tracked_by_others
from generator.word.revisions.tracked import Marks, clean

Tokens = Sequence[Token]


def written_in(base: object, edited: object) -> bool:
    """Say whether people have written in a paragraph of the layout's own that a final has not.

    One that was only moved is as it was, and what is tracked or commented has to be settled first.
    """
    if not isinstance(base, Paragraph) or not isinstance(edited, Paragraph) or base.path or base.fields:
        return False
    unsettled = tracked_by_others(edited.element) or any(
        kind == "comment" for kind, _ in marks_by_users(edited.element)
    )
    return edited.words() != base.words() and not unsettled


def remove_base_words(base: Paragraph, edited: Paragraph, copier: Copier, marks: Marks) -> bool:
    """Take base's words out of an edited paragraph; return whether people have left anything there."""
    found = edited.tokens
    split(found)
    known = {j for _i, j in matches([t.open_key for t in base.tokens], [t.open_key for t in found])}
    text = TextEditor(edited.element, found, copier, marks)
    for j in sorted(known, reverse=True):
        text.replace(slice(j, j + 1), [], track=False)
    clean(edited.element)
    join(edited.element)
    return any(j not in known and not token.text.isspace() for j, token in enumerate(found))


def separated(base: Tokens, edited: Tokens, generated: Tokens, chunks: Sequence[Chunk]) -> list[Chunk]:
    """Return the stretches, cut where what generated leaves out stands among people's own words.

    "Utkast" that has become "Utkast 2" is no conflict with a final document, which has no "Utkast".
    """
    return [part for chunk in chunks for part in _parts(base, edited, generated, chunk)]


def _parts(base: Tokens, edited: Tokens, generated: Tokens, chunk: Chunk) -> list[Chunk]:
    """Return a stretch as it is, or cut in what stands before the words left out, those, and the rest."""
    b, e, g, stable = chunk
    start, stop = (0, 0) if stable else _left_out(base[b], generated[g])
    first, last = _found(base[b][start:stop], edited[e])
    if first == last:
        return [chunk]
    cuts = [
        (b.start, e.start, g.start),
        (b.start + start, e.start + first, g.start + start),
        (b.start + stop, e.start + last, g.start + start),
        (b.stop, e.stop, g.stop),
    ]
    return [
        Chunk(slice(b0, b1), slice(e0, e1), slice(g0, g1)) for (b0, e0, g0), (b1, e1, g1) in pairwise(cuts)
    ]


def _left_out(base: Tokens, generated: Tokens) -> tuple[int, int]:
    """Return the stretch of base without which it is generated; nothing when they differ otherwise."""
    start = _common(base, generated)
    stop = len(base) - _common(base[start:][::-1], generated[start:][::-1])
    return (start, stop) if start + len(base) - stop == len(generated) else (0, 0)


def _common(one: Tokens, other: Tokens) -> int:
    same = takewhile(lambda pair: pair[0].open_key == pair[1].open_key, zip(one, other, strict=False))
    return sum(1 for _ in same)


def _found(gone: Tokens, edited: Tokens) -> tuple[int, int]:
    """Return where the words that go stand among others; nothing when they do not, or not just once.

    A mark holds no figure: of an amount no part may go.
    """
    words, text = "".join(token.text for token in gone), "".join(token.text for token in edited)
    words = words if words in text else words.strip()
    unsure = any(map(str.isdigit, words)) or text.count(words) != 1 or any(token.field for token in edited)
    if not words.strip() or words == text or unsure:
        return 0, 0
    bounds = list(accumulate((len(token.text) for token in edited), initial=0))
    at = text.index(words)
    if at not in bounds or at + len(words) not in bounds:
        return 0, 0
    return bounds.index(at), bounds.index(at + len(words))
