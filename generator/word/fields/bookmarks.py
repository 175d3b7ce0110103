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

_START, _END = qn("w:bookmarkStart"), qn("w:bookmarkEnd")
_NAME, _ID = qn("w:name"), qn("w:id")


class Anchor(NamedTuple):
    """A bookmark of ours, and the paragraphs from the one where it begins to the one where it ends."""

    name: str
    paragraphs: tuple[Element, ...]


def anchors(root: Element) -> dict[str, Anchor]:
    """Return the bookmarks of ours in a story, by name."""
    paragraphs = list(root.iter(P))
    places = {paragraph: number for number, paragraph in enumerate(paragraphs)}
    first, last = _ends(root)
    found = {}
    for name in first:
        if name in last and places[first[name]] <= places[last[name]]:
            between = paragraphs[places[first[name]] : places[last[name]] + 1]
            found[name] = Anchor(name, tuple(p for p in between if home(p) is home(first[name])))
    return found


def home(element: Element) -> Element | None:
    """Return the cell, text box or table in which an element stands; None for the story itself."""
    return next(element.iterancestors(TC, BOX, TBL), None)


def widened(anchor: Anchor, first_text: str, said: dict[Element, str]) -> Anchor | None:
    """Return the anchor of which LibreOffice has kept the last paragraph only, with those above it.

    The first is the one that says `first_text`, or that holds the control without a name that LibreOffice has
    left there. None when neither stands above. `said` is what each paragraph says.
    """
    found = list(anchor.paragraphs)
    for above in anchor.paragraphs[0].itersiblings(preceding=True):
        if above.tag != P or _is_anchored(above):
            return None
        found.insert(0, above)
        if said.get(above) == first_text or _nameless(above):
            return Anchor(anchor.name, tuple(found))
    return None


def holds_control(paragraph: Element) -> bool:
    """Say whether a control stands in the paragraph."""
    return next(paragraph.iter(SDT), None) is not None


def _is_anchored(paragraph: Element) -> bool:
    return any(mark.get(_NAME, "").startswith(ANCHOR) for mark in paragraph.iter(_START))


def _nameless(paragraph: Element) -> bool:
    return any(len(properties) == 0 for properties in paragraph.iterfind(f"{SDT}/{qn('w:sdtPr')}"))


def _ends(root: Element) -> tuple[dict[str, Element], dict[str, Element]]:
    """Return the paragraph where each bookmark of ours begins, and that where it ends."""
    first: dict[str, Element] = {}
    last: dict[str, Element] = {}
    names: dict[str, str] = {}
    waiting: list[str] = []
    above: Element | None = None
    for element in root.iter(P, _START, _END):
        if element.tag == P:
            above = element
            for name in waiting:
                first.setdefault(name, element)
            waiting.clear()
            continue
        inside = next(element.iterancestors(P), None)
        if element.tag == _END:
            name, place = names.get(element.get(_ID, ""), ""), above if inside is None else inside
            if name and place is not None:
                last[name] = place
        elif (name := element.get(_NAME, "")).startswith(ANCHOR):
            names[element.get(_ID, "")] = name
            if inside is None:
                waiting.append(name)
            else:
                first.setdefault(name, inside)
    return first, last
