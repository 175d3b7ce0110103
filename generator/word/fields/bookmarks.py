"""The hidden bookmarks around long texts: which paragraphs each one holds.

Source: ECMA-376 part 1, 17.13.6 (bookmarks). LibreOffice 7.4 writes a bookmark around several paragraphs
twice: a start in the first, and a start and the end in the last. When it opens that file again, it takes
only the second pair, so a file it has saved twice has the bookmark around the last paragraph alone.
"""

from __future__ import annotations

from typing import NamedTuple

from lxml.etree import _Element as Element

from generator.word.opc.names import BOX, SDT, TBL, TC, P, qn
from generator.word.text.content_control import ANCHOR
from generator.word.text.markdown_recover import without_field_codes

_START, _END = qn("w:bookmarkStart"), qn("w:bookmarkEnd")
_NAME, _ID = qn("w:name"), qn("w:id")


class Anchor(NamedTuple):
    """A bookmark of ours, and the paragraphs from the one where it begins to the one where it ends."""

    name: str
    paragraphs: tuple[Element, ...]


class Bookmark(NamedTuple):
    """The elements with which a bookmark begins, and those with which it ends."""

    starts: list[Element]
    ends: list[Element]


def bookmarks(root: Element) -> dict[str, Bookmark]:
    """Return where our bookmarks in a story begin and end, by name."""
    ends: dict[str, list[Element]] = {}
    for end in root.iter(_END):
        ends.setdefault(end.get(_ID, ""), []).append(end)
    found: dict[str, Bookmark] = {}
    for start in root.iter(_START):
        if (name := start.get(_NAME, "")).startswith(ANCHOR):
            marks = found.setdefault(name, Bookmark([], []))
            marks.starts.append(start)
            marks.ends.extend(ends.get(start.get(_ID, ""), []))
    return found


def anchors(root: Element) -> dict[str, Anchor]:
    """Return the paragraphs in each of our bookmarks in a story, by name."""
    paragraphs = list(root.iter(P))
    places = _places(root, paragraphs)
    found = {}
    for name, (starts, ends) in bookmarks(root).items():
        first, last = places[starts[0]], places[ends[-1]] if ends else -1
        if first <= last:
            around = home(paragraphs[first])
            between = paragraphs[first : last + 1]
            found[name] = Anchor(name, tuple(each for each in between if home(each) is around))
    return found


def _places(root: Element, paragraphs: list[Element]) -> dict[Element, int]:
    """Return in which paragraph each mark stands; of one between two, that on its inner side."""
    numbers = {paragraph: number for number, paragraph in enumerate(paragraphs)}
    places = {}
    begun = 0
    for element in root.iter(P, _START, _END):
        inside = next(element.iterancestors(P), None)
        if element.tag == P:
            begun += 1
        elif inside is not None:
            places[element] = numbers[inside]
        else:
            places[element] = begun if element.tag == _START else begun - 1
    return places


def home(element: Element) -> Element | None:
    """Return the cell, text box or table in which an element stands; None for the story itself."""
    return next(element.iterancestors(TC, BOX, TBL), None)


def widened(anchor: Anchor, first_text: str) -> Anchor | None:
    """Return the anchor of which LibreOffice has kept the last paragraph only, with those above it.

    The first is the one whose text is `first_text`, or that holds the control without a name that LibreOffice
    has left there. None when neither stands above.
    """
    found = list(anchor.paragraphs)
    for above in anchor.paragraphs[0].itersiblings(preceding=True):
        if above.tag != P or _is_anchored(above):
            return None
        found.insert(0, above)
        if without_field_codes(above) == first_text or _nameless(above):
            return Anchor(anchor.name, tuple(found))
    return None


def holds_control(paragraph: Element) -> bool:
    """Say whether a control stands in the paragraph."""
    return next(paragraph.iter(SDT), None) is not None


def _is_anchored(paragraph: Element) -> bool:
    return any(mark.get(_NAME, "").startswith(ANCHOR) for mark in paragraph.iter(_START))


def _nameless(paragraph: Element) -> bool:
    return any(len(properties) == 0 for properties in paragraph.iterfind(f"{SDT}/{qn('w:sdtPr')}"))
