"""What a w:rPr, w:pPr or w:tcPr makes of its place, as CSS declarations.

Source: ECMA-376 part 1, 17.3.1 (paragraphs), 17.3.2 (runs), 17.4.65 and following (cells).
"""

from __future__ import annotations

from lxml import etree

from generator.preview.looks.palette import Palette, points, pt, value
from generator.preview.looks.settings import Settings
from generator.word.opc.names import qn
from generator.word.opc.xml import is_on, whole

Look = dict[str, str]
SIDES = {
    "top": "top", "bottom": "bottom", "left": "left", "start": "left", "right": "right", "end": "right",
}  # fmt: skip
_ALIGNED = {
    "right": "right",
    "end": "right",
    "center": "center",
    "both": "justify",
    "left": "left",
    "start": "left",
}
_LINES = {"dotted": "dotted", "dashed": "dashed", "double": "double", "dashSmallGap": "dashed"}
_TOGGLES = (
    (qn("w:b"), "font-weight", "bold", "normal"),
    (qn("w:i"), "font-style", "italic", "normal"),
    (qn("w:caps"), "text-transform", "uppercase", "none"),
    (qn("w:smallCaps"), "font-variant-caps", "small-caps", "normal"),
    (qn("w:vanish"), "display", "none", "inline"),
)
_MARKED = {
    "yellow": "yellow", "green": "lime", "cyan": "cyan", "magenta": "magenta", "blue": "blue", "red": "red",
    "darkBlue": "navy", "darkCyan": "teal", "darkGreen": "green", "darkMagenta": "purple",
    "darkRed": "maroon", "darkYellow": "olive", "darkGray": "gray", "lightGray": "silver",
    "black": "black", "white": "white",
}  # fmt: skip
_OF_A_PARAGRAPH = frozenset(qn(f"w:{name}") for name in "spacing ind jc pBdr shd".split())
_STRUCK = (qn("w:strike"), qn("w:dstrike"))
_OF_A_RUN = frozenset(
    [*(name for name, *_said in _TOGGLES), *_STRUCK]
    + [qn(f"w:{name}") for name in "rFonts sz color u vertAlign highlight shd".split()]
)
_OF_A_CELL = frozenset(qn(f"w:{name}") for name in "tcBorders shd vAlign tcMar".split())
_RAISED = 0.65
"""So large is a raised or lowered letter beside the others."""


def run_look(found: Settings, palette: Palette) -> Look:
    """Return the look of a run, or of a style's letters."""
    look: Look = {}
    if _OF_A_RUN.isdisjoint(found):
        return look
    if font := palette.font(found.get(qn("w:rFonts"))):
        look["font-family"] = font
    size = whole(value(found.get(qn("w:sz")))) / 2
    if 1 <= size <= 819:
        look["font-size"] = pt(size)
    if colour := palette.colour(found.get(qn("w:color"))):
        look["color"] = colour
    for name, key, on, off in _TOGGLES:
        if (toggle := found.get(name)) is not None:
            look[key] = on if is_on(toggle) else off
    look |= _lines(found)
    raised = {"superscript": "super", "subscript": "sub"}.get(value(found.get(qn("w:vertAlign"))), "")
    if raised:
        small = pt(size * _RAISED) if "font-size" in look else f"{_RAISED:.0%}"
        look |= {"vertical-align": raised, "font-size": small, "line-height": "0"}
    back = _MARKED.get(value(found.get(qn("w:highlight"))), "")
    if back := back or palette.colour(found.get(qn("w:shd")), "fill"):
        look["background-color"] = back
    return look


def _lines(found: Settings) -> Look:
    under = value(found.get(qn("w:u")))
    struck = any(is_on(found.get(name)) for name in _STRUCK)
    said = [word for word, on in (("underline", under not in {"", "none"}), ("line-through", struck)) if on]
    if said:
        return {"text-decoration": " ".join(said)}
    return {"text-decoration": "none"} if under == "none" else {}


