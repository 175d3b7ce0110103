"""Where a block of fresh is put in mine: in the same content control, beside the same neighbour.

A block-level control may carry a hidden bookmark around it (`controls.ANCHOR`) that shares its fate.
Source: ECMA-376 part 1, 17.5.2.29 (block-level controls), 17.13.6 (bookmarks).
"""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from generator.word.blocks import Block
from generator.word.carry import Carrier
from generator.word.controls import ANCHOR, control_text
from generator.word.fields import rename, show_placeholder
from generator.word.names import SDT, SDT_CONTENT, SDTPR, qn
from generator.word.revisions import Marks, remove, unwrap
from generator.word.story import name_in

_START, _END = qn("w:bookmarkStart"), qn("w:bookmarkEnd")
_ID, _NAME = qn("w:id"), qn("w:name")
_SECTION = qn("w:sectPr")
_ENDS = frozenset([_END, qn("w:commentRangeEnd"), qn("w:permEnd")])
_BEGINNINGS = frozenset([_START, qn("w:commentRangeStart"), qn("w:permStart")])
_MARKS = [*_ENDS, *_BEGINNINGS]
_REFERENCES = [qn(f"w:{name}") for name in "commentReference footnoteReference endnoteReference".split()]


class Places:
    """Knows which control of mine is which of fresh, and puts and removes blocks of one story."""

    def __init__(self, carrier: Carrier, marks: Marks) -> None:
        self.carrier, self.marks = carrier, marks
        self._of_fresh: dict[etree._Element, etree._Element] = {}
        self._bookmarks: dict[str, str] = {}
        self._anchors = _anchors(carrier.mine.root)
        self._controls = [c for c in carrier.mine.root.iter(SDT) if c.find(f"{SDT_CONTENT}") is not None]
        self._alive: set[etree._Element] = set()
        self._brought: set[str] = set()

    def pair(self, mine: Block, fresh: Block) -> None:
        """Learn from a block that both have which control around it is which, and which list."""
        slots = self.carrier.mine.slots
        for ours, theirs in zip(mine.controls, fresh.controls, strict=False):
            if slots.slot(ours) == slots.slot(theirs) and ours not in self._alive:
                self._alive.add(ours)
                self._of_fresh.setdefault(theirs, ours)
        number, ours_number = _list_id(fresh.element), _list_id(mine.element)
        if number and ours_number:
            self.carrier.lists.setdefault(number, ours_number)

    def follow(self, base: Block, fresh: Block, mine: Block | None) -> None:
        """Learn what the bookmark around a control of base is called in fresh."""
        for before, after in zip(base.controls, fresh.controls, strict=False):
            old, new = _anchor_before(before), _anchor_before(after)
            if old is not None and new is not None and mine is not None:
                self._bookmarks.setdefault(old.get(_NAME, ""), new.get(_NAME, ""))

    def bring(self, fresh: Block) -> None:
        """Take note that a block of fresh comes whole."""
        for mark in fresh.element.iter(_START):
            self._brought.add(mark.get(_NAME, ""))

    def put(
        self,
        new: list[etree._Element],
        fresh: Block,
        holder: etree._Element,
        before: etree._Element | None,
        after: etree._Element | None,
        *,
        sticks: bool,
    ) -> None:
        """Put the elements of a block between two neighbours, in the control that fresh has them in."""
        if sticks and before is not None:
            ours = self._of_fresh.get(fresh.controls[-1])
            if ours is None or any(above is ours for above in before.iterancestors()):
                for element in reversed(new):
                    before.addnext(element)
                return
        target, missing = self._target(fresh, holder)
        for control in missing:
            elements, content = self._shell(control)
            _beside(target, elements, before, after)
            target, before, after = content, None, None
        _beside(target, new, before, after)

    def _target(
        self, fresh: Block, holder: etree._Element
    ) -> tuple[etree._Element, list[etree._Element]]:
        for n in range(len(fresh.controls), 0, -1):
            ours = self._of_fresh.get(fresh.controls[n - 1])
            content = ours.find(SDT_CONTENT) if ours is not None else None
            if content is not None:
                return content, list(fresh.controls[n:])
        return holder, list(fresh.controls)

    def _shell(self, control: etree._Element) -> tuple[list[etree._Element], etree._Element]:
        """Return an empty copy of a control of fresh, with its bookmark, and its content."""
        shell = etree.Element(SDT)
        properties = control.find(SDTPR)
        if properties is not None:
            shell.append(self.carrier.bring(properties))
        content = etree.SubElement(shell, SDT_CONTENT)
        self._of_fresh[control] = shell
        self._alive.add(shell)
        anchor = _anchor_before(control)
        if anchor is None:
            return [shell], content
        self._brought.add(anchor.get(_NAME, ""))
        end = etree.Element(_END, {_ID: anchor.get(_ID, "")})
        return [deepcopy(anchor), shell, end], content

    @staticmethod
    def lift(element: etree._Element) -> None:
        """Take a block out in order to put it elsewhere; a control left empty goes."""
        _leave(element)

    @staticmethod
    def remove(element: etree._Element) -> None:
        """Take a block away; ranges that begin or end in it and not both stay."""
        for mark in _open_marks(element):
            element.addprevious(mark)
        _leave(element)

    @staticmethod
    def strip(copy: etree._Element) -> None:
        """Take from a second copy of a block what a document can have only once."""
        for mark in list(copy.iter(*_MARKS, *_REFERENCES)):
            parent = mark.getparent()
            remove(mark)
            if parent is not None and parent.tag == qn("w:r") and not len(parent):
                remove(parent)
        for control in list(copy.iter(SDT)):
            unwrap(control)

    def finish(self, known: set[str]) -> None:
        """Give the controls and bookmarks of mine the names that fresh has; what has no data behind it goes.

        `known`: the slots that base has; a control with another is a person's own.
        """
        for theirs, ours in self._of_fresh.items():
            rename(ours, theirs)
            show_placeholder(ours, theirs if control_text(ours) == control_text(theirs) else None)
        for control in self._controls:
            inside = control.getparent() is not None and control.getroottree().getroot() is self.carrier.mine.root
            if inside and control not in self._alive and self._is_block(control):
                if self.carrier.mine.slots.slot(control) in known:
                    unwrap(control)
        for name, (start, ends) in self._anchors.items():
            new = self._bookmarks.get(name)
            if new is None or new in self._brought:
                for mark in (start, *ends):
                    remove(mark)
            else:
                start.set(_NAME, new)

    def _is_block(self, control: etree._Element) -> bool:
        parent = control.getparent()
        return parent is not None and control.find(f"{SDT_CONTENT}/{qn('w:p')}") is not None


