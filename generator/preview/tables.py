"""Tables: heads of rows and columns, cells over several, widths, and the parts that their style names.

Source: ECMA-376 part 1, 17.4 (tables); 17.4.55 (w:tblLook), 17.18.84 (its bits).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from generator.preview.html import element, escape
from generator.preview.looks.classes import joined
from generator.preview.looks.formatting import Look, borders, cell_look, margins
from generator.preview.looks.palette import points, pt, value
from generator.preview.looks.settings import Settings, settings
from generator.preview.looks.table_styles import inside_lines
from generator.preview.paper import Paper
from generator.preview.words.inline import field_attributes
from generator.word.opc.names import SDT, SDT_CONTENT, TC, TCPR, TR, TRPR, T, qn
from generator.word.opc.xml import is_on, whole

_COLUMNS = 63
"""Word's most (17.4.17)."""
_BITS = {
    "firstRow": 0x20,
    "lastRow": 0x40,
    "firstColumn": 0x80,
    "lastColumn": 0x100,
    "noHBand": 0x200,
    "noVBand": 0x400,
}
_SPAN, _MERGE = qn("w:gridSpan"), qn("w:vMerge")
_PASSED = frozenset(qn(f"w:{name}") for name in ("customXml", "ins", "del", "moveFrom", "moveTo", "smartTag"))


@dataclass(eq=False)
class _Cell:
    element: etree._Element
    found: Settings
    attributes: dict[str, str]
    column: int
    span: int
    rows: int = 1
    merge: str = ""


@dataclass(eq=False)
class _Row:
    element: etree._Element
    attributes: dict[str, str]
    cells: list[_Cell] = field(default_factory=list)
    before: int = 0

    def is_head(self) -> bool:
        """Say whether the row is repeated on each page, as the heads of columns are."""
        return is_on(self.element.find(f"{TRPR}/{qn('w:tblHeader')}"))


