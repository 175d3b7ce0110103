"""The lists of a document: which number each paragraph of one has, and how that is written.

Source: ECMA-376 part 1, 17.9 (numbering). The lists of one definition count on from each other, unless one
starts anew; a level starts again after an item of a level above it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from generator.preview.looks.formatting import Look, first_line, run_look, side_of
from generator.preview.looks.palette import value
from generator.preview.looks.settings import Settings, settings
from generator.preview.looks.style_sheet import Kind, Sheet
from generator.word.opc.names import PPR, RPR, qn
from generator.word.opc.xml import whole
from generator.word.text.numbering import Level, Numbering
from generator.word.text.styles import num_pr

_LEVELS = 9
_NUMBERED = qn("w:numPr")
_PLACE = re.compile(r"%([1-9])")
_TYPES = {"decimal": "", "lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
"""What HTML calls the ways to number that it has too."""
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST = 5000
_BULLETS = {
    "\uf0b7": "•",
    "\uf0a7": "▪",
    "\uf0d8": "➢",
    "\uf0fc": "✓",
    "o": "◦",
    "\uf02d": "–",
    "\uf0a8": "◇",
}
"""What the letters of Symbol, Wingdings and Courier New look like that Word makes its bullets of."""


class Item(NamedTuple):
    """A paragraph in a list: `number` counts, `text` is what stands before it as Word writes it.

    `name` and `type`: the HTML element of such a list, and its type when its marks are HTML's own (`native`).
    `left` and `first`: how far in the paragraph and its first line stand, in twips; `look`: of the mark.
    """

    ilvl: int
    name: str
    type: str
    number: int
    text: str
    native: bool
    left: int
    first: int
    look: Look


class _Level(NamedTuple):
    """A level of a list: `pattern` is its w:lvlText, `look` that of its mark.

    Lists of one `definition` count on from each other, but for one that starts `anew`.
    """

    level: Level
    element: etree._Element
    pattern: str
    look: Look
    definition: int
    anew: bool


class Lists:
    """Counts through a document, story by story and paragraph by paragraph."""

    def __init__(self, numbering: Numbering | None, sheet: Sheet) -> None:
        self._numbering, self._sheet = numbering, sheet
        self._counts: dict[int, list[int | None]] = {}
        self._begun: set[tuple[int, int]] = set()
        self._levels: dict[tuple[int, int], _Level | None] = {}

    def item(self, found: Settings, style: str) -> Item | None:
        """Return the place in its list of a paragraph with this w:pPr and style; None outside lists."""
        own = found.get(_NUMBERED)
        of_style = self._sheet.styles.numbering(style)
        if self._numbering is None or (own is None and of_style is None):
            return None
        num_id, ilvl = num_pr(own) if own is not None else (None, None)
        num_id = num_id if num_id is not None else (of_style or (None,))[0]
        ilvl = ilvl if ilvl is not None else (of_style[1] if of_style and own is None else 0)
        if not num_id or not 0 <= ilvl < _LEVELS:
            return None
        known = self._level(num_id, ilvl)
        if known is None:
            return None
        number = self._count(num_id, ilvl, known)
        if known.level.format == "none":
            return None
        left, first = _indents(found, known.element, self._sheet.kind(style), own is None)
        form = known.level.format
        if form == "bullet":
            return Item(ilvl, "ul", "", number, known.pattern, True, left, first, known.look)
        native = known.pattern == f"%{ilvl + 1}." and form in _TYPES
        text = self._text(num_id, known)
        return Item(ilvl, "ol", _TYPES.get(form, ""), number, text, native, left, first, known.look)

    def _level(self, num_id: int, ilvl: int) -> _Level | None:
        key = num_id, ilvl
        if key not in self._levels and self._numbering is not None:
            level = self._numbering.level(num_id, ilvl)
            element = self._numbering.level_element(num_id, ilvl)
            self._levels[key] = None
            if level is not None and element is not None:
                self._levels[key] = self._known(num_id, ilvl, level, element)
        return self._levels.get(key)

    def _known(self, num_id: int, ilvl: int, level: Level, element: etree._Element) -> _Level:
        look = run_look(settings(element.find(RPR)), self._sheet.palette)
        pattern = value(element.find(qn("w:lvlText")))
        if level.format == "bullet":
            look.pop("font-family", None)  # of pictures, mostly
            pattern = _BULLETS.get(pattern, pattern)
        definition = self._numbering.definition(num_id) if self._numbering else None
        anew = self._numbering is not None and self._numbering.starts_anew(num_id, ilvl)
        return _Level(level, element, pattern, look, -1 if definition is None else definition, anew=anew)

    def _count(self, num_id: int, ilvl: int, level: _Level) -> int:
        counts = self._counts.setdefault(level.definition, [None] * _LEVELS)
        if level.anew and (num_id, ilvl) not in self._begun:
            counts[ilvl] = None
            self._begun.add((num_id, ilvl))
        before = counts[ilvl]
        counts[ilvl] = number = level.level.start if before is None else before + 1
        counts[ilvl + 1 :] = [None] * (_LEVELS - ilvl - 1)
        return number

    def _text(self, num_id: int, level: _Level) -> str:
        """Return the number as Word writes it, such as `2.1` or `Mål 3`."""
        counts = self._counts[level.definition]

        def written(place: re.Match[str]) -> str:
            ilvl = int(place[1]) - 1
            found = self._level(num_id, ilvl)
            number = counts[ilvl] if counts[ilvl] is not None else found.level.start if found else 1
            return _written(number or 0, found.level.format if found else "decimal")

        return _PLACE.sub(written, level.pattern)


def _indents(found: Settings, level: etree._Element, kind: Kind, by_style: bool) -> tuple[int, int]:
    """Return the indents: what the paragraph says, then its style when it gives the number, then the list."""
    own = found.get(qn("w:ind"))
    of_level = level.find(f"{PPR}/{qn('w:ind')}")
    lefts = [side_of(each, "left") if each is not None else None for each in (own, of_level)]
    firsts = [first_line(each) if each is not None else None for each in (own, of_level)]
    left = [None if said is None else whole(said) for said in lefts]
    styled = (kind.left, kind.first) if by_style else (None, None)
    return (
        next((said for said in (left[0], styled[0], left[1]) if said is not None), 0),
        next((said for said in (firsts[0], styled[1], firsts[1]) if said is not None), 0),
    )


def _written(number: int, form: str) -> str:
    if not 0 < number <= _MOST:
        return str(number)
    if form in {"lowerLetter", "upperLetter"}:  # z is followed by aa, bb
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters if form == "lowerLetter" else letters.upper()
    if form in {"lowerRoman", "upperRoman"}:
        letters = ""
        for worth, sign in _ROMAN:
            letters += sign * (number // worth)
            number %= worth
        return letters if form == "lowerRoman" else letters.upper()
    return f"{number:02d}" if form == "decimalZero" else str(number)
