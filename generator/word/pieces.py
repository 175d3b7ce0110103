"""Runs cut so that each word has its own, and joined again. Source: ECMA-376 part 1, 17.3.2 (runs)."""

from __future__ import annotations

from copy import deepcopy
from itertools import pairwise

from lxml import etree

from generator.word.names import PPR, RPR, RUN, SDTPR, SPACE, T, qn
from generator.word.tokens import Token


def split(found: list[Token]) -> None:
    """Give each token runs of its own, in place; what is no token stays where it is."""
    cuts: dict[etree._Element, list[int]] = {}
    runs: dict[etree._Element, None] = {}
    for token in found:
        for run, child, start, end in token.parts:
            if run.tag == RUN:
                runs[run] = None
            if child is not None and child.tag == T:
                cuts.setdefault(child, []).extend((start, end))
    made: dict[tuple[etree._Element, int], etree._Element] = {}
    for run in runs:
        _split_run(run, cuts, made)
    for token in found:
        token.elements = [
            run if child is None else made[child, start] for run, child, start, _end in token.parts
        ]


def _split_run(
    run: etree._Element,
    cuts: dict[etree._Element, list[int]],
    made: dict[tuple[etree._Element, int], etree._Element],
) -> None:
    look = run.find(RPR)
    for child in [child for child in run if child.tag != RPR]:
        text = child.text or ""
        bounds = sorted({0, len(text), *cuts.get(child, ())}) if child.tag == T else [0, 0]
        for start, end in pairwise(bounds if len(bounds) > 1 else [0, 0]):
            piece = etree.Element(RUN)
            piece.attrib.update(run.attrib)
            if look is not None:
                piece.append(deepcopy(look))
            if child.tag == T:
                stretch = etree.SubElement(piece, T, {SPACE: "preserve"})
                stretch.text = text[start:end]
            else:
                piece.append(child)
            run.addprevious(piece)
            made[child, start] = piece
    parent = run.getparent()
    if parent is not None:
        parent.remove(run)


def join(holder: etree._Element) -> None:
    """Bring neighbouring runs of one look together again, in place."""
    previous: etree._Element | None = None
    for child in list(holder):
        if child.tag != RUN:
            if child.tag not in {PPR, SDTPR}:
                join(child)
            previous = None
        elif previous is not None and _alike(previous, child):
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


def _alike(a: etree._Element, b: etree._Element) -> bool:
    kinds = {part.tag for run in (a, b) for part in run if part.tag != RPR}
    if len(kinds) != 1 or not kinds <= _JOINED:
        return False
    looks = [run.find(RPR) for run in (a, b)]
    return looks == [None, None] or (
        looks[0] is not None and looks[1] is not None and etree.tostring(looks[0]) == etree.tostring(looks[1])
    )
