"""Tracked changes rejected or accepted: a proposal is nobody's text until it is accepted.

Source: ECMA-376 part 1, 17.13.5: .14 and .18 (runs), .15 and .20 (paragraph marks), .13 and .16 (rows),
.2 (cells), .5 and .6 (controls), .29 (paragraph properties).
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from copy import deepcopy

from lxml import etree

from generator.word.opc.names import PPR, RPR, RUN, SDT, TBL, TC, TR, TRPR, P, W, qn
from generator.word.opc.package import Package
from generator.word.revisions.elements import AUTHOR, TRACKED, tracked_by_others
from generator.word.revisions.tracked import DEL, INS, RANGE, TEXT, remove, rename_children, unwrap

_AUTHOR, _NUMBER = qn("w:author"), qn("w:id")
_ASIDE = "urn:ansokan:aside"
"""The namespace in which changes of ours wait while those of others are rejected."""
_MARK_HOLDERS = frozenset([RPR, TRPR])
_INSERTED, _DELETED = (INS, qn("w:moveTo")), (DEL, qn("w:moveFrom"))
_CELL_DELETED = qn("w:cellDel")
_CONTROLS_DELETED = [qn(f"w:customXml{name}RangeStart") for name in ("Del", "MoveFrom")]


def without_proposals(root: etree._Element) -> etree._Element:
    """Return the story without what other people propose in tracked changes; itself when there is nothing."""
    return _resolved(root, _reject)


def with_proposals(root: etree._Element) -> etree._Element:
    """Return the story with what other people propose in it as text; itself when there is nothing."""
    return _resolved(root, _accept)


def accept_proposals(package: Package) -> bool:
    """Let what other people propose in a document be its text, in place; say whether there was anything."""
    found = False
    for part in package.stories():
        root = package.tree(part)
        if (accepted := with_proposals(root)) is not root:
            package.put(part, accepted)
            found = True
    return found


def _resolved(root: etree._Element, resolve: Callable[[etree._Element], None]) -> etree._Element:
    if not tracked_by_others(root):
        return root
    copy = deepcopy(root)
    _aside(copy, lambda author: author == AUTHOR, resolve)
    return copy


def settled(root: etree._Element, accepted: Collection[str]) -> etree._Element:
    """Return the story with no tracked change left: those of these authors accepted, all others rejected."""
    copy = deepcopy(root)
    _aside(copy, lambda author: author in accepted, _reject)
    _accept(copy)
    return copy


def _aside(
    root: etree._Element, waits: Callable[[str], bool], resolve: Callable[[etree._Element], None]
) -> None:
    """Resolve the changes in a story, but for those of the authors that wait."""
    waiting = [mark for mark in root.iter(*TRACKED) if waits(_author_of(mark))]
    for mark in waiting:
        mark.tag = mark.tag.replace(W, _ASIDE)
    resolve(root)
    for mark in waiting:
        mark.tag = mark.tag.replace(_ASIDE, W)


def _author_of(mark: etree._Element) -> str:
    """Return the author of a change; of the end of a range, that of its beginning."""
    if mark.tag.endswith("RangeEnd"):
        start = mark.tag.removesuffix("End") + "Start"
        for each in mark.getroottree().getroot().iter(start):
            if each.get(_NUMBER) == mark.get(_NUMBER):
                return str(each.get(_AUTHOR, ""))
    return str(mark.get(_AUTHOR, ""))


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
    _resolve_text(root, gone=_INSERTED)
    _join_paragraphs(root, _INSERTED)
    for mark in list(root.iter(*TRACKED)):
        remove(mark)


def _accept(root: etree._Element) -> None:
    for row in list(root.iter(TR)):
        if row.find(f"{TRPR}/{DEL}") is not None:
            remove(row)
    for cell in [mark.getparent() for mark in root.iter(_CELL_DELETED)]:
        if cell is not None and (holder := cell.getparent()) is not None:
            remove(holder)
    for table in list(root.iter(TBL)):
        if next(table.iter(TC), None) is None:
            remove(table)
    for start in list(root.iter(*_CONTROLS_DELETED)):
        control = start.getnext()
        if control is not None and control.tag == SDT:
            unwrap(control)
    _resolve_text(root, gone=_DELETED)
    _join_paragraphs(root, _DELETED)
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


def _resolve_text(root: etree._Element, gone: Collection[str]) -> None:
    """Take changes of these kinds away with their text; the text of the other kind stays."""
    for change in list(root.iter(*_INSERTED, *_DELETED)):
        parent = change.getparent()
        if parent is None or parent.tag in _MARK_HOLDERS:
            continue
        if change.tag in gone:
            remove(change)
            continue
        for run in change.iter(RUN) if change.tag in _DELETED else ():
            rename_children(run, {new: old for old, new in TEXT.items()})
        unwrap(change)


def _join_paragraphs(root: etree._Element, gone: Collection[str]) -> None:
    """Join each paragraph whose mark goes with the one that follows it (17.13.5.15)."""
    for paragraph in list(root.iter(P)):
        if all(paragraph.find(f"{PPR}/{RPR}/{kind}") is None for kind in gone):
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