def _anchors(root: etree._Element) -> dict[str, tuple[etree._Element, list[etree._Element]]]:
    ends: dict[str, list[etree._Element]] = {}
    for end in root.iter(_END):
        ends.setdefault(end.get(_ID, ""), []).append(end)
    return {
        start.get(_NAME, ""): (start, ends.get(start.get(_ID, ""), []))
        for start in root.iter(_START)
        if start.get(_NAME, "").startswith(ANCHOR)
    }


def _anchor_before(control: etree._Element) -> etree._Element | None:
    mark = control.getprevious()
    while mark is not None and mark.tag in _BEGINNINGS:
        if mark.get(_NAME, "").startswith(ANCHOR):
            return mark
        mark = mark.getprevious()
    return None


def _list_id(element: etree._Element) -> str:
    found = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
    return "" if found is None else str(found.get(qn("w:val"), ""))


def _beside(
    target: etree._Element,
    elements: list[etree._Element],
    before: etree._Element | None,
    after: etree._Element | None,
) -> None:
    """Put elements into `target` after one neighbour or before the other, whichever stands in it."""
    place = _child(target, before)
    if place is not None:
        while (mark := place.getnext()) is not None and mark.tag in _ENDS:
            place = mark
        for element in reversed(elements):
            place.addnext(element)
        return
    place = _child(target, after)
    if place is None:
        place = next((child for child in target if child.tag == _SECTION), None)
    else:
        while (mark := place.getprevious()) is not None and mark.tag in _BEGINNINGS:
            place = mark
    for element in elements:
        target.append(element) if place is None else place.addprevious(element)


def _child(target: etree._Element, element: etree._Element | None) -> etree._Element | None:
    while element is not None and element.getparent() is not target:
        element = element.getparent()
    return element


def _open_marks(element: etree._Element) -> list[etree._Element]:
    marks = [mark for mark in element.iter(*_MARKS) if mark is not element]
    counts: dict[tuple[str, str], int] = {}
    for mark in marks:
        kind = (etree.QName(mark).localname.replace("Start", "").replace("End", ""), mark.get(_ID, ""))
        counts[kind] = counts.get(kind, 0) + 1
    return [
        mark
        for mark in marks
        if counts[etree.QName(mark).localname.replace("Start", "").replace("End", ""), mark.get(_ID, "")] == 1
    ]


def _leave(element: etree._Element) -> None:
    parent = element.getparent()
    remove(element)
    while parent is not None and parent.tag == SDT_CONTENT and not len(parent):
        control = parent.getparent()
        if control is None:
            return
        parent = control.getparent()
        remove(control)
