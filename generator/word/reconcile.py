"""Regenerating after edits: what was generated last, the file as it lies and a fresh one become one document.

The result is mine's package, so that a person's comments, pictures, styles and settings stay, with what
differs between base and fresh brought in. What both have changed is shown in Word's own way: mine as a
tracked deletion, fresh as a tracked insertion, a comment that says why (ECMA-376 part 1, 17.13.5, 17.13.4).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from lxml import etree

from generator.fields import Pending
from generator.language import _
from generator.problems import Problem
from generator.word.fields.edits import as_pending, shown_in, titles, waiting
from generator.word.fields.read import read_fields
from generator.word.merge.apply.block_merge import Weaver
from generator.word.merge.apply.copying import Carrier, drop_unseen_charts
from generator.word.merge.apply.field_merge import FieldBook
from generator.word.merge.apply.insertion import Places
from generator.word.merge.apply.target import Target
from generator.word.merge.properties import merge_properties
from generator.word.merge.pulled_already import agreed_paths, as_agreed, as_they_were_pulled
from generator.word.merge.read.story import Document, Story
from generator.word.merge.read.story_pairs import (
    REFERENCES,
    SECTION,
    blocks_of,
    holder_of,
    inline_fields,
    together,
)
from generator.word.merge.report import Ledger, Names
from generator.word.opc.names import DOC_REL, SDT
from generator.word.opc.package import Package
from generator.word.opc.xml import whole
from generator.word.parts import table_of_contents
from generator.word.repair import repair
from generator.word.revisions.tracked import Marks

__all__ = ["Names", "Pending", "Reconciled", "reconcile"]

_NUMBER = re.compile(rb'w:id="(-?\d+)"')


@dataclass(frozen=True, kw_only=True)
class Merged:
    """What a merge has done to the edited package.

    `changed`: something was brought in; if not, the package is as it was. `merged`: how many changes were
    brought in; `pending`: fields edited in Word and not in the data.
    """

    changed: bool = False
    notes: tuple[Problem, ...] = ()
    pending: tuple[Pending, ...] = ()
    merged: int = 0
    conflicts: int = 0


@dataclass(frozen=True, kw_only=True)
class Reconciled(Merged):
    """One document out of three; when nothing was brought in, its bytes are those of the edited one."""

    document: bytes


def reconcile(  # noqa: PLR0913 -- the door to the room; all but three are told by name
    base: bytes,
    edited: bytes,
    generated: bytes,
    *,
    names: Names,
    track: bool = False,
    final: bool = False,
    pulled: Mapping[str, Sequence[str | None]] = MappingProxyType({}),
) -> Reconciled:
    """Return the edited document with what differs between base and generated; see `merge_packages`."""
    if edited == generated:
        return Reconciled(document=edited)
    packages = [Package.read(data, names.file) for data in (base, edited, generated)]
    made = merge_packages(*packages, names=names, track=track, final=final, pulled=pulled)
    return Reconciled(document=packages[1].to_bytes() if made.changed else edited, **vars(made))


def merge_packages(  # noqa: PLR0913 -- as `reconcile`
    base: Package,
    edited: Package,
    generated: Package,
    *,
    names: Names,
    track: bool = False,
    final: bool = False,
    pulled: Mapping[str, Sequence[str | None]] = MappingProxyType({}),
) -> Merged:
    """Bring what differs between base and generated into the edited package, in place.

    Nothing that stands in the edited one is lost. `track` shows each change as a tracked change. `final`:
    generated is a final, in which the layout leaves its draft marks out. `pulled`: for a path what its fields
    in the edited one said, in order, when the data got its text from one of them.
    """
    if edited.parts == generated.parts:
        return Merged()
    if base.parts == generated.parts and not pulled:
        return Merged(pending=_pending(edited, generated))
    merge = _Merge((base, edited, generated), names, track=track)
    merge.ledger.final = final
    merge.settle(pulled)
    changed = merge.run()
    ledger = merge.ledger
    return Merged(
        changed=changed,
        notes=tuple(ledger.notes),
        pending=_pending(edited, generated),
        merged=ledger.merged,
        conflicts=ledger.conflicts,
    )


def _pending(edited: Package, generated: Package) -> tuple[Pending, ...]:
    """Return the fields that say something else than the data does now."""
    shown = shown_in(generated)
    return as_pending(waiting(read_fields(edited, shown, titles(generated)).edited, shown))


class _Merge:
    """One merge of three packages: base, edited, generated. The edited one is changed."""

    def __init__(self, packages: tuple[Package, Package, Package], names: Names, *, track: bool) -> None:
        self.packages = packages
        self.documents = [Document(package) for package in packages]
        edited = packages[1]
        taken = {whole(number) for part in edited.stories() for number in _NUMBER.findall(edited.parts[part])}
        for part in edited.related_parts(edited.main, DOC_REL + "comments"):
            taken |= {whole(number) for number in _NUMBER.findall(edited.parts.get(part, b""))}
        self.marks = Marks(names.date, taken)
        self.target = Target(edited)
        self.ledger = Ledger(names, self.marks, self.target, track=track)
        self.shown = [shown_in(package) for package in (packages[0], packages[2])]
        self.book = FieldBook(self.ledger, [value for shown in self.shown for value in shown])
        self.lists: dict[str, str] = {}
        self.over: set[str] = set()
        self.agreed = agreed_paths(edited, self.shown[0], self.shown[1], title=titles(packages[0]))

    def settle(self, pulled: Mapping[str, Sequence[str | None]]) -> None:
        """Take note of the fields that were pulled from the edited one: what they said then is their base."""
        title = titles(self.packages[0])
        found = as_they_were_pulled(self.packages[1], self.shown[0], self.shown[1], pulled, title)
        self.book.pulled = found.texts
        self.agreed, self.over = (self.agreed - found.over) | found.still, found.over

    def run(self) -> bool:
        """Merge all stories and properties; return whether anything was brought in."""
        roots: list[tuple[str, etree._Element]] = []
        headings: set[str] = set()
        changed = False
        for stories in together(self.documents):
            before = etree.tostring(stories[1].root)
            for document, story in zip(self.documents[:2], stories[:2], strict=True):
                headings |= table_of_contents.heading_texts(story.root, document.styles.names)
            self._story(*stories)
            changed |= before != etree.tostring(stories[1].root)
            roots.append((stories[1].part, stories[1].root))
        self.book.tell_removed()
        changed |= merge_properties(*self.packages)
        self._sections()
        if not changed:
            return False
        table_of_contents.refresh(roots[0][1], self.documents[1].styles.names, headings)
        repair([root for _part, root in roots])
        for part, root in roots:
            self.packages[1].put(part, root)
        self.target.write()
        drop_unseen_charts(self.packages[1])
        return True

    def _story(self, base: Story, mine: Story, fresh: Story) -> None:
        copied = inline_fields(mine)
        self.book.know(field.path for field in inline_fields(base))
        carrier = Carrier(fresh, mine, self.target, self.lists)
        places = Places(carrier, self.marks)
        self.ledger.comments = mine.part == self.packages[1].main
        self.ledger.heading = ""
        found = [blocks_of(story) for story in (base, mine, fresh)]
        found[0] = as_agreed(as_agreed(found[0], found[2], self.agreed), found[1], self.over)
        Weaver(carrier, self.ledger, self.book, places).weave(holder_of(mine), *found)
        for field in copied:
            if _inside(field.control, mine.root):
                self.book.copied(field)
        places.finish({base.slots.slot(control) for control in base.root.iter(SDT)})

    def _sections(self) -> None:
        """Say so when the form's page has changed: mine's stays."""
        before, theirs = (_pages(package) for package in (self.packages[0], self.packages[2]))
        if before != theirs:
            said = _("The form's page setup (paper, margins) has changed. The document keeps the one it has.")
            self.ledger.heading = ""
            self.ledger.note("hint", "page-setup", said)


def _inside(element: etree._Element, root: etree._Element) -> bool:
    return any(above is root for above in element.iterancestors())


def _pages(package: Package) -> list[list[bytes]]:
    return [
        [
            etree.tostring(child, method="c14n", exclusive=True)
            for child in section
            if child.tag not in REFERENCES
        ]
        for section in package.tree(package.main).iter(SECTION)
    ]
