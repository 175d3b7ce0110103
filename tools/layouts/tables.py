"""Tables with a marked header row, a name and a description."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from layouts.look import TEXT_WIDTH
from layouts.text import p
from layouts.xml import Element, w


@dataclass(frozen=True)
class Cell:
    """The paragraphs of a cell, each a style with its text; `mark` follows the last one."""

    lines: tuple[tuple[str, str], ...]
    mark: tuple[str, str] | None = None
    """Text in a character style."""


@dataclass(frozen=True)
class Table:
    """A table: widths in millimetres, header, rows, and perhaps a last row of sums."""

    name: str
    about: str
    widths: tuple[float, ...]
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] = ()
    style: str = "Tabell"
    together: bool = False
    """Whether the table should stay on one page."""
    fixed: bool = True
    """Whether the columns keep their widths; not so where a loop makes columns."""


def text(value: str) -> Cell:
    """Return a cell with text."""
    return Cell((("TableText", value),))


def figure(value: str, *, small: bool = False) -> Cell:
    """Return a cell with a figure, to the right."""
    return Cell((("TableFigureSmall" if small else "TableFigure", value),))


def heads(*names: str, figures: Iterable[int] = ()) -> tuple[Cell, ...]:
    """Return header cells; those whose place is among `figures` stand to the right."""
    right = {f % len(names) for f in figures}
    return tuple(
        Cell((("TableHeadingFigure" if i in right else "TableHeading", name),))
        for i, name in enumerate(names)
    )


def looped(name: str, items: str, *cells: Cell) -> tuple[Cell, ...]:
    """Return a row that is repeated: the loop opens in its first cell and closes in its last."""
    first, last = cells[0], cells[-1]
    (style, words), *others = first.lines
    opened = replace(first, lines=((style, f"{{% for {name} in {items} %}}{words}"), *others))
    if len(cells) == 1:
        last = opened
    *before, (style, words) = last.lines
    closed = replace(last, lines=(*before, (style, f"{words}{{% endfor %}}")))
    return (opened, *cells[1:-1], closed)


def tag_row(code: str, columns: int) -> tuple[Cell, ...]:
    """Return a row with only a tag, which governs the rows that follow."""
    return (Cell((("TemplateTag", f"{{% {code} %}}"),)), *(text("") for _ in range(columns - 1)))


def draw(table: Table) -> Element:
    """Return the table's element."""
    widths = [round(mm * TEXT_WIDTH / 160) for mm in table.widths]
    rows = [_row(table, table.header, widths, header=True), *(_row(table, row, widths) for row in table.rows)]
    if table.total:
        rows.append(_row(table, table.total, widths, last=True))
    grid = w("tblGrid", *(w("gridCol", w=width) for width in widths))
    return w("tbl", _properties(table, sum(widths)), grid, *rows)


def _properties(table: Table, width: int) -> Element:
    total = int(bool(table.total))
    look = 0x0020 + 0x0040 * total + 0x0200 + 0x0400
    return w(
        "tblPr",
        w("tblStyle", val=table.style),
        w("tblW", w=width, type="dxa") if table.fixed else w("tblW", w=5000, type="pct"),
        w("tblLayout", type="fixed") if table.fixed else None,
        w("tblLook", val=f"{look:04X}", firstRow=1, lastRow=total, firstColumn=0, lastColumn=0,
          noHBand=1, noVBand=1),
        w("tblCaption", val=table.name),
        w("tblDescription", val=table.about),
    )  # fmt: skip


def _row(
    table: Table, cells: Sequence[Cell], widths: Sequence[int], *, header: bool = False, last: bool = False
) -> Element:
    properties = w("trPr", w("cantSplit"), w("tblHeader") if header else None)
    keep = table.together and not last and not header
    return w("tr", properties, *(_cell(c, width, keep=keep) for c, width in zip(cells, widths, strict=True)))


def _cell(cell: Cell, width: int, *, keep: bool) -> Element:
    properties = w("tcPr", w("tcW", w=width, type="dxa"))
    *before, (style, words) = cell.lines
    last = [part for part in (words, cell.mark) if part]
    lines = (p(style, *([words] if words else []), keep=keep) for style, words in before)
    return w("tc", properties, *lines, p(style, *last, keep=keep))
