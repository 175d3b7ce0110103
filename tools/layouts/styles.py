"""styles.xml: the paragraph, character and table styles that all layouts share."""

from __future__ import annotations

from typing import Any

from layouts import look
from layouts.stylebook import CHARACTERS, PARAGRAPHS
from layouts.tablestyles import table_styles
from layouts.xml import Element, paragraph_properties, run_properties, to_bytes, w

THEME_FONTS = {
    "asciiTheme": "minorHAnsi",
    "hAnsiTheme": "minorHAnsi",
    "eastAsiaTheme": "minorHAnsi",
    "cstheme": "minorHAnsi",
}
SWEDISH = {"val": "sv-SE", "eastAsia": "sv-SE", "bidi": "sv-SE"}


def styles() -> bytes:
    """Return styles.xml."""
    root = w("styles", _defaults(), _latent())
    root.extend(_style("paragraph", *row) for row in PARAGRAPHS)
    root.append(w("style", w("name", val="Default Paragraph Font"), *_rank(1), type="character", default=1,
                  styleId="DefaultParagraphFont"))  # fmt: skip
    root.extend(_style("character", *row) for row in CHARACTERS)
    root.extend(table_styles())
    root.append(w("style", w("name", val="No List"), *_rank(99), type="numbering", default=1, styleId="NoList"))
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


def _rank(priority: int) -> list[Element]:
    return [w("uiPriority", val=priority), w("semiHidden"), w("unhideWhenUsed")]


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
