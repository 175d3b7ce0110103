"""Colours and measures; every colour of a text has at least 4.5:1 against what lies under it.

A colour stands in the styles under its name in the theme (`THEMED`), so that a profile can change it.
"""

INK = "0B3C49"  # headings, 11:1 on white
ACCENT = "1C6B75"  # links and rules, 6:1 on white
TEXT = "1A1A1A"
QUIET = "4A5B63"  # help and small print, 7:1 on white
TINT = "E6EFF0"  # header rows
LINE = "A9C0C3"  # rules in tables
HOLE = "37536B"  # a placeholder's text, 6:1 on its ground
HOLE_GROUND = "E3EAF2"
MARK = "7A2E0E"  # "Utkast"

THEMED = {
    INK: "text2",
    ACCENT: "accent1",
    QUIET: "accent2",
    HOLE: "accent3",
    MARK: "accent4",
    LINE: "accent5",
    TINT: "background2",
}
"""ECMA-376 part 1, 17.18.97 (ST_ThemeColor)."""

PAGE_WIDTH, PAGE_HEIGHT, MARGIN = 11906, 16838, 1417  # A4, 25 mm; twentieths of a point
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN
