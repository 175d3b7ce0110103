"""Other people's tracked changes rejected: a proposal is nobody's text until it is accepted.

Source: ECMA-376 part 1, 17.13.5: .14 and .18 (runs), .15 and .20 (paragraph marks), .13 and .16 (rows),
.6 (controls), .29 (paragraph properties).
"""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from generator.word.opc.names import PPR, RPR, RUN, SDT, TBL, TC, TR, TRPR, P, W, qn
from generator.word.revisions.elements import AUTHOR, TRACKED, tracked_by_others
from generator.word.revisions.tracked import DEL, INS, RANGE, TEXT, remove, rename_children, unwrap

_AUTHOR = qn("w:author")
_ASIDE = "urn:ansokan:aside"
"""The namespace in which changes of ours wait while those of others are rejected."""
_MARK_HOLDERS = frozenset([RPR, TRPR])
_MOVED_FROM, _MOVED_TO = qn("w:moveFrom"), qn("w:moveTo")


def without_proposals(root: etree._Element) -> etree._Element:
    """Return the story without what other people propose in tracked changes; itself when there is nothing."""
    if not tracked_by_others(root):
        return root
    copy = deepcopy(root)
    own = [mark for mark in copy.iter(*TRACKED) if mark.get(_AUTHOR) == AUTHOR]
    for mark in own:
        mark.tag = mark.tag.replace(W, _ASIDE)
    _reject(copy)
    for mark in own:
        mark.tag = mark.tag.replace(_ASIDE, W)
    return copy


def _reject(root: etree._Element) -> None:
    for row in list(root.iter(TR)):
        if row.find(f"{TRPR}/{INS}") is not None:
            remove(row)
    for table in list(root.iter(TBL)):
        if next(table.iter(TR), None) is None:
            remove(table)
    for start in list(root.iter(RANGE["Start"])):
        control = start.getnext()
        if control is not None and control.tag == SDT:
            unwrap(control)
    _restore_properties(root)
    _reject_text(root)
    _join_paragraphs(root)
    for mark in list(root.iter(*TRACKED)):
        remove(mark)


def _restore_properties(root: etree._Element) -> None:
    """Give paragraphs the properties that they had before a change of them."""
    for change in list(root.iter(qn("w:pPrChange"))):
        properties, old = change.getparent(), change.find(PPR)
        if properties is None or old is None:
            continue
        of_mark = properties.find(RPR)
        for child in list(properties):
            properties.remove(child)
        properties.extend(list(old))
        if of_mark is not None:
            properties.append(of_mark)


def _reject_text(root: etree._Element) -> None:
    for change in list(root.iter(INS, _MOVED_TO, DEL, _MOVED_FROM)):
        parent = change.getparent()
        if parent is None or parent.tag in _MARK_HOLDERS:
            continue
        if change.tag in {INS, _MOVED_TO}:
            remove(change)
        else:
            for run in change.iter(RUN):
                rename_children(run, {new: old for old, new in TEXT.items()})
            unwrap(change)


def _join_paragraphs(root: etree._Element) -> None:
    """Join each paragraph whose mark was inserted with the one that follows it (17.13.5.15)."""
    for paragraph in list(root.iter(P)):
        if paragraph.find(f"{PPR}/{RPR}/{INS}") is None:
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
