"""Regenerating after edits: what was generated last, the edited file and today's become one document.

The result is the edited package, so that people's comments, pictures, styles and settings stay, with what
differs between base and generated brought in. What both have changed is shown in Word's own way: the edited
text as a tracked deletion, the generated one as a tracked insertion, a comment that says why (ECMA-376
part 1, 17.13.5, 17.13.4).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from lxml import etree

from generator.fields import Clash, Pending, PulledItems
from generator.language import _
from generator.problems import Problem
from generator.word.fields.edits import shown_in, titles, waiting
from generator.word.fields.inline_anchors import set_anchors
from generator.word.fields.locate import Title
from generator.word.fields.read import read_fields
from generator.word.items.changes import new_lines
from generator.word.items.typed_rows import give_controls
from generator.word.merge.agreed_texts import agreed_texts, with_blocks_of
from generator.word.merge.apply.block_merge import BlockMerge
from generator.word.merge.apply.control_properties import say_days
from generator.word.merge.apply.copying import Copier, drop_unseen_charts
from generator.word.merge.apply.field_merge import FieldMerge
from generator.word.merge.apply.insertion import BlockInserter
from generator.word.merge.apply.target import MergeTarget
from generator.word.merge.properties import merge_properties
from generator.word.merge.pulled_items import with_pulled_items
from generator.word.merge.pulled_lists import without_pulled_lists
from generator.word.merge.read.story import Document, Story
from generator.word.merge.read.story_pairs import (
    REFERENCES,
    SECTION,
    blocks_of,
    holder_of,
    inline_fields,
    matching_stories,
)
from generator.word.merge.report import Brought, MergeReport, Names
from generator.word.merge.settled import take_out_repeated, take_out_settled
from generator.word.merge.unseen_texts import follow_unseen
from generator.word.opc.names import DOC_REL, SDT
from generator.word.opc.package import Package
from generator.word.opc.xml import whole
from generator.word.parts import table_of_contents
from generator.word.repair import repair
from generator.word.revisions.placed_comments import entries, number_of
from generator.word.revisions.tracked import Marks

__all__ = ["Merged", "Names", "merge_packages"]

NO_ITEMS = PulledItems()
_NUMBER = re.compile(rb'w:id="(-?\d+)"')


@dataclass(frozen=True, kw_only=True)
class Merged:
    """What a merge has done to the edited package.

    `changed`: something was brought in; if not, the package is as it was. `merged`: how many changes were
    brought in, and `brought`: which; `pending`: fields edited in Word and not in the data; `settled`: how
    many comments of ours on conflicts were taken out, for a person has settled those.
    """

    changed: bool = False
    notes: tuple[Problem, ...] = ()
    pending: tuple[Pending, ...] = ()
    merged: int = 0
    brought: tuple[Brought, ...] = ()
    clashes: tuple[Clash, ...] = ()
    settled: int = 0

    @property
    def conflicts(self) -> int:
        """How many places were changed both in the edited file and in the generated one."""
        return len(self.clashes)


def merge_packages(  # noqa: PLR0913 -- the door to the room; all but three are told by name
    base: Package,
    edited: Package,
    generated: Package,
    *,
    names: Names,
    track: bool = False,
    final: bool = False,
    pulled: Mapping[str, Sequence[str | None]] = MappingProxyType({}),
    items: PulledItems = NO_ITEMS,
) -> Merged:
    """Bring what differs between base and generated into the edited package, in place.

    Nothing that stands in the edited one is lost. `track` shows each change as a tracked change. `final`:
    generated is a final, in which the layout leaves its draft marks out. `pulled`: for a path what its fields
    in the edited one said, in order, when the data got its text from one of them; `items`: those that the
    data has from the edited one, or has lost with it.
    """
    settled = take_out_settled(edited)
    if edited.parts == generated.parts:
        return Merged(changed=settled > 0, settled=settled)
    if base.parts == generated.parts and not pulled and not any(items):
        pending = _pending(edited, generated)
        return Merged(changed=settled > 0, settled=settled, pending=pending)
    earlier = set(map(number_of, entries(edited)))
    left = without_pulled_lists(base, edited, pulled)
    base = with_pulled_items(base, items)
    merge = _Merge((base, edited, generated), names, left, track=track, final=final)
    changed = merge.run() or left != pulled or settled > 0
    if (report := merge.report).clashes:
        take_out_repeated(edited, earlier)
    return Merged(
        changed=changed,
        notes=tuple(report.notes),
        pending=_pending(edited, generated),
        merged=len(report.brought),
        brought=tuple(report.brought),
        clashes=tuple(report.clashes),
        settled=settled,
    )


def _pending(edited: Package, generated: Package) -> tuple[Pending, ...]:
    """Return the fields that say something else than the data does now."""
    shown = shown_in(generated)
    return waiting(read_fields(edited, shown, titles(generated), generated), shown).pending


class _Merge:
    """One merge of three packages: base, edited, generated. The edited one is changed."""

    def __init__(
        self,
        packages: tuple[Package, Package, Package],
        names: Names,
        pulled: Mapping[str, Sequence[str | None]],
        *,
        track: bool,
        final: bool,
    ) -> None:
        self.packages = packages
        base, edited, generated = packages
        self.documents = [Document(package) for package in packages]
        self.marks = Marks(names.date, _numbers(edited), names.author, people=bool(names.copy))
        self.target = MergeTarget(edited)
        self.report = MergeReport(names, self._title, self.marks, self.target, track=track, final=final)
        before, now = shown_in(base), shown_in(generated)
        self.agreed = agreed_texts((base, edited), before, now, pulled, titles(base))
        self.fields = FieldMerge(self.report, [*before, *now], self.agreed.pulled)
        self.lists = {"0": "0"}  # which is no list

    def _title(self, path: str) -> str:
        return self._titles(path)

    @cached_property
    def _titles(self) -> Title:
        return titles(self.packages[2])

    def run(self) -> bool:
        """Merge all stories and properties; return whether anything was brought in."""
        roots: list[tuple[str, etree._Element]] = []
        headings: set[str] = set()
        changed = False
        of_copy = bool(self.report.names.copy)
        for stories in matching_stories(self.documents, saved_by_people=1 + of_copy):
            edited = stories[1]
            give_controls([stories[0].root], [edited.root])
            before = etree.tostring(edited.root)
            for document, story in zip(self.documents[:2], stories[:2], strict=True):
                headings |= table_of_contents.heading_texts(story.root, document.styles.names)
            if not of_copy:
                follow_unseen(*(story.root for story in stories))
            self._story(*stories)
            changed |= before != etree.tostring(edited.root)
            roots.append((edited.part, edited.root))
        self.fields.report_removed()
        if not of_copy:
            changed |= merge_properties(*self.packages)
            self._sections()
        if not changed:
            return False
        package = self.packages[1]
        table_of_contents.refresh(roots[0][1], self.documents[1].styles.names, headings)
        for _part, root in roots:
            set_anchors(root)
            say_days(root)
        repair([root for _part, root in roots])
        for part, root in roots:
            package.put(part, root)
        self.target.write()
        drop_unseen_charts(package)
        return True

    def _story(self, base: Story, edited: Story, generated: Story) -> None:
        copied = inline_fields(edited)
        added = new_lines(base.root, edited.root, self.agreed.then)
        self.fields.know(field.path for field in inline_fields(base))
        copier = Copier(generated, edited, self.target, self.lists)
        inserter = BlockInserter(copier)
        self.report.begin_story(comments=edited.part == self.packages[1].main)
        before, current, new = (blocks_of(story) for story in (base, edited, generated))
        before = with_blocks_of(new, before, self.agreed.same)
        before = with_blocks_of(current, before, self.agreed.passed)
        BlockMerge(copier, self.report, self.fields, inserter).merge(holder_of(edited), before, current, new)
        if self.report.names.copy:
            inserter.show_prompts(of_copy=True)
            return
        for line in added:
            self.fields.follow_new(line)
        for field in copied:
            if any(above is edited.root for above in field.control.iterancestors()):
                self.fields.follow_copy(field)
        inserter.finish({base.slots.slot(control) for control in base.root.iter(SDT)} - {""})

    def _sections(self) -> None:
        """Say so when the form's page setup has changed: the edited document keeps its own."""
        if _page_setup(self.packages[0]) != _page_setup(self.packages[2]):
            message = _(
                "The form's page setup (paper, margins) has changed. The document keeps the one it has."
            )
            self.report.heading = ""
            self.report.note("hint", "page-setup", message)


def _numbers(package: Package) -> set[int]:
    """Return the numbers that something in the text or a comment of a package has."""
    parts = [*package.stories(), *package.related_parts(package.main, DOC_REL + "comments")]
    return {whole(number) for part in parts for number in _NUMBER.findall(package.parts[part])}


def _page_setup(package: Package) -> list[list[bytes]]:
    return [
        [
            etree.tostring(child, method="c14n", exclusive=True)
            for child in section
            if child.tag not in REFERENCES
        ]
        for section in package.tree(package.main).iter(SECTION)
    ]
