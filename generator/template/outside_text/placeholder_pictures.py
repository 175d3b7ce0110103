"""A picture in a template whose alternative text is one tag: one of the data takes its place, in its size.

Source: ECMA-376 part 1, 20.4.2.7 (extent), 20.1.8.13 (blip), 20.1.7.4 (ext).
"""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from generator.template.finding.marks import Mark, TaggedStory, attribute_tag
from generator.word.opc.names import R, qn

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_EMBED = f"{{{R}}}embed"
_SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"


def mark_picture(story: TaggedStory, mark: Mark, described: etree._Element) -> list[Mark]:
    """Let the picture that the tag describes be shown by it, too; return the tags of what shows it."""
    drawing = described.getparent()
    blips = [] if drawing is None else list(drawing.iter(f"{{{_A}}}blip"))
    extent = None if drawing is None else drawing.find(qn("wp:extent"))
    if len(blips) != 1 or not blips[0].get(_EMBED) or extent is None:
        return []
    for drawn_otherwise in list(blips[0].iter(_SVG)):
        parent = drawn_otherwise.getparent()
        if parent is not None:
            parent.remove(drawn_otherwise)
    box = (extent.get("cx", "0"), extent.get("cy", "0"))
    places = [(blips[0], _EMBED)]
    for sized in [extent, *drawn_sizes(blips[0])]:
        places += [(sized, "cx"), (sized, "cy")]
    marks = []
    for element, name in places:
        pieces = (etree.QName(name).localname, element.get(name, ""), *box)
        marks.append(replace(mark, kind="picture", pieces=pieces))
        element.set(name, attribute_tag(story, marks[-1]))
    return marks


def drawn_sizes(blip: etree._Element) -> list[etree._Element]:
    """Return what says how large the picture itself is drawn."""
    fill = blip.getparent()
    picture = None if fill is None else fill.getparent()
    return [] if picture is None else list(picture.iterfind(f".//{{{_A}}}xfrm/{{{_A}}}ext"))