def paragraph_look(found: Settings, palette: Palette) -> Look:
    """Return the look of a paragraph, or of a style's paragraphs."""
    look: Look = {}
    if _OF_A_PARAGRAPH.isdisjoint(found):
        return look
    look |= _spacing(found.get(qn("w:spacing")))
    if (indent := found.get(qn("w:ind"))) is not None:
        for side in ("left", "right"):
            if (said := side_of(indent, side)) is not None:
                look[f"margin-{side}"] = pt(points(said))
        if (first := first_line(indent)) is not None:
            look["text-indent"] = pt(points(first))
    if aligned := _ALIGNED.get(value(found.get(qn("w:jc")))):
        look["text-align"] = aligned
    look |= borders(found.get(qn("w:pBdr")), palette, padded=True)
    if back := palette.colour(found.get(qn("w:shd")), "fill"):
        look["background-color"] = back
    return look


def outside_text(look: Look) -> Look:
    """Return a paragraph's look with its lines at the sides outside its indents, where Word draws them."""
    moved = dict(look)
    for side in ("left", "right"):
        width = look.get(f"border-{side}", "none").partition(" ")[0]
        if width != "none":
            room, margin = look.get(f"padding-{side}", "0"), look.get(f"margin-{side}", "0")
            moved[f"margin-{side}"] = (
                "calc(" + " - ".join(_length(each) for each in (margin, room, width)) + ")"
            )
    return moved


def _length(said: str) -> str:
    return "0pt" if said == "0" else said


def side_of(indent: etree._Element, side: str) -> str | None:
    """Return how far in a w:ind holds a side, in twips; `start` and `left` are one."""
    other = {"left": "start", "right": "end"}[side]
    return indent.get(qn(f"w:{side}"), indent.get(qn(f"w:{other}")))


def first_line(indent: etree._Element) -> int | None:
    """Return how much farther in the first line begins, in twips; negative when it hangs out."""
    hanging, first = indent.get(qn("w:hanging")), indent.get(qn("w:firstLine"))
    if hanging is not None:
        return -whole(hanging)
    return None if first is None else whole(first)


def _spacing(spacing: etree._Element | None) -> Look:
    look: Look = {}
    if spacing is None:
        return look
    for side, name in (("before", "margin-top"), ("after", "margin-bottom")):
        if (said := spacing.get(qn(f"w:{side}"))) is not None:
            look[name] = pt(max(0, points(said)))
    line = whole(spacing.get(qn("w:line")))
    if line > 0:
        rule = spacing.get(qn("w:lineRule"), "auto")
        if rule == "auto":
            look["line-height"] = f"{line / 240 * 1.2:.3g}"
        elif rule == "exact":
            look["line-height"] = pt(points(line))
    return look


def borders(holder: etree._Element | None, palette: Palette, *, padded: bool = False) -> Look:
    """Return the lines around a paragraph (`padded`: with the room inside), a table or a cell."""
    look: Look = {}
    for border in holder if holder is not None else ():
        side = SIDES.get(etree.QName(border).localname)
        if side is None:
            continue
        look[f"border-{side}"] = line_of(border, palette)
        if padded and look[f"border-{side}"] != "none":
            look[f"padding-{side}"] = pt(min(31, abs(whole(border.get(qn("w:space"))))))
    return look


def line_of(border: etree._Element, palette: Palette) -> str:
    """Return one line, such as `0.5pt solid #888888`."""
    kind = value(border)
    if kind in {"nil", "none", ""}:
        return "none"
    width = max(2, min(96, whole(border.get(qn("w:sz")), 4))) / 8
    return f"{pt(width)} {_LINES.get(kind, 'solid')} {palette.colour(border, 'color') or 'currentcolor'}"


def cell_look(found: Settings, palette: Palette) -> Look:
    """Return the look of a cell, or of the cells that a table style names."""
    look: Look = {}
    if _OF_A_CELL.isdisjoint(found):
        return look
    look |= borders(found.get(qn("w:tcBorders")), palette)
    if back := palette.colour(found.get(qn("w:shd")), "fill"):
        look["background-color"] = back
    aligned = {"center": "middle", "bottom": "bottom", "top": "top"}.get(value(found.get(qn("w:vAlign"))))
    if aligned:
        look["vertical-align"] = aligned
    return look | margins(found.get(qn("w:tcMar")))


def margins(holder: etree._Element | None) -> Look:
    """Return the room inside a cell, of a w:tcMar or w:tblCellMar."""
    look: Look = {}
    for margin in holder if holder is not None else ():
        if side := SIDES.get(etree.QName(margin).localname):
            look[f"padding-{side}"] = pt(max(0, points(margin.get(qn("w:w")))))
    return look
