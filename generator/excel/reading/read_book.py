"""A workbook read: what stands in its cells, as Excel has saved it.

Read here and not by openpyxl, which gives the formulas of a workbook or its values, not both: a formula
that was saved without its value would look like an empty cell. Source: ECMA-376 part 1, 18.3 (sheets),
18.4 (shared strings), 18.17.4 (dates).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from lxml import etree

from generator.excel.reading.number_formats import Shown, formats_of
from generator.excel.reading.package import Package, open_package
from generator.language import _
from generator.problems import Problem, ProblemError

What = Literal["text", "number", "yesno", "error", "no-value"]
MOST_ROWS, MOST_COLUMNS = 20_000, 500
"""Rows with cells, and columns, of one sheet; a budget has some hundred and some twenty."""
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_OTHER_BOOK = re.compile(r"\[[^\]]+\][^!']*'?!|\|'?[^!]*'?!|\bWEBSERVICE\(|\bRTD\(", re.IGNORECASE)
"""In a formula: a cell of another workbook, DDE, what is fetched."""


class Cell(NamedTuple):
    """What a cell says: its text (of a number, with a point before decimals), what that is, how it is shown.

    `shown`: as a date, a percentage, or a plain number. `has_formula`: whether it is computed.
    """

    text: str
    what: What = "text"
    shown: Shown = "number"
    has_formula: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be read in it."""
        return self.what == "text" and not self.text.strip()


class Row(NamedTuple):
    """A row with its number, its cells by column (from 1), and whether it is hidden."""

    number: int
    cells: Mapping[int, Cell]
    is_hidden: bool = False


@dataclass(frozen=True)
class BookSheet:
    """A sheet: what it is called, its rows that hold anything, the ranges that are merged to one cell."""

    title: str
    is_hidden: bool
    rows: tuple[Row, ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True)
class Book:
    """A workbook: its sheets in order, and whether days are counted from 1904."""

    name: str
    sheets: tuple[BookSheet, ...]
    from_1904: bool = False

    def sheet(self, title: str) -> BookSheet | None:
        """Return the sheet of that name, None when there is none."""
        return next((each for each in self.sheets if each.title == title), None)


def read_book(data: bytes, name: str) -> Book:
    """Return the workbook; raise ProblemError when it is refused or cannot be read."""
    package = open_package(data, name)
    main = package.part_of("", "officedocument")
    root = package.tree(main) if main else None
    if root is None or etree.QName(root).localname != "workbook":
        message = _("This is no Excel workbook. Choose one that was saved as Excel Workbook (.xlsx).")
        raise ProblemError(Problem("error", "book-other-kind", message, name))
    properties = root.find("{*}workbookPr")
    from_1904 = properties is not None and properties.get("date1904", "0") in {"1", "true"}
    reader = _Reader(package, main)
    return Book(name, tuple(reader.sheets(root)), from_1904)


