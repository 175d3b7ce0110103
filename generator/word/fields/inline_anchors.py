"""The hidden bookmarks around lists and dates in a text, whose tag, title and number LibreOffice 7.4 drops.

It moves the beginning of such a bookmark into the control, and leaves its end behind it.
Source: ECMA-376 part 1, 17.13.6 (bookmarks).
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from generator.word.opc.names import RUN, SDT, SDTPR, VAL, P, qn
from generator.word.opc.schema_order import insert
from generator.word.revisions.tracked import remove
from generator.word.text.content_control import (
    INLINE_ANCHOR,
    cut_alias,
    inline_anchor,
    name_in,
    number_of,
)
from generator.word.text.control_kinds import loses_names

_START, _END, _ID, _NAME = qn("w:bookmarkStart"), qn("w:bookmarkEnd"), qn("w:id"), qn("w:name")


def give_titles(root: etree._Element, titles: Mapping[int, str]) -> None:
    """Give lists and dates of a story that have lost their names their titles back, by their numbers."""
    names = {inline_anchor(number): title for number, title in titles.items()}
    for start in root.iter(_START):
        title, control = names.get(start.get(_NAME, "")), _control_at(start)
        if not title or control is None or name_in(control, "w:tag") or name_in(control, "w:alias"):
            continue
        properties = control.find(SDTPR)
        if properties is not None and loses_names(properties):
            insert(properties, etree.Element(qn("w:alias"), {VAL: cut_alias(title)}))


def set_anchors(root: etree._Element) -> None:
    """Let each list and date in a text of a story have its bookmark, and nothing else."""
    starts = [mark for mark in root.iter(_START) if mark.get(_NAME, "").startswith(INLINE_ANCHOR)]
    numbers = {mark.get(_ID) for mark in starts}
    for mark in [*starts, *(end for end in root.iter(_END) if end.get(_ID) in numbers)]:
        remove(mark)
    for control in root.iter(SDT):
        properties = control.find(SDTPR)
        in_text = any(above.tag == P for above in control.iterancestors())
        if properties is None or not in_text or not name_in(control, "w:tag") or not loses_names(properties):
            continue
        number = str(number_of(control))
        control.addprevious(etree.Element(_START, {_ID: number, _NAME: inline_anchor(int(number))}))
        control.addnext(etree.Element(_END, {_ID: number}))


def _control_at(start: etree._Element) -> etree._Element | None:
    """Return the control that a bookmark begins in, or just before."""
    control = next(start.iterancestors(SDT, P), None)
    if control is not None and control.tag == SDT:
        return control
    return next((after for after in start.itersiblings(SDT, RUN) if after.tag == SDT), None)
