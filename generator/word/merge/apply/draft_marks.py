"""What only a draft says, where people have written in it: a final leaves it out, and their own words stay.

A mark in a text ("Utkast"), or a whole paragraph: a note, help for a question, a count of characters.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise, takewhile

from generator.word.merge.apply.copying import Copier
from generator.word.merge.apply.replace_words import TextEditor
from generator.word.merge.match.sequence import Chunk, matches
from generator.word.merge.read.paragraph import Paragraph
from generator.word.merge.read.run_split import divided, join, split
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


def only_leaves_out(base: object, generated: object) -> bool:
    """Say whether a final's paragraph is the draft's but for one stretch of words, which only a draft has."""
    if not isinstance(base, Paragraph) or not isinstance(generated, Paragraph):
        return False
    return _left_out(base.tokens, generated.tokens) != (0, 0)


def remove_base_words(base: Paragraph, edited: Paragraph, copier: Copier, marks: Marks) -> bool:
    """Take base's words out of an edited paragraph, and the blanks with which it would then begin.

    Return whether people have left anything there.
    """
    found = edited.tokens
    split(found)
    known = {j for _i, j in matches([t.open_key for t in base.tokens], [t.open_key for t in found])}
    before = takewhile(lambda j: j in known or found[j].text.isspace(), range(len(found)))
    text = TextEditor(edited.element, found, copier, marks)
    for j in sorted(known.union(before), reverse=True):
        text.replace(slice(j, j + 1), [], track=False)
    clean(edited.element)
    join(edited.element)
    return any(j not in known and not token.text.isspace() for j, token in enumerate(found))


def separated(
    base: Tokens, edited: Tokens, generated: Tokens, chunks: Sequence[Chunk]
) -> tuple[list[Token], list[Chunk]]:
    """Return edited and the stretches, cut where what generated leaves out stands among people's own words.

    "Utkast" that has become "Utkast 2" is no conflict with a final document, which has no "Utkast".
    """
    words: list[Token] = []
    found: list[Chunk] = []
    for chunk in chunks:
        b, g = chunk.base, chunk.generated
        start, stop = (0, 0) if chunk.stable else _left_out(base[b], generated[g])
        own, first, last = _with_mark_apart(base[b][start:stop], edited[chunk.edited])
        at = len(words)
        words += own
        if first == last:
            found.append(Chunk(b, slice(at, len(words)), g, chunk.stable))
            continue
        cuts = [
            (b.start, at, g.start),
            (b.start + start, at + first, g.start + start),
            (b.start + stop, at + last, g.start + start),
            (b.stop, len(words), g.stop),
        ]
        found += [
            Chunk(slice(b0, b1), slice(e0, e1), slice(g0, g1))
            for (b0, e0, g0), (b1, e1, g1) in pairwise(cuts)
        ]
    return words, found


def _left_out(base: Tokens, generated: Tokens) -> tuple[int, int]:
    """Return the stretch of base without which it is generated; nothing when they differ otherwise."""
    start = _common(base, generated)
    stop = len(base) - _common(base[start:][::-1], generated[start:][::-1])
    return (start, stop) if start + len(base) - stop == len(generated) else (0, 0)


def _common(one: Tokens, other: Tokens) -> int:
    same = takewhile(lambda pair: pair[0].open_key == pair[1].open_key, zip(one, other, strict=False))
    return sum(1 for _ in same)


def _with_mark_apart(gone: Tokens, edited: Tokens) -> tuple[list[Token], int, int]:
    """Return edited, and where the words that go stand in it: nowhere when they do not, or not just once.

    A mark holds no figure: of an amount no part may go.
    """
    words, text = "".join(token.text for token in gone), "".join(token.text for token in edited)
    words = words if words in text else words.strip()
    unsure = any(map(str.isdigit, words)) or text.count(words) != 1 or any(token.field for token in edited)
    if not words.strip() or words == text or unsure:
        return list(edited), 0, 0
    start = text.index(words)
    stop = start + len(words)
    own = divided(divided(edited, start), stop)
    ends = list(accumulate((len(token.text) for token in own), initial=0))
    return own, ends.index(start), ends.index(stop)
