"""Elements of WordprocessingML, with properties always in the order that the schema wants."""

from __future__ import annotations

from typing import Any

from lxml import etree

from layouts.look import THEMED

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML = "http://www.w3.org/XML/1998/namespace"
NAMES = {"w": W, "r": R}

Element = Any
"""An lxml element; lxml has no types of its own."""

P_ORDER = """
    pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs suppressAutoHyphens spacing ind
    contextualSpacing jc outlineLvl
"""
R_ORDER = """
    rStyle rFonts b bCs i iCs caps smallCaps noProof color spacing kern position sz szCs u bdr shd
    vertAlign lang
"""


def w(tag: str, *children: Element, **attributes: object) -> Element:
    """Return an element; an attribute `r_id` is r:id, `xml_space` xml:space, all others are w:."""
    element = etree.Element(f"{{{W}}}{tag}", nsmap=NAMES)
    for name, value in attributes.items():
        prefix, _, rest = name.partition("_")
        space = {"r": R, "xml": XML}.get(prefix) if rest else None
        element.set(f"{{{space}}}{rest}" if space else f"{{{W}}}{name}", str(value))
    element.extend(child for child in children if child is not None)
    return element


def paragraph_properties(**properties: Any) -> Element | None:
    """Return w:pPr; see `_property` for what a value may be."""
    return _properties("pPr", P_ORDER, properties)


def run_properties(**properties: Any) -> Element | None:
    """Return w:rPr; `size` is in points and `bold`, `italic` also say so for complex scripts."""
    if size := properties.pop("size", None):
        properties |= {"sz": round(size * 2), "szCs": round(size * 2)}
    if (bold := properties.pop("bold", None)) is not None:
        properties |= {"b": bold, "bCs": bold}
    if (italic := properties.pop("italic", None)) is not None:
        properties |= {"i": italic, "iCs": italic}
    return _properties("rPr", R_ORDER, properties)


def _properties(tag: str, order: str, properties: dict[str, Any]) -> Element | None:
    names = sorted(properties, key=order.split().index)
    return w(tag, *(_property(name, properties[name]) for name in names)) if names else None


def _property(name: str, value: Any) -> Element:
    """Return a property: a switch, a w:val, attributes, or (for a dict of dicts, a list) children."""
    if isinstance(value, bool):
        return w(name) if value else w(name, val=0)
    if isinstance(value, list):
        return w(name, *(_property(*pair) for pair in value))
    if not isinstance(value, dict):
        return w(name, **themed({"val": value}))
    return w(name, **themed(value))


def themed(attributes: dict[str, Any]) -> dict[str, Any]:
    """Return the attributes with the theme's name beside each colour that has one (17.18.97)."""
    names = {"val": "themeColor", "color": "themeColor", "fill": "themeFill"}
    found = {
        names[key]: THEMED[value]
        for key, value in attributes.items()
        if key in names and isinstance(value, str) and value in THEMED
    }
    return attributes | found


def to_bytes(root: Element) -> bytes:
    """Return a part's bytes."""
    etree.cleanup_namespaces(root, keep_ns_prefixes=["w", "r"])
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data
