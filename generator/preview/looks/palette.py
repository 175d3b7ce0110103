"""Colours, fonts and lengths of a document as CSS. Source: ECMA-376 part 1, 17.3.2.6, 17.3.2.26, 20.1.6."""

from __future__ import annotations

import re

from lxml import etree

from generator.word.opc.names import VAL, qn
from generator.word.opc.xml import whole

_MAIN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")
_NOT_IN_A_FONT = re.compile(r"[^\w .-]")
_THEME_NAMES = {
    "text1": "dk1", "dark1": "dk1", "text2": "dk2", "dark2": "dk2",
    "background1": "lt1", "light1": "lt1", "background2": "lt2", "light2": "lt2",
    "hyperlink": "hlink", "followedHyperlink": "folHlink",
}  # fmt: skip
_LIKE = {"Calibri": '"Carlito",sans-serif', "Cambria": '"Caladea",serif', "Times New Roman": "serif"}
_FARTHEST = 1584.0
"""Points: Word takes no page or indent that is larger (22 inches)."""


class Palette:
    """The colours and fonts of a theme; `root` is its tree, None when the document has none."""

    def __init__(self, root: etree._Element | None) -> None:
        self._colours: dict[str, str] = {}
        self._fonts: dict[str, str] = {}
        for scheme in root.iter(f"{_MAIN}clrScheme") if root is not None else ():
            for each in scheme.iterchildren("*"):
                value = next((c.get("lastClr") or c.get("val") or "" for c in each), "")
                self._colours.setdefault(etree.QName(each).localname, value)
        for kind in ("majorFont", "minorFont") if root is not None else ():
            for latin in root.iterfind(f".//{_MAIN}{kind}/{_MAIN}latin") if root is not None else ():
                self._fonts.setdefault(kind, latin.get("typeface", ""))

    def colour(self, element: etree._Element | None, attribute: str = "val", theme: str = "theme") -> str:
        """Return the colour that stands in an attribute or else is named of the theme; "" for none."""
        if element is None:
            return ""
        said = element.get(qn(f"w:{attribute}"), "")
        if not _COLOUR.fullmatch(said):  # the colour beside the name has its tint already
            named = element.get(qn(f"w:{theme}{'Fill' if attribute == 'fill' else 'Color'}"), "")
            said = self._colours.get(_THEME_NAMES.get(named, named), "")
        return f"#{said.lower()}" if _COLOUR.fullmatch(said) else ""

    def accent(self) -> str:
        """Return the first accent colour, as charts have it."""
        found = self._colours.get("accent1", "")
        return f"#{found.lower()}" if _COLOUR.fullmatch(found) else "#444444"

    def font(self, element: etree._Element | None) -> str:
        """Return the font family of a w:rFonts with what may stand in for it; "" when it names none."""
        if element is None:
            return ""
        themed = element.get(qn("w:asciiTheme"), "")
        kind = "majorFont" if themed.startswith("major") else "minorFont"
        name = self._fonts.get(kind, "") if themed else ""
        name = _NOT_IN_A_FONT.sub("", name or element.get(qn("w:ascii"), "")).strip()
        return f'"{name}",{_LIKE.get(name, "sans-serif")}' if name else ""


def points(twips: str | int | None, otherwise: float = 0) -> float:
    """Return twentieths of a point as points, within what a page can hold."""
    number = twips if isinstance(twips, int) else whole(twips, int(otherwise * 20))
    return max(-_FARTHEST, min(_FARTHEST, number / 20))


def pt(number: float) -> str:
    """Return a length as CSS."""
    return f"{number:.5g}pt" if number else "0"


def value(element: etree._Element | None) -> str:
    """Return the w:val of an element, nothing when either is missing."""
    return "" if element is None else element.get(VAL, "")
