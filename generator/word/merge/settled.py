"""The program's comments on conflicts: those that are open; those go that are settled, or said anew."""

from __future__ import annotations

import re
from collections.abc import Collection

from lxml import etree

from generator.word.merge.conflict_texts import OF_COPIES, is_conflict_text
from generator.word.opc.names import DOC_REL, P, T
from generator.word.opc.package import Package
from generator.word.revisions.placed_comments import (
    Anchors,
    entries,
    is_signed,
    number_of,
    paragraph_ids,
    replied_to,
    take_out,
)
from generator.word.text.content_control import tags_lost

_LIBREOFFICE, _KEEPS_CHANGES = re.compile(rb"<Application>LibreOffice/([0-9]{1,3})"), 25


def open_conflicts(package: Package) -> set[str]:
    """Return the ids of our comments that stand where a tracked change is left, or may have been."""
    ours = {number_of(entry) for entry in entries(package) if is_signed(entry)}
    if not ours:
        return set()
    root = package.tree(package.main)
    anchors = Anchors(root)
    return ours & (anchors.ranges.keys() if _changes_destroyed(package, root) else anchors.marked)


def take_out_settled(package: Package) -> int:
    """Take out the comments of ours where no tracked change is left; return how many.

    One that a person has written in or replied to stays; all stay where a program has destroyed the changes.
    """
    ours = _unanswered(package)
    if not ours:
        return 0
    root = package.tree(package.main)
    if _changes_destroyed(package, root):
        return 0
    marked = Anchors(root).marked
    settled = [entry for entry in ours if number_of(entry) not in marked]
    take_out(package, root, settled)
    return len(settled)


def take_out_repeated(package: Package, earlier: Collection[str]) -> None:
    """Take out each `earlier` comment of ours where a new one says that the same words are in conflict.

    One about a copy stays, with the name of that, unless the new one says the same.
    """
    ours = _unanswered(package)
    root = package.tree(package.main)
    ranges = Anchors(root).ranges

    def about(entry: etree._Element) -> tuple[object, str]:
        text = _text(entry)
        return ranges[number_of(entry)], text if is_conflict_text(text, OF_COPIES) else ""

    again = {about(entry) for entry in ours if number_of(entry) not in earlier}
    there = [entry for entry in ours if number_of(entry) in earlier]
    take_out(package, root, [entry for entry in there if about(entry) in again])


def _unanswered(package: Package) -> list[etree._Element]:
    """Return the comments of ours that hang in the text as we wrote them, and that nobody has replied to.

    A reply hangs where its comment does.
    """
    found = entries(package)
    ours = [entry for entry in found if is_signed(entry) and is_conflict_text(_text(entry))]
    if not ours:
        return []
    ranges = Anchors(package.tree(package.main)).ranges
    others = {ranges.get(number_of(entry)) for entry in found if not is_signed(entry)}
    replied = replied_to(package)
    return [
        entry
        for entry in ours
        if ranges.get(number_of(entry), None) not in {None, *others} and not replied & paragraph_ids(entry)
    ]


def _text(entry: etree._Element) -> str:
    """Return what a comment says, a paragraph on a line."""
    return "\n".join("".join(text.text or "" for text in each.iter(T)) for each in entry.iter(P))


def _changes_destroyed(package: Package, root: etree._Element) -> bool:
    """Say whether a LibreOffice saved the document that writes both texts of a tracked change in a control.

    7.4 does; 25.2 is said to know such changes.
    """
    properties = package.related_parts("", DOC_REL + "extended-properties")
    found = _LIBREOFFICE.search(package.parts[properties[0]]) if properties else None
    return tags_lost(root) or (found is not None and int(found[1]) < _KEEPS_CHANGES)
