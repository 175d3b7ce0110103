"""The styles of a document as a style sheet, and what the drawing has to know of each.

What a style says comes with what it is based on; what it does not say a paragraph inherits, as in Word from
the style of its table and the document's defaults. Source: ECMA-376 part 1, 17.7.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from generator.preview.html import identifier
from generator.preview.looks.classes import css
from generator.preview.looks.formatting import (
    Look,
    first_line,
    outside_text,
    paragraph_look,
    run_look,
    side_of,
)
from generator.preview.looks.palette import Palette, value
from generator.preview.looks.settings import settings
from generator.preview.looks.table_styles import table_rules
from generator.preview.looks.tabs import Stop, stops_of
from generator.word.opc.names import PPR, RPR, qn
from generator.word.opc.package import Package
from generator.word.opc.xml import is_on, parse, whole
from generator.word.text.styles import Styles

_BLOCKS = "p,h1,h2,h3,h4,h5,h6,li"
_BODY_TEXT = 9
"""The outline level of what is no heading (17.3.1.20)."""


class Kind(NamedTuple):
    """What a paragraph style gives: heading level from 0, indents in twips, tab stops."""

    level: int | None = None
    left: int | None = None
    first: int | None = None
    stops: tuple[Stop, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """The style sheet of a document's styles, and its styles by their ids."""

    css: str
    kinds: Mapping[str, Kind]
    styles: Styles
    palette: Palette
    language: str

    def kind(self, style: str) -> Kind:
        """Return what a paragraph style gives; nothing for one that the document lacks."""
        return self.kinds.get(style, Kind())

    def class_of(self, style: str) -> str:
        """Return the class of a style; nothing for one that the document lacks."""
        return identifier("s", style) if style in self.styles.names else ""


def sheet_of(package: Package) -> Sheet:
    """Return the sheet of a document; documents with the same styles and theme share it."""
    parts = [package.document_part(name) for name in ("styles", "theme")]
    return _sheet(*(package.parts[part] if part else b"" for part in parts), package.name)


@lru_cache(8)
def _sheet(styles: bytes, theme: bytes, name: str) -> Sheet:
    root = parse(styles, "styles.xml", name) if styles else etree.Element(qn("w:styles"))
    palette = Palette(parse(theme, "theme.xml", name) if theme else None)
    by_id = {style.get(qn("w:styleId"), ""): style for style in root.iterfind(qn("w:style"))}
    known = Styles(root)
    rules = [_plain(), *_defaults(root, palette)]
    tables: list[str] = []
    others: list[str] = []
    kinds = {}
    for style_id, style in by_id.items():
        chain = list(_chain(style_id, by_id))
        if style.get(qn("w:type")) == "table":
            tables += table_rules(identifier("s", style_id), chain, palette)
            continue
        others += _rules(style_id, style, chain, palette)
        kinds[style_id] = _kind(chain, known.names.get(style_id, ""))
    return Sheet("\n".join([*rules, *tables, *others, ""]), kinds, known, palette, _language(root))


@lru_cache(1)
def _plain() -> str:
    return (Path(__file__).parent / "paper.css").read_text("utf-8").strip()


def _defaults(root: etree._Element, palette: Palette) -> Iterator[str]:
    holder = f"{qn('w:docDefaults')}/"
    letters = run_look(settings(root.find(f"{holder}{qn('w:rPrDefault')}/{RPR}")), palette)
    yield f".paper{{{css({'font-size': '10pt', 'font-family': 'serif'} | letters)}}}"
    paragraphs = paragraph_look(settings(root.find(f"{holder}{qn('w:pPrDefault')}/{PPR}")), palette)
    yield f".paper :where({_BLOCKS}){{{css({'line-height': '1.2'} | paragraphs)}}}"


def _language(root: etree._Element) -> str:
    """Return the language that the document's text has unless it says otherwise; nothing for none."""
    said = value(root.find("/".join(map(qn, ("w:docDefaults", "w:rPrDefault", "w:rPr", "w:lang")))))
    return said if said.replace("-", "").isalnum() and said.isascii() else ""


def _chain(style_id: str, by_id: Mapping[str, etree._Element]) -> Iterator[etree._Element]:
    """Yield a style after those that it is based on."""
    found: list[etree._Element] = []
    while style_id in by_id and by_id[style_id] not in found:
        found.append(by_id[style_id])
        style_id = value(by_id[style_id].find(qn("w:basedOn")))
    yield from reversed(found)


def _rules(
    style_id: str, style: etree._Element, chain: list[etree._Element], palette: Palette
) -> Iterator[str]:
    look: Look = {}
    for each in chain:
        look |= paragraph_look(settings(each.find(PPR)), palette)
        look |= run_look(settings(each.find(RPR)), palette)
    place = f".paper .{identifier('s', style_id)}"
    if look:
        yield f"{place}{{{css(outside_text(look))}}}"
    if style.get(qn("w:type")) != "paragraph":
        return
    beside = f".{identifier('s', style_id)}"
    if any(is_on(each.find(f"{PPR}/{qn('w:contextualSpacing')}")) for each in chain):
        yield f"{place}:has(+ {beside}){{margin-bottom:0}}"
        yield f"{place} + {beside}{{margin-top:0}}"
    if "border-bottom" in look:  # neighbours with the same lines share them (17.3.1.24)
        yield f"{place}:has(+ {beside}){{border-bottom:none;padding-bottom:0}}"
    if "border-top" in look:
        yield f"{place} + {beside}{{border-top:none;padding-top:0}}"


def _kind(chain: list[etree._Element], name: str) -> Kind:
    level = left = first = None
    stops: tuple[Stop, ...] = ()
    if name.startswith("heading ") and name[8:].isdecimal():
        level = whole(name[8:], 1) - 1
    for style in chain:
        found = settings(style.find(PPR))
        if (outline := found.get(qn("w:outlineLvl"))) is not None:
            level = whole(value(outline), _BODY_TEXT)
        if (indent := found.get(qn("w:ind"))) is not None:
            said = side_of(indent, "left")
            left = left if said is None else whole(said)
            own = first_line(indent)
            first = first if own is None else own
        stops = stops_of(found, stops)
    return Kind(level if level is not None and 0 <= level < _BODY_TEXT else None, left, first, stops)
