"""What only a draft says, where a hand has written in it: a final leaves it out, and the hand's words stay.

A mark in a text ("Utkast"), or a whole paragraph: a note, help for a question, a count of characters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from generator.word.merge.apply.copying import Carrier
from generator.word.merge.apply.replace_words import Text
from generator.word.merge.match.sequence import Chunk, matches
from generator.word.merge.read.blocks import Paragraph
from generator.word.merge.read.run_split import join, split
from generator.word.merge.read.tokens import Part, Token
from generator.word.opc.names import T
from generator.word.revisions.elements import marks_by_users, tracked_by_others
from generator.word.revisions.tracked import Marks, clean


def written_in(base: object, mine: object) -> bool:
    """Say whether a hand has written in a paragraph of the layout's own that a final has not.

    One that was only moved is as it was, and what is tracked or commented has to be settled first.
    """
    if not isinstance(base, Paragraph) or not isinstance(mine, Paragraph) or base.path or base.fields:
        return False
    unsettled = tracked_by_others(mine.element) or any(
        kind == "comment" for kind, _ in marks_by_users(mine.element)
    )
    return mine.words() != base.words() and not unsettled


def leave_own_words(base: Paragraph, mine: Paragraph, carrier: Carrier, marks: Marks) -> bool:
    """Take base's words out of a paragraph of mine; return whether a hand has left anything there."""
    found = mine.tokens
    split(found)
    known = {j for _i, j in matches([t.key for t in base.tokens], [t.key for t in found])}
    text = Text(mine.element, found, carrier, marks)
    for j in sorted(known, reverse=True):
        text.replace(slice(j, j + 1), [], track=False)
    clean(mine.element)
    join(mine.element)
    return any(j not in known and not token.text.isspace() for j, token in enumerate(found))


def apart(
    base: Sequence[Token], mine: Sequence[Token], fresh: Sequence[Token], chunks: Sequence[Chunk]
) -> tuple[list[Token], list[Chunk]]:
    """Return mine's tokens and the stretches, cut where what fresh leaves out stands among a hand's words.

    "Utkast" that has become "Utkast 2" is no conflict with a final document, which has no "Utkast".
    """
    tokens: list[Token] = []
    result: list[Chunk] = []
    for chunk in chunks:
        for of_base, of_mine, of_fresh in _parts(base, mine, fresh, chunk):
            place = slice(len(tokens), len(tokens) + len(of_mine))
            result.append(Chunk(of_base, place, of_fresh, stable=chunk.stable))
            tokens += of_mine
    return tokens, result


_Part = tuple[slice, Sequence[Token], slice]


def _parts(base: Sequence[Token], mine: Sequence[Token], fresh: Sequence[Token], chunk: Chunk) -> list[_Part]:
    """Return a stretch as it is, or cut in what stands before the words left out, those, and the rest."""
    found, (b, f) = mine[chunk.mine], (chunk.base, chunk.fresh)
    start, stop = (0, 0) if chunk.stable else _left_out(base[b], fresh[f])
    three = _around(base[b][start:stop], found) if start < stop else None
    if three is None:
        return [(b, found, f)]
    middle = f.start + start
    return [
        (slice(b.start, b.start + start), three[0], slice(f.start, middle)),
        (slice(b.start + start, b.start + stop), three[1], slice(middle, middle)),
        (slice(b.start + stop, b.stop), three[2], slice(middle, f.stop)),
    ]


def _left_out(base: Sequence[Token], fresh: Sequence[Token]) -> tuple[int, int]:
    """Return the stretch of base without which it is fresh; nothing when they differ otherwise."""
    start = _alike(base, fresh)
    stop = len(base) - _alike(base[start:][::-1], fresh[start:][::-1])
    return (start, stop) if start + len(base) - stop == len(fresh) else (0, 0)


def _alike(one: Sequence[Token], other: Sequence[Token]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0].key == pair[1].key, zip(one, other, strict=False)))


def _around(gone: Sequence[Token], mine: Sequence[Token]) -> tuple[list[Token], ...] | None:
    """Return mine's tokens before the words that go, those, and the ones after; None when not just there.

    A mark holds no figure: of an amount no part may go.
    """
    words, text = "".join(token.text for token in gone), "".join(token.text for token in mine)
    words = words if words in text else words.strip()
    if (
        not words.strip()
        or any(map(str.isdigit, words))
        or text.count(words) != 1
        or words == text
        or any(token.field for token in mine)
    ):
        return None
    at = text.index(words)
    bounds = pairwise((0, at, at + len(words), len(text)))
    return tuple(list(_between(mine, start, stop)) for start, stop in bounds)


def _between(tokens: Sequence[Token], start: int, stop: int) -> Iterator[Token]:
    place = 0
    for token in tokens:
        first, last = max(start - place, 0), min(stop - place, len(token.text))
        if first < last:
            yield _cut(token, first, last)
        place += len(token.text)


def _cut(token: Token, first: int, last: int) -> Token:
    if (first, last) == (0, len(token.text)):
        return token
    text = token.text[first:last]
    key = (text, *token.key[1:]) if isinstance(token.key, tuple) else text
    return replace(
        token, key=key, full=key, text=text, parts=list(_places(token.parts, first, last)), elements=[]
    )


def _places(parts: Sequence[Part], first: int, last: int) -> Iterator[Part]:
    place = 0
    for run, child, start, end in parts:
        length = end - start if child is not None and child.tag == T else 1
        low, high = max(first - place, 0), min(last - place, length)
        if low < high:
            yield (run, child, start + low, start + high) if length > 1 or end else (run, child, start, end)
        place += length
