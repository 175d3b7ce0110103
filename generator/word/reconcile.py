"""Regenerating after edits: what was generated last, the file as it lies and a fresh one become one document.

The result is mine's package, so that a person's comments, pictures, styles and settings stay, with what
differs between base and fresh brought in. What both have changed is shown in Word's own way: mine as a
tracked deletion, fresh as a tracked insertion, a comment that says why (ECMA-376 part 1, 17.13.5, 17.13.4).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as default
from types import MappingProxyType

from lxml import etree

from generator.job import Pending
from generator.language import _
from generator.problems import Problem
from generator.word import contents
from generator.word.agreed import agreed_paths, as_agreed, taken_from
from generator.word.blocks import blocks
from generator.word.carry import Carrier, drop_unseen_charts
from generator.word.controls import control_id, name_in
from generator.word.edits import as_pending, edits, shown_in, titles, waiting
from generator.word.fields import FieldBook
from generator.word.ledger import Ledger, Names
from generator.word.levels import inline_only, inward
from generator.word.names import DOC_REL, SDT, SDT_CONTENT, P, R, qn
from generator.word.package import Package
from generator.word.places import Places
from generator.word.properties import merge_properties
from generator.word.revisions import Marks
from generator.word.soundness import make_sound
from generator.word.story import Document, Field, Slots, Story
from generator.word.target import Target
from generator.word.tokens import stretches
from generator.word.weave import Weaver
from generator.word.xml import whole

__all__ = ["Names", "Pending", "Reconciled", "reconcile"]

_NUMBER = re.compile(rb'w:id="(-?\d+)"')
_BODY, _SECTION = qn("w:body"), qn("w:sectPr")
_REFERENCES = {qn("w:headerReference"): "header", qn("w:footerReference"): "footer"}


@dataclass(frozen=True)
class Reconciled:
    """One document out of three.

    `merged`: how many changes were brought in, `inside`: how many of them in the field at a path;
    `pending`: fields edited in Word and not in the data.
    """

    document: bytes
    notes: tuple[Problem, ...] = ()
    pending: tuple[Pending, ...] = ()
    merged: int = 0
    conflicts: int = 0
    inside: Mapping[str, int] = default(default_factory=dict)


def reconcile(
    base: bytes,
    mine: bytes,
    fresh: bytes,
    *,
    names: Names,
    track: bool = False,
    pulled: Mapping[str, Sequence[str | None]] = MappingProxyType({}),
) -> Reconciled:
    """Return mine with what differs between base and fresh; `track` shows each change as a tracked change.

    Nothing of mine is lost. When there is nothing to bring in, the bytes are mine's own. `pulled`: for a path
    what its fields in mine said, in order, when the data got its text from one of them.
    """
    if mine == fresh:
        return Reconciled(mine)
    merge = _Merge(base, mine, fresh, names, track=track)
    merge.settle(pulled)
    return merge.run(mine, unchanged=base == fresh)


class _Merge:
    """One merge of three packages."""

    def __init__(self, base: bytes, mine: bytes, fresh: bytes, names: Names, *, track: bool) -> None:
        self.packages = [Package.read(data, names.file) for data in (base, mine, fresh)]
        self.documents = [Document(package) for package in self.packages]
        ours = self.packages[1]
        taken = {whole(number) for part in ours.stories() for number in _NUMBER.findall(ours.parts[part])}
        for part in ours.by_kind(ours.main, DOC_REL + "comments"):
            taken |= {whole(number) for number in _NUMBER.findall(ours.parts.get(part, b""))}
        self.marks = Marks(names.date, taken)
        self.target = Target(ours)
        self.ledger = Ledger(names, self.marks, self.target, track=track)
        self.shown = [shown_in(package) for package in (self.packages[0], self.packages[2])]
        self.book = FieldBook(self.ledger, [value for shown in self.shown for value in shown])
        self.lists: dict[str, str] = {}
        self.agreed = agreed_paths(ours, self.shown[0], self.shown[1], title=titles(self.packages[0]))

    def settle(self, pulled: Mapping[str, Sequence[str | None]]) -> None:
        """Take note of the fields from which the data has what it says now: mine's text stays in those."""
        taken = taken_from(self.shown[0], self.shown[1], pulled)
        self.agreed |= {path for path, _place in taken}
        self.book.taken = {control_id(path, place) for path, place in taken}

    def run(self, mine: bytes, *, unchanged: bool) -> Reconciled:
        """Merge all stories and properties."""
        roots: list[tuple[str, etree._Element]] = []
        headings: set[str] = set()
        changed = False
        for parts in self._stories():
            by_alias, placed = _controls(
                *(p.tree(n) for p, n in zip(self.packages[:2], parts[:2], strict=True))
            )
            slots = [Slots(by_alias=by_alias, placed=placed, edited=n == 1) for n in range(3)]
            stories = [Story(d, p, s) for d, p, s in zip(self.documents, parts, slots, strict=True)]
            inline = inline_only(stories[0].root, slots[0])
            for story, slot in zip(stories, slots, strict=True):
                inward(story.root, slot, inline)
            before = etree.tostring(stories[1].root)
            for document, story in zip(self.documents[:2], stories[:2], strict=True):
                headings |= contents.said(story.root, document.styles.names)
            self._story(*stories)
            changed |= before != etree.tostring(stories[1].root)
            roots.append((stories[1].part, stories[1].root))
        self.book.tell_removed()
        changed |= merge_properties(*self.packages)
        self._sections()
        if unchanged or not changed:
            return self._result(mine)
        contents.refresh(roots[0][1], self.documents[1].styles.names, headings)
        make_sound([root for _part, root in roots])
        for part, root in roots:
            self.packages[1].put(part, root)
        self.target.write()
        drop_unseen_charts(self.packages[1])
        return self._result(self.packages[1].to_bytes())

    def _result(self, document: bytes) -> Reconciled:
        ledger = self.ledger
        shown = self.shown[1]
        edited = edits(self.packages[1], shown, titles(self.packages[2])).edited
        return Reconciled(
            document,
            tuple(ledger.notes),
            as_pending(waiting(edited, shown)),
            ledger.merged,
            ledger.conflicts,
            ledger.inside,
        )

    def _stories(self) -> Iterator[tuple[str, str, str]]:
        """Yield the parts that answer to each other: bodies, headers and footers by section and kind."""
        base, mine, fresh = self.packages
        yield base.main, mine.main, fresh.main
        before, ours, theirs = (_furniture(package) for package in self.packages)
        seen: set[str] = set()
        for key, part in ours.items():
            if key in before and key in theirs and part not in seen:
                seen.add(part)
                yield before[key], part, theirs[key]

    def _story(self, base: Story, mine: Story, fresh: Story) -> None:
        fields = [_inline_fields(story) for story in (base, fresh)]
        mine.slots.inline = {field.slot for found in fields for field in found}
        copied = _inline_fields(mine)
        self.book.know(field.path for field in fields[0])
        carrier = Carrier(fresh, mine, self.target, self.lists)
        places = Places(carrier, self.marks)
        self.ledger.comments = mine.part == self.packages[1].main
        self.ledger.heading = ""
        holders = [_holder(story) for story in (base, mine, fresh)]
        found = [
            list(blocks(holder, story)) for holder, story in zip(holders, (base, mine, fresh), strict=True)
        ]
        found[0] = as_agreed(found[0], found[2], self.agreed)
        Weaver(carrier, self.ledger, self.book, places).weave(holders[1], *found)
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


