"""Blocks of the generated document put into the edited one: in the same control, beside the same neighbour.

A block-level control may carry a hidden bookmark around it (`content_control.ANCHOR`) that shares its fate.
Source: ECMA-376 part 1, 17.5.2.29 (block-level controls), 17.13.6 (bookmarks).
"""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from generator.word.fields.bookmarks import Bookmark, bookmarks
from generator.word.merge.apply.control_properties import rename, show_placeholder
from generator.word.merge.apply.copying import Copier
from generator.word.merge.apply.neighbours import (
    Neighbours,
    anchor_before,
    drop_prompt,
    insert_between,
    list_id,
)
from generator.word.merge.read.block import Block
from generator.word.merge.read.paragraph import Paragraph
from generator.word.opc.names import SDT, SDT_CONTENT, SDTPR, P, qn
from generator.word.revisions.tracked import remove, unwrap
from generator.word.text.content_control import control_text, showing_placeholder

_START, _END = qn("w:bookmarkStart"), qn("w:bookmarkEnd")
_ID, _NAME = qn("w:id"), qn("w:name")


class BlockInserter:
    """Puts blocks into one story of the edited document, and takes some out.

    It learns which control of the edited document is which of the generated one.
    """

    def __init__(self, copier: Copier) -> None:
        self.copier = copier
        self._edited_control: dict[etree._Element, etree._Element] = {}
        """By the control of the generated document that it answers to."""
        self._bookmarks: dict[str, etree._Element] = {}
        """By its name in base, the beginning of a bookmark in the generated document."""
        self._anchors = bookmarks(copier.edited.root)
        self._controls = [c for c in copier.edited.root.iter(SDT) if c.find(SDT_CONTENT) is not None]
        self._alive: set[etree._Element] = set()
        self._copied_bookmarks: set[str] = set()

    def learn_controls(self, edited: Block, generated: Block) -> None:
        """Learn from a block that both have which control around it is which, and which list."""
        slots = self.copier.edited.slots
        for own, other in zip(edited.controls, generated.controls, strict=False):
            if slots.slot(own) == slots.slot(other) and own not in self._alive:
                self._alive.add(own)
                self._edited_control.setdefault(other, own)
        number, own_number = list_id(generated.element), list_id(edited.element)
        kinds = [block.formatting[1] for block in (edited, generated) if isinstance(block, Paragraph)]
        if number and own_number and kinds[:1] == kinds[1:]:
            self.copier.lists.setdefault(number, own_number)

    def learn_bookmarks(self, base: Block, generated: Block) -> None:
        """Learn what the bookmark around a control of base is called in the generated document."""
        for before, after in zip(base.controls, generated.controls, strict=False):
            old, new = anchor_before(before), anchor_before(after)
            if old is not None and new is not None:
                self._bookmarks.setdefault(old.get(_NAME, ""), new)

    def copy(self, generated: Block) -> list[etree._Element]:
        """Return copies of what a generated block is made of."""
        self._copied_bookmarks.update(mark.get(_NAME, "") for mark in generated.element.iter(_START))
        return [self.copier.copy(element) for element in generated.elements]

    def insert(
        self,
        new: list[etree._Element],
        generated: Block,
        holder: etree._Element,
        near: Neighbours,
        *,
        follows: bool,
    ) -> None:
        """Put the elements of a block between two neighbours, in the control that generated has them in.

        `follows`: the block before it stands in the same control.
        """
        own = self._edited_control.get(generated.controls[-1]) if follows else None
        before = near.before
        if follows and before is not None and (own is None or own in before.iterancestors()):
            for element in reversed(new):
                before.addnext(element)
        else:
            target, missing = self._target(generated, holder)
            for control in missing:
                elements, content = self._shell(control)
                insert_between(target, elements, near)
                target, near = content, Neighbours()
            insert_between(target, new, near)
        self._widen_bookmark(new, generated)

    def _widen_bookmark(self, new: list[etree._Element], generated: Block) -> None:
        """Let the bookmark of a long text that ends just before a new paragraph of it end after that.

        Where LibreOffice 7.4 has dropped the control, the bookmark alone says what belongs to the text.
        """
        anchor = anchor_before(generated.controls[-1]) if generated.controls else None
        if anchor is None:
            return
        for end in self._anchors.get(anchor.get(_NAME, ""), Bookmark([], [])).ends:
            if end.getparent() is new[0].getprevious() and new[-1].tag == P:
                new[-1].append(end)

    def _target(
        self, generated: Block, holder: etree._Element
    ) -> tuple[etree._Element, list[etree._Element]]:
        """Return what is to hold a block, and which controls have to be made in that first."""
        controls = list(generated.controls)
        for n in range(len(controls), 0, -1):
            own = self._edited_control.get(controls[n - 1])
            content = own.find(SDT_CONTENT) if own is not None else None
            if content is not None:
                return content, controls[n:]
        return holder, controls

    def _shell(self, control: etree._Element) -> tuple[list[etree._Element], etree._Element]:
        """Return an empty copy of a generated control, with its bookmark, and its content."""
        shell = etree.Element(SDT)
        properties = control.find(SDTPR)
        if properties is not None:
            shell.append(self.copier.copy(properties))
        content = etree.SubElement(shell, SDT_CONTENT)
        self._edited_control[control] = shell
        self._alive.add(shell)
        anchor = anchor_before(control)
        if anchor is None:
            return [shell], content
        self._copied_bookmarks.add(anchor.get(_NAME, ""))
        end = etree.Element(_END, {_ID: anchor.get(_ID, "")})
        return [deepcopy(anchor), shell, end], content

    def finish(self, known: set[str]) -> None:
        """Give controls and bookmarks their generated names; those with no data behind them any more go.

        `known`: the slots that base has; a control with another is a person's own.
        """
        for generated, own in self._edited_control.items():
            rename(own, generated)
        self.show_prompts()
        root, slots = self.copier.edited.root, self.copier.edited.slots
        for control in self._controls:
            inside = control.getparent() is not None and control.getroottree().getroot() is root
            around = control.find(f"{SDT_CONTENT}/{P}") is not None
            if inside and around and control not in self._alive and slots.slot(control) in known:
                unwrap(control)
        for name, (starts, ends) in self._anchors.items():
            new = self._bookmarks.get(name)
            if new is None or new.get(_NAME, "") in self._copied_bookmarks:
                for mark in (*starts, *ends):
                    remove(mark)
                continue
            for start in starts:
                start.set(_NAME, new.get(_NAME, ""))
            for mark in (*starts, *ends):  # another with the old number may have come
                mark.set(_ID, new.get(_ID, ""))

    def show_prompts(self, *, of_copy: bool = False) -> None:
        """Let controls say whether what they hold is a prompt; one that a copy does not change, as before."""
        for generated, own in self._edited_control.items():
            text, new_text = control_text(own), control_text(generated)
            both = text == new_text or (showing_placeholder(own) and showing_placeholder(generated))
            if both or not of_copy:
                show_placeholder(own, generated if both else None)
            if not both and showing_placeholder(generated):
                drop_prompt(own, new_text)
