"""styles.xml: the paragraph, character and table styles that all layouts share."""

from __future__ import annotations

from typing import Any

from layouts import look
from layouts.stylebook import CHARACTERS, paragraphs
from layouts.tablestyles import table_styles
from layouts.xml import Element, paragraph_properties, run_properties, to_bytes, w

THEME_FONTS = {
    "asciiTheme": "minorHAnsi",
    "hAnsiTheme": "minorHAnsi",
    "eastAsiaTheme": "minorHAnsi",
    "cstheme": "minorHAnsi",
}
SWEDISH = {"val": "sv-SE", "eastAsia": "sv-SE", "bidi": "sv-SE"}


def styles(*, letter: bool) -> bytes:
    """Return styles.xml, for a letter or for a form."""
    root = w("styles", _defaults(), _latent())
    root.extend(_style("paragraph", *row) for row in paragraphs(letter=letter))
    root.append(_empty("character", "DefaultParagraphFont", "Default Paragraph Font"))
    root.extend(_style("character", *row) for row in CHARACTERS)
    root.extend(table_styles())
    root.append(_empty("numbering", "NoList", "No List"))
    return to_bytes(root)


def _defaults() -> Element:
    return w(
        "docDefaults",
        w(
            "rPrDefault",
            run_properties(rFonts=THEME_FONTS, color=look.TEXT, size=11, lang=SWEDISH),
        ),
        w("pPrDefault", paragraph_properties(spacing={"after": 160, "line": 276, "lineRule": "auto"})),
    )


def _latent() -> Element:
    return w(
        "latentStyles",
        defLockedState=0,
        defUIPriority=99,
        defSemiHidden=1,
        defUnhideWhenUsed=1,
        defQFormat=0,
        count=376,
    )


def _empty(kind: str, style_id: str, name: str) -> Element:
    rank = w("uiPriority", val=99), w("semiHidden"), w("unhideWhenUsed")
    return w("style", w("name", val=name), *rank, type=kind, default=1, styleId=style_id)


def _style(kind: str, style_id: str, name: str, about: dict[str, Any]) -> Element:
    builtin = about.get("builtin", True)
    style = w("style", w("name", val=name), type=kind, styleId=style_id)
    if style_id == "Normal":
        style.set(f"{{{style.nsmap['w']}}}default", "1")
    if not builtin:
        style.set(f"{{{style.nsmap['w']}}}customStyle", "1")
    for tag in ("basedOn", "next"):
        if tag in about:
            style.append(w(tag, val=about[tag]))
    style.append(w("uiPriority", val=about.get("priority", 20)))
    if about.get("quick", True):
        style.append(w("qFormat"))
    style.extend(
        x
        for x in (paragraph_properties(**about.get("p", {})), run_properties(**about.get("r", {})))
        if x is not None
    )
    return style
