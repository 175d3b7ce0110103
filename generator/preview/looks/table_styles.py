"""A table style as rules: the table, its cells, and those of its first row, its bands and its other parts.

Source: ECMA-376 part 1, 17.7.6 (conditional formatting), 17.4.38 (borders of a table).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from generator.preview.looks.classes import css
from generator.preview.looks.formatting import (
    Look,
    borders,
    cell_look,
    line_of,
    margins,
    paragraph_look,
    run_look,
)
from generator.preview.looks.palette import Palette
from generator.preview.looks.settings import settings
from generator.word.opc.names import PPR, RPR, TCPR, qn

_PARTS = {  # in the order in which they count, the last most
    "wholeTable": "> tbody > tr > *",
    "band1Vert": "> tbody > tr > .odd-col",
    "band2Vert": "> tbody > tr > .even-col",
    "band1Horz": "> tbody > .odd-row > *",
    "band2Horz": "> tbody > .even-row > *",
    "lastCol": "> tbody > tr > .last-col",
    "firstCol": "> tbody > tr > .first-col",
    "lastRow": "> tbody > .last-row > *",
    "firstRow": "> tbody > .first-row > *",
}


def table_rules(name: str, chain: Sequence[etree._Element], palette: Palette) -> Iterator[str]:
    """Yield the rules of a table style, given after those that it is based on; `name`: its class."""
    for style in chain:
        look = run_look(settings(style.find(RPR)), palette)
        properties = style.find(qn("w:tblPr"))
        yield from _border_rules(name, properties, palette)
        cell = cell_look(settings(style.find(TCPR)), palette)
        if properties is not None:
            cell |= margins(properties.find(qn("w:tblCellMar")))
        yield from _rule(name, "", look)
        yield from _rule(name, " > tbody > tr > *", cell)
        paragraphs = paragraph_look(settings(style.find(PPR)), palette)
        yield from _rule(name, " p", paragraphs)
        yield from _rule(name, " li", paragraphs)
    for part, below in _PARTS.items():
        for style in chain:
            for own in style.iterfind(qn("w:tblStylePr")):
                if own.get(qn("w:type")) == part:
                    look = run_look(settings(own.find(RPR)), palette)
                    look |= cell_look(settings(own.find(TCPR)), palette)
                    yield from _rule(name, f" {below}", look)


def _border_rules(name: str, properties: etree._Element | None, palette: Palette) -> Iterator[str]:
    holder = properties.find(qn("w:tblBorders")) if properties is not None else None
    yield from _rule(name, "", borders(holder, palette))
    for below, look in inside_lines(holder, palette):
        yield from _rule(name, below, look)


def inside_lines(holder: etree._Element | None, palette: Palette) -> Iterator[tuple[str, Look]]:
    """Yield where the lines between the cells of a table stand, and their look, of a w:tblBorders."""
    for inside, side, between in (
        ("insideH", "top", " > tbody > tr + tr > *"),
        ("insideV", "left", " > tbody > tr > * + *"),
    ):
        if holder is not None and (border := holder.find(qn(f"w:{inside}"))) is not None:
            yield between, {f"border-{side}": line_of(border, palette)}


def _rule(name: str, below: str, look: Look) -> Iterator[str]:
    """Yield a rule that whatever a place says itself goes before."""
    if look:
        yield f".paper :where(.{name}{below}){{{css(look)}}}"
