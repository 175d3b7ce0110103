"""Properties of paragraphs and runs, put where the schema wants them.

Source: ECMA-376 part 1, 17.3.1.26 (w:pPr) and 17.3.2.28 (w:rPr): the order is fixed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from generator.word.opc.names import PPR, RPR, qn

if TYPE_CHECKING:
    from collections.abc import Mapping

_OF_PARAGRAPHS = """
pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs
suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi
adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection
textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange
"""
_OF_RUNS = """
ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss
imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr
shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange
"""
_PLACES = {
    tag: {qn(f"w:{name}"): place for place, name in enumerate(names.split())}
    for tag, names in ((PPR, _OF_PARAGRAPHS), (RPR, _OF_RUNS))
}


def put(properties: etree._Element, name: str, values: Mapping[str, str] | None = None) -> etree._Element:
    """Set a property of a w:pPr or w:rPr, in place of the one that is there; return it."""
    drop(properties, name)
    element = etree.Element(qn(name), dict(values or {}))
    place(properties, element)
    return element


def place(properties: etree._Element, child: etree._Element) -> None:
    """Put a property in a w:pPr or w:rPr where the schema wants it."""
    places = _PLACES[properties.tag]
    own = places[child.tag]
    properties.insert(sum(places.get(other.tag, -1) < own for other in properties), child)


def drop(properties: etree._Element | None, name: str) -> None:
    """Take a property away, if it is there."""
    if properties is not None:
        for found in properties.findall(qn(name)):
            properties.remove(found)
