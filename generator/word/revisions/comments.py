"""Comments on what a merge has changed. Source: ECMA-376 part 1, 17.13.4."""

from __future__ import annotations

from lxml import etree

from generator.word.opc.names import PPR, RUN, SDT, SDT_CONTENT, P, T, qn
from generator.word.revisions.elements import AUTHOR
from generator.word.revisions.tracked import Marks

_ID = qn("w:id")
_START, _END = qn("w:commentRangeStart"), qn("w:commentRangeEnd")


def add_comment(comments: etree._Element, span: list[etree._Element], marks: Marks, text: str) -> None:
    """Write a comment in the tree of the comments part, and hang it on the elements."""
    entry = marks.stamp(qn("w:comment"))
    entry.set(qn("w:author"), AUTHOR)
    entry.set(qn("w:initials"), AUTHOR[:1])
    etree.SubElement(etree.SubElement(etree.SubElement(entry, P), RUN), T).text = text
    comments.append(entry)
    comment(span, entry.get(_ID, ""))


def comment(span: list[etree._Element], number: str) -> None:
    """Hang a comment on what stands from the first to the last element; on a paragraph, on all of it."""
    paragraphs = [p for element in span for p in element.iter(P)]
    there = [element for element in span if element.getparent() is not None]
    if paragraphs:
        first, last = paragraphs[0], paragraphs[-1]
        first.insert(_beginning(first), etree.Element(_START, {_ID: number}))
        if not _end_after(last, number):
            last.extend(_ending(number))
    elif there:
        _home(there[0]).addprevious(etree.Element(_START, {_ID: number}))
        around = next(there[-1].iterancestors(P), None)
        if around is None or not _end_after(around, number):
            for mark in reversed(_ending(number)):
                _home(there[-1]).addnext(mark)


def _end_after(paragraph: etree._Element, number: str) -> bool:
    """End a comment on a control's first paragraph in the one after it; say whether that was done.

    LibreOffice 7.4 drops the text between the beginning of such a paragraph and a comment in it.
    """
    content = paragraph.getparent()
    if content is None or content.tag != SDT_CONTENT or next(content.iterchildren(P), None) is not paragraph:
        return False
    following = _following(paragraph)
    if following is None:
        return False
    for mark in reversed(_ending(number)):
        following.insert(_beginning(following), mark)
    return True


def _following(paragraph: etree._Element) -> etree._Element | None:
    """Return the paragraph after this one when it is no control's first; past the end of the control too."""
    place: etree._Element | None = paragraph
    while place is not None:
        found = next((other for other in place.itersiblings() if len(other) or other.tag == P), None)
        if found is not None:
            return found if found.tag == P else None
        content = place.getparent()
        control = content.getparent() if content is not None and content.tag == SDT_CONTENT else None
        place = control if control is not None and control.tag == SDT else None
    return None


def _beginning(paragraph: etree._Element) -> int:
    return 1 if paragraph.find(PPR) is not None else 0


def _ending(number: str) -> list[etree._Element]:
    reference = etree.Element(RUN)
    etree.SubElement(reference, qn("w:commentReference"), {_ID: number})
    return [etree.Element(_END, {_ID: number}), reference]


def _home(element: etree._Element) -> etree._Element:
    """Return the element or what stands around it, out of links, changes and controls in a text."""
    found = element
    for above in element.iterancestors():
        if above.tag == P:
            return found
        if above.getparent() is None:
            break
        found = above
    return element
