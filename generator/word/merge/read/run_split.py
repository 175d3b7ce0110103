"""Words cut in two, runs cut so that each word has its own, and joined again.

Source: ECMA-376 part 1, 17.3.2 (runs).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from copy import deepcopy
from itertools import pairwise

from lxml import etree

from generator.word.merge.read.tokens import Part, Token
from generator.word.opc.names import PPR, RPR, RUN, SDTPR, SPACE, T, qn


class _Pieces:
    """What became of the text of a run: its pieces, and where in it each begins."""

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.runs: list[etree._Element] = []

    def at(self, place: int) -> etree._Element:
        """Return the piece that holds the letter at a place of the old text."""
        return self.runs[max(bisect_right(self.starts, place) - 1, 0)]


def split(found: list[Token], changing: Iterable[slice] | None = None) -> None:
    """Give tokens runs of their own, in place; what is no token stays where it is.

    `changing`: the stretches that are to be changed. Only their tokens and the nearest on both sides are then
    cut out; the others share the runs between.
    """
    alone = range(len(found)) if changing is None else {n for each in changing for n in _near(each)}
    cuts: dict[etree._Element, list[int]] = {}
    runs: dict[etree._Element, None] = {}
    for n, token in enumerate(found):
        for run, child, start, end in token.parts:
            if run.tag == RUN:
                runs[run] = None
            if child is not None and child.tag == T and n in alone:
                cuts.setdefault(child, []).extend((start, end))
    made: dict[etree._Element, _Pieces] = {}
    for run in runs:
        _split_run(run, cuts, made)
    for token in found:
        token.elements = [
            run if child is None else made[child].at(start) for run, child, start, _end in token.parts
        ]


def _near(stretch: slice) -> range:
    return range(stretch.start - 1, stretch.stop + 1)


def _split_run(
    run: etree._Element, cuts: dict[etree._Element, list[int]], made: dict[etree._Element, _Pieces]
) -> None:
    properties = run.find(RPR)
    for child in [child for child in run if child.tag != RPR]:
        text = child.text or ""
        bounds = sorted({0, len(text), *cuts.get(child, ())}) if child.tag == T else [0, 0]
        pieces = made[child] = _Pieces()
        for start, end in pairwise(bounds if len(bounds) > 1 else [0, 0]):
            piece = etree.Element(RUN)
            piece.attrib.update(run.attrib)
            if properties is not None:
                piece.append(deepcopy(properties))
            if child.tag == T:
                stretch = etree.SubElement(piece, T, {SPACE: "preserve"})
                stretch.text = text[start:end]
            else:
                piece.append(child)
            run.addprevious(piece)
            pieces.starts.append(start)
            pieces.runs.append(piece)
    parent = run.getparent()
    if parent is not None:
        parent.remove(run)


def divided(found: Iterable[Token], at: int) -> list[Token]:
    """Return the tokens, the word around a place of their text cut in two there."""
    result: list[Token] = []
    place = 0
    for token in found:
        result += _divided(token, at - place) if 0 < at - place < len(token.text) else [token]
        place += len(token.text)
    return result


def _divided(token: Token, at: int) -> list[Token]:
    parts: tuple[list[Part], list[Part]] = ([], [])
    cut = at
    for run, child, start, end in token.parts:
        middle = min(max(start + at, start), end)
        at -= end - start
        parts[0].extend([(run, child, start, middle)] if start < middle else [])
        parts[1].extend([(run, child, middle, end)] if middle < end else [])
    texts = (token.text[:cut], token.text[cut:])
    keys = [(text, *token.key[1:]) if isinstance(token.key, tuple) else text for text in texts]
    return [
        Token(key, key, text, side, token.link) for key, text, side in zip(keys, texts, parts, strict=True)
    ]


def join(holder: etree._Element) -> None:
    """Bring neighbouring runs with the same run properties together again, in place."""
    previous: etree._Element | None = None
    for child in list(holder):
        if child.tag != RUN:
            if child.tag not in {PPR, SDTPR}:
                join(child)
            previous = None
        elif previous is not None and _same_properties(previous, child):
            for part in [part for part in child if part.tag != RPR]:
                _append(previous, part)
            holder.remove(child)
        else:
            previous = child


def _append(run: etree._Element, part: etree._Element) -> None:
    last = run[-1] if len(run) else None
    if last is not None and last.tag == part.tag:
        last.text = (last.text or "") + (part.text or "")
        last.set(SPACE, "preserve")
    else:
        run.append(part)


_JOINED = frozenset([T, qn("w:delText")])


def _same_properties(a: etree._Element, b: etree._Element) -> bool:
    kinds = {part.tag for run in (a, b) for part in run if part.tag != RPR}
    if len(kinds) != 1 or not kinds <= _JOINED:
        return False
    properties = [run.find(RPR) for run in (a, b)]
    return properties == [None, None] or (
        properties[0] is not None
        and properties[1] is not None
        and etree.tostring(properties[0]) == etree.tostring(properties[1])
    )