class Tables:
    """Draws tables; `blocks` draws what stands in a cell."""

    def __init__(self, paper: Paper, blocks: Callable[[etree._Element], str]) -> None:
        self._paper, self._blocks = paper, blocks

    def html(self, table: etree._Element, attributes: dict[str, str]) -> str:
        """Return the HTML of a table; `attributes` are those of the field that it is, if any."""
        rows = [_row(element, held) for element, held in _through(table, TR, {})]
        _merge(rows)
        properties = table.find(qn("w:tblPr"))
        of_table = properties if properties is not None else etree.Element(qn("w:tblPr"))
        look = _look(of_table)
        caption = value(of_table.find(qn("w:tblCaption")))
        head = element("caption", escape(caption), {}) if caption else ""
        body = "".join(
            self._row(row, look, number, len(rows)) for number, row in enumerate(rows) if row.cells
        )
        classes = joined(self._classes(table, of_table), attributes.get("class", ""))
        content = f"{head}{self._columns(table)}<tbody>{body}</tbody>"
        return element("table", content, attributes | {"class": classes})

    def _classes(self, table: etree._Element, properties: etree._Element) -> str:
        palette, classes = self._paper.sheet.palette, self._paper.classes
        look = _width(table, properties) | borders(properties.find(qn("w:tblBorders")), palette)
        if value(properties.find(qn("w:jc"))) == "center":
            look |= {"margin-left": "auto", "margin-right": "auto"}
        elif (indent := properties.find(qn("w:tblInd"))) is not None:
            look["margin-left"] = pt(points(indent.get(qn("w:w"))))
        inside = [
            classes.of(lines, below)
            for below, lines in inside_lines(properties.find(qn("w:tblBorders")), palette)
        ]
        room = classes.of(margins(properties.find(qn("w:tblCellMar"))), " > tbody > tr > *")
        style = self._paper.sheet.class_of(value(properties.find(qn("w:tblStyle"))))
        return joined(style, classes.of(look), room, *inside)

    def _columns(self, table: etree._Element) -> str:
        widths = [
            max(0, whole(c.get(qn("w:w")))) for c in table.iterfind(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")
        ]
        total = sum(widths)
        if not total:
            return ""
        names = (self._paper.classes.of({"width": f"{100 * width / total:.4g}%"}) for width in widths)
        columns = "".join(f'<col class="{name}">' for name in names)
        return f"<colgroup>{columns}</colgroup>"

    def _row(self, row: _Row, look: dict[str, bool], number: int, count: int) -> str:
        first = number == 0 and look["firstRow"]
        band = (
            "" if look["noHBand"] or first else ("even-row", "odd-row")[(number + (not look["firstRow"])) % 2]
        )
        last = "last-row" if number == count - 1 and look["lastRow"] else ""
        classes = joined("first-row" if first else band, last, row.attributes.get("class", ""))
        aside = f'<td colspan="{row.before}"></td>' if row.before else ""
        columns = max(cell.column + cell.span for cell in row.cells)
        is_head = row.is_head()
        cells = "".join(
            self._cell(cell, look, columns, is_head=is_head) for cell in row.cells if cell.merge != "continue"
        )
        return element("tr", aside + cells, row.attributes | {"class": classes})

    def _cell(self, cell: _Cell, look: dict[str, bool], columns: int, *, is_head: bool) -> str:
        first = cell.column == 0 and look["firstColumn"]
        last = cell.column + cell.span == columns and look["lastColumn"]
        band = (
            "" if look["noVBand"] else ("even-col", "odd-col")[(cell.column + (not look["firstColumn"])) % 2]
        )
        own = self._paper.classes.of(cell_look(cell.found, self._paper.sheet.palette))
        classes = joined("first-col" if first else band, "last-col" if last else "", own)
        scope = "col" if is_head else "row" if first else ""
        if scope and not any((text.text or "").strip() for text in cell.element.iter(T)):
            scope = ""  # a head says something
        attributes = cell.attributes | {
            "class": joined(classes, cell.attributes.get("class", "")),
            "scope": scope,
            "colspan": str(cell.span) if cell.span > 1 else "",
            "rowspan": str(cell.rows) if cell.rows > 1 else "",
        }
        return element("th" if scope else "td", self._blocks(cell.element), attributes)


def _through(
    holder: etree._Element, wanted: str, held: dict[str, str]
) -> Iterator[tuple[etree._Element, dict[str, str]]]:
    """Yield the rows of a table or the cells of a row, with the attributes of a control around each."""
    for child in holder:
        if child.tag == wanted:
            yield child, held
        elif child.tag == SDT and (content := child.find(SDT_CONTENT)) is not None:
            own = {key: said for key, said in field_attributes(child).items() if said}
            yield from _through(content, wanted, own or held)
        elif child.tag in _PASSED:
            yield from _through(child, wanted, held)


def _row(row: etree._Element, attributes: dict[str, str]) -> _Row:
    before = min(_COLUMNS, max(0, whole(value(row.find(f"{TRPR}/{qn('w:gridBefore')}")))))
    made, column = _Row(row, attributes, before=before), before
    for cell, held in _through(row, TC, {}):
        found = settings(cell.find(TCPR))
        span = min(_COLUMNS, max(1, whole(value(found.get(_SPAN)), 1)))
        merge = found.get(_MERGE)
        kind = "" if merge is None else value(merge) or "continue"
        made.cells.append(_Cell(cell, found, held, column, span, merge=kind))
        column += span
    return made


def _merge(rows: list[_Row]) -> None:
    """Let each cell that is merged with those below it say over how many rows it goes."""
    above: dict[int, _Cell] = {}
    for row in rows:
        now: dict[int, _Cell] = {}
        for cell in row.cells:
            merged = above.get(cell.column) if cell.merge == "continue" else None
            if merged is not None:
                merged.rows += 1
                now[cell.column] = merged
            elif cell.merge:
                cell.merge = "restart"  # of one that goes on from nothing too
                now[cell.column] = cell
        above = now


def _look(properties: etree._Element) -> dict[str, bool]:
    """Return which parts of its style a table shows."""
    found = properties.find(qn("w:tblLook"))
    if found is None:
        return {name: name.startswith("no") for name in _BITS}
    try:
        bits = int(found.get(qn("w:val"), "0"), 16)
    except ValueError:
        bits = 0
    said = {name: found.get(qn(f"w:{name}")) for name in _BITS}
    return {
        name: bool(bits & bit) if said[name] is None else said[name] in {"1", "true", "on"}
        for name, bit in _BITS.items()
    }


def _width(table: etree._Element, properties: etree._Element) -> Look:
    """Return how wide a table is: as it says, else as its columns are."""
    said = properties.find(qn("w:tblW"))
    kind = said.get(qn("w:type"), "auto") if said is not None else "auto"
    number = whole(said.get(qn("w:w"), "").removesuffix("%")) if said is not None else 0
    if kind == "pct" and number > 0:  # fiftieths of a percent
        return {"width": f"{min(100, number if number <= 100 else number / 50):.4g}%"}
    if kind != "dxa" or number <= 0:
        grid = table.iterfind(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")
        number = sum(max(0, whole(column.get(qn("w:w")))) for column in grid)
    return {"width": pt(points(number))} if number else {}
