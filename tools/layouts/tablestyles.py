"""The table styles: a plain one for anybody's use, and ours with a header row and a sum row."""

from __future__ import annotations

from layouts.look import ACCENT, INK, LINE, TINT
from layouts.xml import Element, run_properties, themed, w

Margins = tuple[tuple[str, int], ...]
WORDS_OWN_MARGINS = (("top", 0), ("left", 108), ("bottom", 0), ("right", 108))
MARGINS = (("top", 55), ("left", 85), ("bottom", 55), ("right", 85))


def table_styles() -> list[Element]:
    """Return the table styles."""
    normal = w(
        "style",
        w("name", val="Normal Table"),
        w("uiPriority", val=99),
        w("semiHidden"),
        w("unhideWhenUsed"),
        _properties(WORDS_OWN_MARGINS),
        type="table",
        default=1,
        styleId="TableNormal",
    )  # fmt: skip
    grid = _style("TableGrid", "Table Grid", custom=False, inside=LINE)
    ours = _style("Tabell", "Tabell", custom=True, inside=None)
    ours.extend(
        [
            _row("firstRow", fill=TINT, top=None, bottom=(ACCENT, 8)),
            _row("lastRow", fill=None, top=(ACCENT, 8), bottom=None),
        ]
    )
    facts = _style("Faktatabell", "Faktatabell", custom=True, inside=None)
    facts.append(_row("firstRow", fill=None, top=None, bottom=(ACCENT, 8)))
    return [normal, grid, ours, facts]


def _style(style_id: str, name: str, *, custom: bool, inside: str | None) -> Element:
    line = {"val": "single", "sz": 4, "space": 0, "color": LINE}
    sides = (
        ("top", "left", "bottom", "right", "insideH", "insideV") if inside else ("top", "bottom", "insideH")
    )
    style = w(
        "style",
        w("name", val=name),
        w("basedOn", val="TableNormal"),
        w("uiPriority", val=39),
        w("qFormat") if custom else None,
        _properties(MARGINS, w("tblBorders", *(w(side, **themed(line)) for side in sides))),
        type="table",
        styleId=style_id,
    )  # fmt: skip
    if custom:
        style.set(f"{{{style.nsmap['w']}}}customStyle", "1")
    return style


def _properties(margins: Margins, borders: Element | None = None) -> Element:
    cells = w("tblCellMar", *(w(side, w=width, type="dxa") for side, width in margins))
    return w("tblPr", w("tblInd", w=0, type="dxa"), borders, cells)


def _row(
    where: str, *, fill: str | None, top: tuple[str, int] | None, bottom: tuple[str, int] | None
) -> Element:
    lines = [
        w(side, **themed({"val": "single", "sz": line[1], "space": 0, "color": line[0]}))
        for side, line in (("top", top), ("bottom", bottom))
        if line
    ]
    shade = w("shd", **themed({"val": "clear", "color": "auto", "fill": fill})) if fill else None
    return w(
        "tblStylePr",
        run_properties(bold=True, color=INK),
        w("tcPr", w("tcBorders", *lines), shade),
        type=where,
    )
