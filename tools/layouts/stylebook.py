"""What each paragraph and character style looks like; ids and names as Word's own where Word has one."""

from __future__ import annotations

from typing import Any

from layouts.look import ACCENT, HOLE, HOLE_GROUND, INK, LINE, MARK, QUIET, TEXT_WIDTH, TINT
from layouts.numbering import BULLETS, GOALS, NUMBERS, STEP

Row = tuple[str, str, dict[str, Any]]
BRITISH = {"val": "en-GB", "eastAsia": "en-GB", "bidi": "en-GB"}
SIGNATURE_COLUMN = 3119
SIGNATURE_MARGIN = 4200
SIGNATURE_TABS = [
    ("tab", {"val": "left", "pos": SIGNATURE_COLUMN}),
    ("tab", {"val": "right", "leader": "underscore", "pos": TEXT_WIDTH}),
]
RIGHT_TAB = [("tab", {"val": "right", "pos": TEXT_WIDTH})]


def space(before: int = 0, after: int = 0, line: int = 276) -> dict[str, Any]:
    """Return spacing in twentieths of a point; a line of 240 is single."""
    return {"before": before, "after": after, "line": line, "lineRule": "auto"}


def rule(colour: str = LINE, size: int = 4, gap: int = 4) -> dict[str, Any]:
    """Return a thin line."""
    return {"val": "single", "sz": size, "space": gap, "color": colour}


def _heading(level: int, before: int, after: int, size: float, **more: Any) -> Row:
    p = {"keepNext": True, "keepLines": True, "outlineLvl": level - 1} | more
    p["spacing"] = space(before, after, 252)
    fonts = {
        "asciiTheme": "majorHAnsi",
        "hAnsiTheme": "majorHAnsi",
        "eastAsiaTheme": "majorHAnsi",
        "cstheme": "majorHAnsi",
    }
    r = {"rFonts": fonts, "bold": True, "color": INK, "size": size}
    about = {"basedOn": "Normal", "next": "Normal", "priority": 9, "p": p, "r": r}
    return f"Heading{level}", f"heading {level}", about


def _list(kind: str, level: int, number: int) -> Row:
    end = str(level) if level > 1 else ""
    num = [("ilvl", level - 1), ("numId", number)] if level > 1 else [("numId", number)]
    p = {"numPr": num, "spacing": space(0, 90)}
    return f"List{kind}{end}", f"List {kind}{' ' + end if end else ''}", {
        "basedOn": "Normal", "priority": 10, "p": p}  # fmt: skip


def _continued(level: int) -> Row:
    """Return the style of a further paragraph of a list's item."""
    end = f" {level}" if level > 1 else ""
    p = {"spacing": space(0, 90), "ind": {"left": STEP * level}}
    return f"ListContinue{end.strip()}", f"List Continue{end}", {
        "basedOn": "Normal", "priority": 11, "quick": False, "p": p}  # fmt: skip


def _own(style_id: str, name: str, based: str = "Normal", **about: Any) -> Row:
    return style_id, name, {"builtin": False, "basedOn": based, "priority": 30} | about


TITLES: list[Row] = [
    ("Title", "Title", {"basedOn": "Normal", "next": "Subtitle", "priority": 8,
        "p": {"keepNext": True, "keepLines": True, "spacing": space(0, 80, 240)},
        "r": {"bold": True, "color": INK, "size": 24}}),
    ("Subtitle", "Subtitle", {"basedOn": "Normal", "next": "Normal", "priority": 8,
        "p": {"keepLines": True, "spacing": space(0, 320, 252)}, "r": {"color": QUIET, "size": 14}}),
]  # fmt: skip
MINOR_HEADINGS = [_heading(3, 260, 60, 11.5), _heading(4, 180, 40, 11)]
FORM_HEADINGS = [
    _heading(1, 0, 80, 22),
    _heading(2, 400, 140, 15, pBdr=[("bottom", rule(ACCENT, 6, 3))]),
    *MINOR_HEADINGS,
]
LETTER_HEADINGS = [_heading(1, 0, 120, 17), _heading(2, 320, 80, 13), *MINOR_HEADINGS]

LISTS: list[Row] = [
    *(_list("Bullet", level, BULLETS) for level in (1, 2, 3)),
    *(_list("Number", level, NUMBERS) for level in (1, 2, 3)),
    *(_continued(level) for level in (1, 2, 3)),
    _own("Goal", "Mål", next="GoalTarget", p={
        "keepNext": True, "numPr": [("numId", GOALS)], "spacing": space(80, 40)}),
    _own("GoalTarget", "Målvärde", p={
        "numPr": [("ilvl", 1), ("numId", GOALS)], "spacing": space(0, 40)}),
]  # fmt: skip

CONTENTS: list[Row] = [
    ("TOCHeading", "TOC Heading", {"basedOn": "Normal", "next": "Normal", "priority": 39,
        "p": {"keepNext": True, "keepLines": True, "spacing": space(240, 60, 252)},
        "r": {"bold": True, "color": INK, "size": 12}}),
    *((f"TOC{level}", f"toc {level}", {"basedOn": "Normal", "next": "Normal", "priority": 39, "quick": False,
        "p": {"tabs": [("tab", {"val": "right", "leader": "dot", "pos": TEXT_WIDTH})],
              "spacing": space(0, 0, 240), "ind": {"left": max(level - 2, 0) * 240}}, "r": {"size": 10}})
      for level in (1, 2, 3)),
]  # fmt: skip

