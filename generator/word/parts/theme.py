"""The colours and fonts of a document, changed in its theme and wherever a style names the theme.

Source: ECMA-376 part 1, 20.1.6 (themes), 17.18.97 (the names of the theme's colours in a text). An editor
that does not read the theme takes the colour that stands beside its name, so both are changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from lxml import etree

from generator.word.opc.names import DOC_REL, W
from generator.word.opc.package import Package

_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_NAMES = {"text2": "dk2", "background2": "lt2", "dark2": "dk2", "light2": "lt2"}
_BESIDE = (("themeColor", ("val", "color")), ("themeFill", ("fill",)))
_COLOUR = ("color",)  # elements whose w:val is a colour; in all others w:val says something else


@dataclass(frozen=True)
class Theme:
    """Colours (six hexadecimal digits) by their names in a theme, and fonts; what is not named stays."""

    colours: Mapping[str, str] = field(default_factory=dict)
    heading: str = ""
    body: str = ""


def apply(package: Package, theme: Theme) -> None:
    """Give a package the colours and fonts."""
    for kind in ("theme", "styles", "numbering"):
        for part in package.related_parts(package.main, DOC_REL + kind):
            root = package.tree(part)
            changed = _in_theme(root, theme) if kind == "theme" else _in_styles(root, theme)
            if changed:
                package.put(part, root)


def _in_theme(root: etree._Element, theme: Theme) -> bool:
    changed = False
    for name, colour in theme.colours.items():
        for place in root.iter(f"{{{_MAIN}}}{name}"):
            for value in place.iter(f"{{{_MAIN}}}srgbClr"):
                changed |= _set(value, "val", colour)
    for name, font in (("majorFont", theme.heading), ("minorFont", theme.body)):
        for place in root.iter(f"{{{_MAIN}}}{name}"):
            for latin in place.iterchildren(f"{{{_MAIN}}}latin") if font else ():
                changed |= _set(latin, "typeface", font)
    return changed


def _in_styles(root: etree._Element, theme: Theme) -> bool:
    changed = False
    named = root.xpath("//*[@w:themeColor or @w:themeFill]", namespaces={"w": W})
    for element in cast("list[etree._Element]", named):
        for name, beside in _BESIDE:
            called = element.get(f"{{{W}}}{name}", "")
            colour = theme.colours.get(_NAMES.get(called, called))
            attribute = beside[0] if etree.QName(element).localname in _COLOUR else beside[-1]
            if colour:
                changed |= _set(element, f"{{{W}}}{attribute}", colour)
    return changed


def _set(element: etree._Element, attribute: str, value: str) -> bool:
    if element.get(attribute, "").lower() == value.lower():
        return False
    element.set(attribute, value)
    return True