@dataclass
class _Reader:
    package: Package
    main: str
    strings: list[str] = field(default_factory=list)
    formats: list[Shown] = field(default_factory=list)

    def sheets(self, root: etree._Element) -> Iterator[BookSheet]:
        """Yield the sheets of cells in their order."""
        if part := self.package.part_of(self.main, "sharedstrings"):
            self.strings = [_text(each) for each in self.package.tree(part).iterchildren("{*}si")]
        if part := self.package.part_of(self.main, "styles"):
            self.formats = formats_of(self.package.tree(part))
        related = self.package.related(self.main)
        for each in root.iterfind("{*}sheets/{*}sheet"):
            ids = [value for name, value in each.attrib.items() if str(name).endswith("}id")]
            relation = related.get(str(ids[0])) if ids else None
            if relation is not None and relation.target in self.package.parts:
                title = each.get("name", "")
                hidden = each.get("state", "visible") != "visible"
                yield self._sheet(title, relation.target, is_hidden=hidden)

    def _sheet(self, title: str, part: str, *, is_hidden: bool) -> BookSheet:
        root = self.package.tree(part)
        rows = tuple(self._rows(root, title))
        merged = [_range(each.get("ref", "")) for each in root.iterfind("{*}mergeCells/{*}mergeCell")]
        return BookSheet(title, is_hidden, rows, tuple(each for each in merged if each))

    def _rows(self, root: etree._Element, title: str) -> Iterator[Row]:
        number = count = 0
        for row in root.iterfind("{*}sheetData/{*}row"):
            number = _whole(row.get("r")) or number + 1
            cells = {}
            column = 0
            for each in row.iterchildren("{*}c"):
                column = _column(each.get("r", "")) or column + 1
                cell = self._cell(each)
                if not cell.is_empty:
                    cells[column] = cell
            if cells:
                count += 1
                if count > MOST_ROWS or max(cells) > MOST_COLUMNS:
                    raise self._too_large(title)
                yield Row(number, cells, row.get("hidden", "0") in {"1", "true"})

    def _cell(self, element: etree._Element) -> Cell:
        kind = element.get("t", "n")
        formula, found = element.find("{*}f"), element.find("{*}v")
        has_formula = formula is not None
        if formula is not None and _OTHER_BOOK.search(formula.text or ""):
            raise self._links()
        if kind == "inlineStr":
            inline = element.find("{*}is")
            return Cell(_text(inline) if inline is not None else "")
        text = (found.text or "") if found is not None else ""
        if has_formula and not text and kind != "str":
            return Cell("", "no-value", has_formula=True)
        if kind == "s":
            number = _whole(text)
            if number is None or number >= len(self.strings):
                raise self.package.damaged()
            return Cell(self.strings[number], has_formula=has_formula)
        what: dict[str, What] = {"b": "yesno", "e": "error", "str": "text", "d": "text"}
        if kind in what:
            text = _unescaped(text) if kind == "str" else text.partition("T")[0] if kind == "d" else text
            return Cell(text, what[kind], has_formula=has_formula)
        if not text.strip():
            return Cell("")
        style = _whole(element.get("s", "0")) or 0
        shown: Shown = self.formats[style] if style < len(self.formats) else "number"
        return Cell(text.strip(), "number", shown, has_formula)

    def _links(self) -> ProblemError:
        message = _(
            "The workbook fetches values from other files or sources. In Excel, choose Data, Edit Links (or "
            "Queries & Connections) and break them, so that the values stand in the cells."
        )
        return ProblemError(Problem("error", "book-links", message, self.package.name))

    def _too_large(self, title: str) -> ProblemError:
        message = _(
            "The sheet “{sheet}” has more than {rows} rows or {columns} columns with text. Copy what is the "
            "budget into a new workbook."
        ).format(sheet=title, rows=MOST_ROWS, columns=MOST_COLUMNS)
        return ProblemError(Problem("error", "book-too-large", message, self.package.name))


def _text(element: etree._Element) -> str:
    """Return a string's text, of its runs too; how it is read aloud (phonetic) is no part of it."""
    found = []
    for each in element.iterchildren("{*}t", "{*}r"):
        inner = each if etree.QName(each).localname == "t" else each.find("{*}t")
        found.append((inner.text or "") if inner is not None else "")
    return _unescaped("".join(found))


def _unescaped(text: str) -> str:
    """Return a text with the characters that Excel writes as _xHHHH_ (ECMA-376 part 1, 22.9.2.19)."""
    text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None


def _column(reference: str) -> int | None:
    """Return the number of the column that a cell's reference names."""
    match = _CELL.fullmatch(reference)
    if match is None:
        return None
    number = 0
    for sign in match[1]:
        number = number * 26 + ord(sign) - ord("A") + 1
    return number


def _range(reference: str) -> tuple[int, int, int, int] | None:
    """Return first row, first column, last row and last column of a range."""
    ends = [(_CELL.fullmatch(each), _column(each)) for each in reference.split(":")]
    numbers = [(int(match[2]), column) for match, column in ends if match and column]
    return (*numbers[0], *numbers[1]) if len(numbers) == 2 else None