TABLES: list[Row] = [
    ("Caption", "caption", {"basedOn": "Normal", "next": "Normal", "priority": 35,
        "p": {"keepNext": True, "keepLines": True, "spacing": space(160, 80, 252)},
        "r": {"bold": True, "color": INK, "size": 10}}),
    _own("TableText", "Tabelltext", p={"spacing": space(0, 0, 252)}, r={"size": 10}),
    _own("TableFigure", "Tabellsiffra", "TableText", p={"jc": "right"}),
    _own("TableFigureSmall", "Tabellsiffra liten", "TableFigure", r={"size": 8.5}),
    _own("TableHeading", "Tabellrubrik", "TableText", p={"keepNext": True, "keepLines": True},
         r={"bold": True, "color": INK}),
    _own("TableHeadingFigure", "Tabellrubrik siffra", "TableHeading", p={"jc": "right"}),
    _own("TableStrong", "Tabelltext stark", "TableText", r={"bold": True}),
    _own("Chart", "Diagram", p={"keepLines": True, "spacing": space(120, 160, 240)}),
    _own("Question", "Fråga", "TableText", r={"color": QUIET}),
]  # fmt: skip

NOTES: list[Row] = [
    _own("Help", "Hjälptext", p={"keepNext": True, "keepLines": True, "spacing": space(0, 80, 252)},
         r={"italic": True, "color": QUIET, "size": 10}),
    _own("Note", "Anmärkning", p={
        "keepLines": True,
        "pBdr": [("top", rule(TINT, 4, 4)), ("left", rule(ACCENT, 24, 8)), ("bottom", rule(TINT, 4, 4)),
                 ("right", rule(TINT, 4, 6))],
        "shd": {"val": "clear", "color": "auto", "fill": TINT},
        "spacing": space(200, 180, 264), "ind": {"left": 170, "right": 140}}, r={"color": QUIET, "size": 10}),
    _own("Count", "Teckenräknare", p={"spacing": space(0, 120, 240), "jc": "right"},
         r={"color": QUIET, "size": 9}),
    _own("EnglishSummary", "Summary English", r={"lang": BRITISH}),
    _own("TemplateTag", "Mallkod", p={"keepNext": True, "spacing": space(0, 0, 240)},
         r={"noProof": True, "color": QUIET, "size": 8.5}),
]  # fmt: skip

LETTER: list[Row] = [
    ("Header", "header", {"basedOn": "Normal", "priority": 40, "quick": False,
        "p": {"tabs": RIGHT_TAB, "spacing": space(0, 0, 240)}, "r": {"color": QUIET, "size": 9.5}}),
    ("Footer", "footer", {"basedOn": "Normal", "priority": 40, "quick": False,
        "p": {"pBdr": [("top", rule(LINE, 4, 6))], "tabs": RIGHT_TAB, "spacing": space(0, 0, 240)},
        "r": {"color": QUIET, "size": 9.5}}),
    _own("Organisation", "Organisation", "Header", r={"bold": True, "color": INK, "size": 13}),
    _own("Receiver", "Mottagare", next="Heading1", p={"keepNext": True, "spacing": space(0, 40, 240)},
         r={"color": ACCENT, "size": 12}),
    _own("Sender", "Avsändare", p={"spacing": space(0, 0, 264)}),
    _own("DateLine", "Datumrad", next="Heading1", p={
        "pBdr": [("bottom", rule(ACCENT, 6, 6))], "tabs": RIGHT_TAB, "spacing": space(280, 400, 252)}),
    _own("SignatureLine", "Underskriftsrad", next="SignatureLine", p={
        "keepNext": True, "keepLines": True, "spacing": space(500, 0, 264), "tabs": SIGNATURE_TABS,
        "ind": {"left": SIGNATURE_COLUMN, "hanging": SIGNATURE_COLUMN}}),
    _own("SignatureName", "Namnförtydligande", "SignatureLine", p={
        "keepNext": False, "spacing": space(140, 0, 264)}),
    ("Signature", "Signature", {"basedOn": "Normal", "priority": 41,
        "p": {"keepLines": True, "pBdr": [("top", rule(LINE, 4, 4))], "spacing": space(1000, 240),
              "ind": {"right": SIGNATURE_MARGIN}}}),
]  # fmt: skip

NORMAL: Row = ("Normal", "Normal", {"priority": 1, "p": {"widowControl": True}})

CHARACTERS: list[Row] = [
    ("Strong", "Strong", {"priority": 22, "r": {"bold": True}}),
    ("Emphasis", "Emphasis", {"priority": 23, "r": {"italic": True}}),
    ("Hyperlink", "Hyperlink", {"priority": 24, "r": {"color": ACCENT, "u": "single"}}),
    ("PlaceholderText", "Placeholder Text", {"priority": 25, "r": {
        "color": HOLE, "shd": {"val": "clear", "color": "auto", "fill": HOLE_GROUND}}}),
    _own("Proposed", "Föreslagen", "DefaultParagraphFont", r={
        "bold": False, "color": QUIET, "vertAlign": "superscript"}),
    _own("Draft", "Utkast", "DefaultParagraphFont", r={"bold": True, "caps": True, "color": MARK}),
]  # fmt: skip


def paragraphs(*, letter: bool) -> list[Row]:
    """Return the paragraph styles; a letter's headings are smaller than a form's."""
    headings = LETTER_HEADINGS if letter else FORM_HEADINGS
    return [NORMAL, *TITLES, *headings, *LISTS, *CONTENTS, *TABLES, *NOTES, *LETTER]
