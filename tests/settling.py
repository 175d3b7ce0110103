"""All tracked changes of a story accepted or rejected at once, as Word does it.

Source: ECMA-376 part 1, 17.13.5: .14 and .18 (runs), .15 and .20 (paragraph marks), .13 and .16 (rows),
.6 (controls), .29 (paragraph properties).
"""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from generator.word.opc.names import PPR, RPR, RUN, SDT, TBL, TC, TR, TRPR, P, qn
from generator.word.revisions.elements import TRACKED
from generator.word.revisions.tracked import DEL, INS, RANGE, TEXT, remove, rename_children, unwrap


def settle(root: etree._Element, *, accept: bool) -> etree._Element:
    """Return a copy in which every tracked change is accepted, or rejected."""
    copy = deepcopy(root)
    _settle(copy, accept=accept)
    return copy


def _settle(copy: etree._Element, *, accept: bool) -> None:
    taken, kept = (DEL, INS) if accept else (INS, DEL)
    moved = (qn("w:moveFrom"), qn("w:moveTo"))
    taken_move, kept_move = moved if accept else moved[::-1]
    for row in list(copy.iter(TR)):
        if row.find(f"{TRPR}/{taken}") is not None:
            remove(row)
    for table in list(copy.iter(TBL)):
        if next(table.iter(TR), None) is None:
            remove(table)
    if not accept:
        _reject_controls(copy)
        _reject_forms(copy)
    _settle_text(copy, {taken, taken_move}, {kept, kept_move})
    _settle_paragraphs(copy, taken)
    for mark in list(copy.iter(*TRACKED)):
        remove(mark)


_MARK_HOLDERS = frozenset([RPR, TRPR])


def _settle_text(root: etree._Element, taken: set[str], kept: set[str]) -> None:
    for change in list(root.iter(*taken, *kept)):
        parent = change.getparent()
        if parent is None or parent.tag in _MARK_HOLDERS:
            continue
        if change.tag in taken:
            remove(change)
        else:
            for run in change.iter(RUN):
                rename_children(run, {new: old for old, new in TEXT.items()})
            unwrap(change)


def _settle_paragraphs(root: etree._Element, taken: str) -> None:
    """Join each paragraph whose mark goes with the one that follows it (17.13.5.15)."""
    for paragraph in list(root.iter(P)):
        if paragraph.find(f"{PPR}/{RPR}/{taken}") is None:
            continue
        rest = [child for child in paragraph if child.tag != PPR]
        following = next((other for other in paragraph.itersiblings() if other.tag in {P, TBL}), None)
        if following is not None and following.tag == P:
            start = 1 if following.find(PPR) is not None else 0
            for n, child in enumerate(rest):
                following.insert(start + n, child)
            remove(paragraph)
        elif not any(child.tag in {RUN, SDT} for child in rest) and not _needed(paragraph):
            remove(paragraph)


def _needed(paragraph: etree._Element) -> bool:
    parent, before = paragraph.getparent(), paragraph.getprevious()
    last = parent is not None and parent.tag == TC and parent[-1] is paragraph
    return last and (before is None or before.tag != P)


def _reject_controls(root: etree._Element) -> None:
    for start in list(root.iter(RANGE["Start"])):
        control = start.getnext()
        if control is not None and control.tag == SDT:
            unwrap(control)


def _reject_forms(root: etree._Element) -> None:
    for change in list(root.iter(qn("w:pPrChange"))):
        properties, old = change.getparent(), change.find(PPR)
        if properties is None or old is None:
            continue
        look = properties.find(RPR)
        for child in list(properties):
            properties.remove(child)
        properties.extend(list(old))
        if look is not None:
            properties.append(look)
