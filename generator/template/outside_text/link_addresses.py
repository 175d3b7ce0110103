"""Tags in the addresses of links, which Word keeps beside the text, in its relationships.

A loop may repeat a link, each time with another address: so the id of the relationship is what is filled
in, and a relationship is made for each address. Source: ECMA-376 part 1, 17.16.22 (hyperlink); part 2, 6.5.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote

from lxml import etree

from generator.language import _
from generator.problems import Place, Problem
from generator.template.finding.marks import Mark, TaggedStory, attribute_tag, new_mark
from generator.template.finding.place_words import place_of
from generator.template.finding.tag_finder import FoundTag, tags_in
from generator.word.opc.names import DOC_REL, RELATIONSHIPS, R
from generator.word.opc.package import Package

_ID = f"{{{R}}}id"
_LINK = DOC_REL + "hyperlink"


def tagged(package: Package, part: str) -> dict[str, str]:
    """Return the addresses of links of a part that hold tags, by the id of their relationship."""
    found = {
        name: unquote(each.target)
        for name, each in package.relationships(part).items()
        if each.reltype == _LINK and each.external
    }
    return {name: address for name, address in found.items() if tags_in(address)}


def refused_addresses(package: Package) -> Iterator[Problem]:
    """Yield an error for each tag in the address of what is no link: a picture, a template, another part."""
    for part in package.parts:
        if not part.endswith(".rels"):
            continue
        for each in package.tree(part).iter(f"{{{RELATIONSHIPS}}}Relationship"):
            address = unquote(each.get("Target", ""))
            if each.get("Type") != _LINK and tags_in(address):
                message = _(
                    "The tag in the address {address} cannot be filled: only that of a link can. "
                    "Put what it shows into the file, or remove it."
                )
                place = Place(words=part)
                yield Problem(
                    "error", "template-place", message.format(address=address[:80]), package.name, place
                )


def mark_addresses(story: TaggedStory, package: Package, part: str) -> list[Mark]:
    """Let each link whose address holds tags get the id of its own relationship; return the tags."""
    addresses = tagged(package, part)
    marks = []
    for element in story.root.iter(etree.Element) if addresses else ():
        address = addresses.get(element.get(_ID, ""), "")
        if not address:
            continue
        found = tags_in(address)
        mark = new_mark(
            story,
            _whole(address, found),
            address,
            place_of(story, element, _ID, address),
            "link",
            (element, _ID),
        )
        mark.typed = address
        if any(tag.kind != "put" for tag in found):
            message = _("The address {tag} may hold values only. Choose between two links with {example}.")
            story.wrong("template-place", message.format(tag=address, example="{% if %}"), mark)
        element.set(_ID, attribute_tag(story, mark))
        marks.append(mark)
    package.drop_relationships(part, addresses)
    story.touched |= bool(marks)
    return marks


def _whole(address: str, found: list[FoundTag]) -> FoundTag:
    """Return one tag that gives the whole address."""
    pieces, end = [], 0
    for tag in found:
        pieces += [json.dumps(address[end : tag.start]), f"({tag.inside})" if tag.kind == "put" else '""']
        end = tag.end
    pieces.append(json.dumps(address[end:]))
    faults = [tag.fault for tag in found if tag.fault]
    inside = " ~ ".join(piece for piece in pieces if piece != '""')
    return replace(found[0], kind="put", inside=inside, start=0, end=len(address), fault="".join(faults[:1]))