def _controls(base: etree._Element, mine: etree._Element) -> tuple[bool, bool]:
    """Say whether mine's controls have lost their tags, and whether those around paragraphs are still there.

    LibreOffice 7.4 drops the tags, and makes of a control around paragraphs one in the first of them.
    """
    controls = list(mine.iter(SDT))
    named = [any(name_in(c, kind) for c in controls) for kind in ("w:alias", "w:tag")]
    around = [any(c.find(f"{SDT_CONTENT}/{P}") is not None for c in root.iter(SDT)) for root in (base, mine)]
    return named == [True, False], around != [True, False]


def _holder(story: Story) -> etree._Element:
    body = story.root.find(_BODY)
    return story.root if body is None else body


def _inline_fields(story: Story) -> list[Field]:
    found = []
    for control in story.root.iter(SDT):
        field = story.inline_field(control)
        if field is not None and any(above.tag == P for above in control.iterancestors()):
            found.append(field)
    for field in found:
        field.text = None if field.empty else "".join(_texts(field, story))
    return found


def _texts(field: Field, story: Story) -> Iterator[str]:
    content = field.control.find(qn("w:sdtContent"))
    yield from (token.text for token in (stretches(content, story) if content is not None else []))


def _inside(element: etree._Element, root: etree._Element) -> bool:
    return any(above is root for above in element.iterancestors())


def _furniture(package: Package) -> dict[tuple[int, str, str], str]:
    """Return headers and footers by section, kind and page (first, even, default)."""
    related = package.relationships(package.main)
    found = {}
    for n, section in enumerate(package.tree(package.main).iter(_SECTION)):
        for reference in section.iterchildren(*_REFERENCES):
            relation = related.get(reference.get(f"{{{R}}}id", ""))
            if relation is not None and relation.target in package.parts:
                found[n, _REFERENCES[reference.tag], reference.get(qn("w:type"), "default")] = relation.target
    return found


def _pages(package: Package) -> list[list[bytes]]:
    return [
        [
            etree.tostring(child, method="c14n", exclusive=True)
            for child in section
            if child.tag not in _REFERENCES
        ]
        for section in package.tree(package.main).iter(_SECTION)
    ]
