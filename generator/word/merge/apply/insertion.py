"""Where a block of fresh is put in mine: in the same content control, beside the same neighbour.

A block-level control may carry a hidden bookmark around it (`controls.ANCHOR`) that shares its fate.
Source: ECMA-376 part 1, 17.5.2.29 (block-level controls), 17.13.6 (bookmarks).
"""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from generator.word.merge.apply.control_names import rename, show_placeholder
from generator.word.merge.apply.copying import Carrier
from generator.word.merge.apply.neighbours import (
    MARKS,
    Neighbours,
    anchor_before,
    anchors,
    beside,
    drop_prompt,
    leave,
    list_id,
    open_marks,
)
from generator.word.merge.read.block import Block
from generator.word.merge.read.blocks import Paragraph
from generator.word.opc.names import SDT, SDT_CONTENT, SDTPR, P, qn
from generator.word.revisions.tracked import Marks, remove, unwrap
from generator.word.text.content_control import control_text, showing_placeholder

_START, _END = qn("w:bookmarkStart"), qn("w:bookmarkEnd")
_ID, _NAME = qn("w:id"), qn("w:name")
_REFERENCES = [qn(f"w:{name}") for name in "commentReference footnoteReference endnoteReference".split()]


class Places:
    """Knows which control of mine is which of fresh, and puts and removes blocks of one story."""

    def __init__(self, carrier: Carrier, marks: Marks) -> None:
        self.carrier, self.marks = carrier, marks
        self._of_fresh: dict[etree._Element, etree._Element] = {}
        self._bookmarks: dict[str, etree._Element] = {}
        self._anchors = anchors(carrier.mine.root)
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
        number, ours_number = list_id(fresh.element), list_id(mine.element)
        kinds = [block.form[1] for block in (mine, fresh) if isinstance(block, Paragraph)]
        if number and ours_number and kinds[:1] == kinds[1:]:
            self.carrier.lists.setdefault(number, ours_number)

    def follow(self, base: Block, fresh: Block, mine: Block | None) -> None:
        """Learn what the bookmark around a control of base is called in fresh."""
        for before, after in zip(base.controls, fresh.controls, strict=False):
            old, new = anchor_before(before), anchor_before(after)
            if old is not None and new is not None and mine is not None:
                self._bookmarks.setdefault(old.get(_NAME, ""), new)

    def bring(self, fresh: Block) -> None:
        """Take note that a block of fresh comes whole."""
        for mark in fresh.element.iter(_START):
            self._brought.add(mark.get(_NAME, ""))

    def put(
        self,
        new: list[etree._Element],
        fresh: Block,
        holder: etree._Element,
        near: Neighbours,
        *,
        sticks: bool,
    ) -> None:
        """Put the elements of a block between two neighbours, in the control that fresh has them in."""
        self._place(new, fresh, holder, near, sticks=sticks)
        self._widen(new, fresh)

    def _widen(self, new: list[etree._Element], fresh: Block) -> None:
        """Let the bookmark of a long text that ends just before a new paragraph of it end after that.

        Where LibreOffice 7.4 has dropped the control, the bookmark alone says what belongs to the text.
        """
        anchor = anchor_before(fresh.controls[-1]) if fresh.controls else None
        if anchor is None:
            return
        _starts, ends = self._anchors.get(anchor.get(_NAME, ""), ([], []))
        for end in ends:
            if end.getparent() is new[0].getprevious() and new[-1].tag == P:
                new[-1].append(end)

    def _place(
        self,
        new: list[etree._Element],
        fresh: Block,
        holder: etree._Element,
        near: Neighbours,
        *,
        sticks: bool,
    ) -> None:
        if sticks and near.before is not None:
            ours = self._of_fresh.get(fresh.controls[-1])
            if ours is None or any(above is ours for above in near.before.iterancestors()):
                for element in reversed(new):
                    near.before.addnext(element)
                return
        target, missing = self._target(fresh, holder)
        for control in missing:
            elements, content = self._shell(control)
            beside(target, elements, near)
            target, near = content, Neighbours()
        beside(target, new, near)

    def _target(self, fresh: Block, holder: etree._Element) -> tuple[etree._Element, list[etree._Element]]:
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
        anchor = anchor_before(control)
        if anchor is None:
            return [shell], content
        self._brought.add(anchor.get(_NAME, ""))
        end = etree.Element(_END, {_ID: anchor.get(_ID, "")})
        return [deepcopy(anchor), shell, end], content

    @staticmethod
    def lift(element: etree._Element) -> None:
        """Take a block out in order to put it elsewhere; a control left empty goes."""
        leave(element)

    @staticmethod
    def remove(element: etree._Element) -> None:
        """Take a block away; ranges that begin or end in it and not both stay."""
        for mark in open_marks(element):
            element.addprevious(mark)
        leave(element)

    @staticmethod
    def strip(copy: etree._Element) -> None:
        """Take from a second copy of a block what a document can have only once."""
        for mark in list(copy.iter(*MARKS, *_REFERENCES)):
            parent = mark.getparent()
            remove(mark)
            if parent is not None and parent.tag == qn("w:r") and not len(parent):
                remove(parent)
        for control in list(copy.iter(SDT)):
            (remove if showing_placeholder(control) else unwrap)(control)

    def finish(self, known: set[str]) -> None:
        """Give the controls and bookmarks of mine the names that fresh has; what has no data behind it goes.

        `known`: the slots that base has; a control with another is a person's own.
        """
        for theirs, ours in self._of_fresh.items():
            rename(ours, theirs)
            same = control_text(ours) == control_text(theirs)
            both = same or (showing_placeholder(ours) and showing_placeholder(theirs))
            show_placeholder(ours, theirs if both else None)
            if not both and showing_placeholder(theirs):
                drop_prompt(ours, control_text(theirs))
        for control in self._controls:
            inside = (
                control.getparent() is not None and control.getroottree().getroot() is self.carrier.mine.root
            )
            stale = inside and control not in self._alive and self._is_block(control)
            slot = self.carrier.mine.slots.slot(control)
            if stale and slot and slot in known:
                unwrap(control)
        for name, (starts, ends) in self._anchors.items():
            new = self._bookmarks.get(name)
            if new is None or new.get(_NAME, "") in self._brought:
                for mark in (*starts, *ends):
                    remove(mark)
            else:
                for start in starts:
                    start.set(_NAME, new.get(_NAME, ""))
                for mark in (*starts, *ends):  # another with the old number may have come
                    mark.set(_ID, new.get(_ID, ""))

    def _is_block(self, control: etree._Element) -> bool:
        parent = control.getparent()
        return parent is not None and control.find(f"{SDT_CONTENT}/{qn('w:p')}") is not None
