"""The stories of two or three versions of a document that answer to each other, made comparable.

The versions are in the order base, edited, generated; the second may have lost its tags in another program.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from generator.word.fields.inline_anchors import give_titles
from generator.word.merge.read.block import Block
from generator.word.merge.read.blocks import blocks
from generator.word.merge.read.control_levels import inline_only, move_into_paragraphs
from generator.word.merge.read.story import Document, InlineField, Slots, Story
from generator.word.merge.read.tokens import field_text
from generator.word.opc.names import SDT, SDT_CONTENT, P, R, qn
from generator.word.opc.package import Package
from generator.word.text.content_control import name_in, number_of, tags_lost

BODY, SECTION = qn("w:body"), qn("w:sectPr")
REFERENCES = {qn("w:headerReference"): "header", qn("w:footerReference"): "footer"}


def matching_stories(documents: Sequence[Document], saved_by_people: int = 1) -> Iterator[list[Story]]:
    """Yield the stories that answer to each other: bodies, headers and footers by section and kind.

    `saved_by_people`: so many of the documents after base may have lost their tags.
    """
    for parts in _parts([document.package for document in documents]):
        theirs = range(1, 1 + saved_by_people)
        first, *roots = [documents[n].package.tree(parts[n]) for n in (0, *theirs)]
        found = [_controls(first, root) for root in roots]
        titles = {number_of(control): name_in(control, "w:alias") for control in first.iter(SDT)}
        by_alias, placed = any(lost for lost, _kept in found), all(kept for _lost, kept in found)
        slots = [Slots(by_alias=by_alias, placed=placed, edited=n in theirs) for n in range(len(documents))]
        stories = [Story(d, p, s) for d, p, s in zip(documents, parts, slots, strict=True)]
        for story in stories if by_alias else ():
            give_titles(story.root, titles)
        inline = inline_only(stories[0].root, slots[0])
        for story in stories:
            move_into_paragraphs(story.root, story.slots, inline)
        made = [story for story in stories if not story.slots.edited]
        known = {field.slot for story in made for field in inline_fields(story)}
        for story in stories:
            story.slots.inline = known if story.slots.edited else None
        yield stories


def holder_of(story: Story) -> etree._Element:
    """Return what holds the blocks of a story."""
    body = story.root.find(BODY)
    return story.root if body is None else body


def blocks_of(story: Story) -> list[Block]:
    """Return the blocks of a story."""
    return list(blocks(holder_of(story), story))


def inline_fields(story: Story) -> list[InlineField]:
    """Return the values in the texts of a story, with what they say."""
    found = []
    for control in story.root.iter(SDT):
        field = story.inline_field(control)
        if field is not None and any(above.tag == P for above in control.iterancestors()):
            found.append(field)
    for field in found:
        field.text = None if field.empty else field_text(field, story)
    return found


def _controls(base: etree._Element, edited: etree._Element) -> tuple[bool, bool]:
    """Say whether controls have lost their tags, and whether those around paragraphs are still there.

    LibreOffice 7.4 drops the tags, and makes of a control around paragraphs one in the first of them.
    """
    around = [
        any(c.find(f"{SDT_CONTENT}/{P}") is not None for c in root.iter(SDT)) for root in (base, edited)
    ]
    return tags_lost(edited), around != [True, False]


def _parts(packages: Sequence[Package]) -> Iterator[tuple[str, ...]]:
    yield tuple(package.main for package in packages)
    furniture = [_furniture(package) for package in packages]
    seen: set[str] = set()
    for key, part in furniture[1].items():
        if part not in seen and all(key in each for each in furniture):
            seen.add(part)
            yield tuple(each[key] for each in furniture)


def _furniture(package: Package) -> dict[tuple[int, str, str], str]:
    """Return headers and footers by section, kind and page (first, even, default)."""
    related = package.relationships(package.main)
    found = {}
    for n, section in enumerate(package.tree(package.main).iter(SECTION)):
        for reference in section.iterchildren(*REFERENCES):
            relation = related.get(reference.get(f"{{{R}}}id", ""))
            if relation is not None and relation.target in package.parts:
                found[n, REFERENCES[reference.tag], reference.get(qn("w:type"), "default")] = relation.target
    return found
