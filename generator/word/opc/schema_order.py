"""Children put where the schema wants them: the only place that knows the order of properties.

Source: ECMA-376 part 1, annex A.1: CT_PPr, CT_RPr, CT_Row, CT_TrPr, CT_TcPr, CT_SdtPr, CT_Numbering,
CT_AbstractNum, CT_Num.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from generator.word.opc.names import PPR, RPR, SDTPR, TC, TCPR, TR, TRPR, P, qn

if TYPE_CHECKING:
    from collections.abc import Mapping

_REST = "*"
"""Where children stand that have no place of their own; without it they stand last."""
_ORDER = {
    P: "pPr",
    PPR: """
        pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs
        suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi
        adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection
        textAlignment textboxTightWrap outlineLvl divId cnfStyle * rPr sectPr pPrChange""",
    RPR: """
        ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss
        imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect
        bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath * rPrChange""",
    TR: "tblPrEx trPr",
    TRPR: "* ins del trPrChange",
    TC: "tcPr",
    TCPR: """
        cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark
        * cellIns cellDel cellMerge tcPrChange""",
    SDTPR: "rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding label tabIndex",
    qn("w:numbering"): "numPicBullet abstractNum num numIdMacAtCleanup",
    qn("w:abstractNum"): "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    qn("w:num"): "abstractNumId lvlOverride",
}
_RANKS = {
    parent: {name if name == _REST else qn(f"w:{name}"): rank for rank, name in enumerate(order.split())}
    for parent, order in _ORDER.items()
}


def insert(parent: etree._Element, child: etree._Element, tag: str = "") -> None:
    """Put a child where the schema wants it; `tag`: which element the child will be, if it is not yet."""
    ranks = _RANKS[parent.tag]
    rest = ranks.get(_REST, len(ranks))
    own = ranks.get(tag or child.tag, rest)
    before = next((other for other in reversed(parent) if ranks.get(other.tag, rest) <= own), None)
    if before is None:
        parent.insert(0, child)
    else:
        before.addnext(child)


def get_or_add(parent: etree._Element, tag: str) -> etree._Element:
    """Return the child with that tag, such as a paragraph's w:pPr; it is made when it is not there."""
    found = parent.find(tag)
    if found is None:
        found = etree.Element(tag)
        insert(parent, found)
    return found


def set_property(
    properties: etree._Element, name: str, values: Mapping[str, str] | None = None
) -> etree._Element:
    """Set a property, in place of the one that is there; return it."""
    remove_property(properties, name)
    element = etree.Element(qn(name), dict(values or {}))
    insert(properties, element)
    return element


def remove_property(properties: etree._Element | None, name: str) -> None:
    """Take a property away, if it is there."""
    if properties is not None:
        for found in properties.findall(qn(name)):
            properties.remove(found)
