"""Elements put beside a neighbour or taken out of a control, with the ends of ranges kept.

Source: ECMA-376 part 1, 17.5.2.29 (block-level controls), 17.13.6 (bookmarks).
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from lxml import etree

from generator.word.opc.names import RUN, SDT, SDT_CONTENT, TC, P, T, qn
from generator.word.revisions.elements import marks_by_users
from generator.word.revisions.tracked import remove, unwrap
from generator.word.text.content_control import ANCHOR, showing_placeholder
from generator.word.text.runs import text_of

_START, _END = qn("w:bookmarkStart"), qn("w:bookmarkEnd")
_ID, _NAME = qn("w:id"), qn("w:name")
_SECTION = qn("w:sectPr")
_ENDS = frozenset([_END, qn("w:commentRangeEnd"), qn("w:permEnd")])
_BEGINNINGS = frozenset([_START, qn("w:commentRangeStart"), qn("w:permStart")])
MARKS = [*_ENDS, *_BEGINNINGS]
"""Where bookmarks, comments and permissions begin and end."""
_REFERENCES = [qn("w:commentReference"), qn("w:footnoteReference"), qn("w:endnoteReference")]
_NOTHING = frozenset([*MARKS, qn("w:proofErr")])


def drop_prompt(control: etree._Element, prompt: str) -> None:
    """Take the prompt out of a control that a person has put something in."""
    paragraphs = control.findall(f"{SDT_CONTENT}/{P}")
    for paragraph in [p for p in paragraphs if text_of(p) == prompt][: len(paragraphs) - 1]:
        if marks_by_users(paragraph):
            for run in paragraph.findall(RUN):
                if run.find(T) is not None:
                    remove(run)
        else:
            remove(paragraph)


def anchor_before(control: etree._Element) -> etree._Element | None:
    """Return where our bookmark around a control begins."""
    mark = control.getprevious()
    while mark is not None and mark.tag in _BEGINNINGS:
        if mark.get(_NAME, "").startswith(ANCHOR):
            return mark
        mark = mark.getprevious()
    return None


def list_id(element: etree._Element) -> str:
    """Return the number of the list that a paragraph names itself."""
    found = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
    return "" if found is None else str(found.get(qn("w:val"), ""))


class Neighbours(NamedTuple):
    """What stands before and after a place; `shared`: the nearest before it that generated has too."""

    before: etree._Element | None = None
    after: etree._Element | None = None
    shared: etree._Element | None = None


def insert_between(target: etree._Element, elements: list[etree._Element], near: Neighbours) -> None:
    """Put elements into `target` after one neighbour or before the other, whichever stands in it.

    When both stand in one control, the elements go after it if generated has the former in it, else before.
    """
    place, after = child_with(target, near.before), child_with(target, near.after)
    if place is not None and place is after and child_with(target, near.shared) is not place:
        place = None
    if place is not None:
        while (mark := place.getnext()) is not None and mark.tag in _ENDS:
            place = mark
        for element in reversed(elements):
            place.addnext(element)
        return
    place = after
    if place is None:
        place = next((child for child in target if child.tag == _SECTION), None)
    else:
        while (mark := place.getprevious()) is not None and mark.tag in _BEGINNINGS:
            place = mark
    for element in elements:
        target.append(element) if place is None else place.addprevious(element)


def child_with(target: etree._Element, element: etree._Element | None) -> etree._Element | None:
    """Return the child of `target` that is the element or holds it."""
    while element is not None and element.getparent() is not target:
        element = element.getparent()
    return element


def half_ranges(element: etree._Element) -> list[etree._Element]:
    """Return the marks in an element whose other end is outside."""
    marks = [mark for mark in element.iter(*MARKS) if mark is not element]
    ranges = [(str(mark.tag).replace("Start", "").replace("End", ""), mark.get(_ID, "")) for mark in marks]
    counts = Counter(ranges)
    return [mark for mark, each in zip(marks, ranges, strict=True) if counts[each] == 1]


def take_out(element: etree._Element) -> None:
    """Take an element out; a control that holds nothing then goes too, but for the ends of ranges in it."""
    parent = element.getparent()
    remove(element)
    while parent is not None and parent.tag == SDT_CONTENT and all(each.tag in _NOTHING for each in parent):
        control = parent.getparent()
        if control is None:
            return
        for mark in parent.iterchildren(*MARKS):
            control.addprevious(mark)
        parent = control.getparent()
        remove(control)


def remove_block(element: etree._Element) -> None:
    """Take a block away; ranges that begin or end in it and not both stay."""
    for mark in half_ranges(element):
        element.addprevious(mark)
    take_out(element)


def strip_unique(copy: etree._Element) -> None:
    """Take from a second copy of a block what a document can have only once."""
    for mark in list(copy.iter(*MARKS, *_REFERENCES)):
        parent = mark.getparent()
        remove(mark)
        if parent is not None and parent.tag == RUN and not len(parent):
            remove(parent)
    for control in list(copy.iter(SDT)):
        (remove if showing_placeholder(control) else unwrap)(control)


def last_in_cell(paragraph: etree._Element) -> bool:
    """Say whether a cell ends with the paragraph: it has to keep it (17.4.65)."""
    parent = paragraph.getparent()
    return parent is not None and parent.tag == TC and parent[-1] is paragraph
