"""What stands around the text of a document: heads and feet of pages, notes, the size of the page.

A page in a browser has one beginning and one end. The head of the first page stands at the top and the foot
of the others at the bottom; what else there is stands before that, under words that say where it belongs.
Source: ECMA-376 part 1, 17.6 (sections), 17.10 (headers and footers), 17.11 (notes).
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from generator.language import _
from generator.preview.blocks import Blocks
from generator.preview.html import element, escape
from generator.preview.looks.palette import points, pt
from generator.preview.paper import Paper
from generator.word.opc.names import DOC_REL, R, qn
from generator.word.opc.xml import is_on, whole

_NOTES = {"footnotes": "w:footnote", "endnotes": "w:endnote"}
_A4, _MARGIN = 11906, 1417
"""Twips: the page of a document that names no size."""


class Heads:
    """The heads and feet of the first section, by kind: `header` and `footer`, `first`, `default`, `even`."""

    def __init__(self, paper: Paper, section: etree._Element | None) -> None:
        self._paper = paper
        self._parts = {} if section is None else _parts(paper, section)
        settings = paper.package.document_tree("settings")
        even = settings is not None and is_on(settings.find(qn("w:evenAndOddHeaders")))
        self._own_first = section is not None and is_on(section.find(qn("w:titlePg")))
        self._parts = {
            (what, when): part
            for (what, when), part in self._parts.items()
            if when == "default" or (self._own_first if when == "first" else even)
        }

    def above(self) -> str:
        """Return the head of the first page."""
        return self._html("header", "first" if self._own_first else "default")

    def below(self) -> Iterator[str]:
        """Yield the other heads and feet, each once; the foot that most pages have comes last."""
        said = {
            ("footer", "first"): _("Foot of the first page"),
            ("header", "default"): _("Head of the pages after the first"),
            ("header", "even"): _("Head of the pages with even numbers"),
            ("footer", "even"): _("Foot of the pages with even numbers"),
        }
        seen = {self._parts.get(("header", "first" if self._own_first else "default"))}
        seen.add(self._parts.get(("footer", "default")))
        for place, words in said.items():
            if place in self._parts and self._parts[place] not in seen:
                seen.add(self._parts[place])
                yield element("p", escape(words), {"class": "where"})
                yield self._html(*place)
        yield self._html("footer", "default")

    def _html(self, what: str, when: str) -> str:
        part = self._parts.get((what, when))
        if part is None:
            return ""
        content = Blocks(self._paper, part).html(self._paper.package.tree(part))
        return element("div", content, {"class": "head" if what == "header" else "foot"})


def _parts(paper: Paper, section: etree._Element) -> dict[tuple[str, str], str]:
    related = paper.package.relationships(paper.package.main)
    found = {}
    for what in ("header", "footer"):
        for reference in section.iterchildren(qn(f"w:{what}Reference")):
            relation = related.get(reference.get(f"{{{R}}}id", ""))
            if relation is not None and relation.target in paper.package.parts:
                found[what, reference.get(qn("w:type"), "default")] = relation.target
    return found


def notes(paper: Paper) -> Iterator[str]:
    """Yield the footnotes and endnotes that the text refers to, as lists."""
    for kind, numbers in list(paper.notes.items()):
        part = next(iter(paper.package.related_parts(paper.package.main, DOC_REL + kind)), "")
        root = paper.package.tree(part) if part else etree.Element(qn(f"w:{kind}"))
        by_number = {note.get(qn("w:id"), ""): note for note in root.iterchildren(qn(_NOTES[kind]))}
        blocks = Blocks(paper, part)
        items = "".join(
            element("li", blocks.html(by_number[number]), {"id": f"paper-{kind}-{place}"})
            for place, number in enumerate(numbers, 1)
            if number in by_number
        )
        paper.say(_("Notes stand here after the text. Word shows them on their pages."))
        yield element("ol", items, {"class": "notes"})


def say_of_sections(paper: Paper, root: etree._Element) -> None:
    """Note what the sections of a document have that one endless page has not."""
    sections = list(root.iter(qn("w:sectPr")))
    columns = (section.find(qn("w:cols")) for section in sections)
    if any(each is not None and whole(each.get(qn("w:num")), 1) > 1 for each in columns):
        paper.say(_("Columns are shown in Word; here their text goes on downwards."))
    shown = set(_parts(paper, sections[0]).values()) if sections else set()
    if any(set(_parts(paper, section).values()) - shown for section in sections[1:]):
        paper.say(_("Heads and feet of later sections are shown in Word."))


def page_rule(section: etree._Element | None) -> str:
    """Return the rule that makes the paper as wide as a page, with its margins."""
    size = section.find(qn("w:pgSz")) if section is not None else None
    margin = section.find(qn("w:pgMar")) if section is not None else None
    width = whole(size.get(qn("w:w")), _A4) if size is not None else _A4
    sides = {
        side: max(0, whole(margin.get(qn(f"w:{side}")), _MARGIN)) if margin is not None else _MARGIN
        for side in ("left", "right")
    }
    room = {side: f"min({pt(points(twips))},12%)" for side, twips in sides.items()}
    return (
        f".paper{{width:{pt(points(max(width, 2 * _MARGIN)))};"
        f"padding:36pt {room['right']} 36pt {room['left']}}}\n"
    )
