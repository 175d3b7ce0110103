"""The tables of all projects as lines of a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap

from generator.formats.cells import NOTHING, cell_text
from generator.language import _
from generator.phrases.overview import Tables
from generator.phrases.overview.days import shortened
from generator.tables import Cell, Column, Table
from generator.unseen import visible

WIDTH = 100
"""Characters of a line."""
LATE, COMING = 10, 20
"""So many of the days that have passed, and of those that come, are told."""
_TEXTS = {"text", "project"}
_GAP, _INDENT = "  ", "    "
_LONGEST, _SHORTEST = 52, 22
"""Characters of a column of texts: at most, and when there is little room."""


def text_of(tables: Tables) -> str:
    """Return the tables one after the other."""
    days = shortened(tables.days, LATE, COMING)
    each = (tables.projects, tables.funders, days, tables.areas)
    return "\n\n".join("\n".join(_lines(table)) for table in each)


def _lines(table: Table) -> Iterator[str]:
    """Yield the lines of a table."""
    rows = [[visible(cell_text(cell)).replace("\n", " ") for cell in row.cells] for row in table.rows]
    total = [] if table.total is None else [_sums(table.total.cells)]
    widths = _widths(table.columns, [*rows, *total])
    yield table.title.upper()
    yield _line([column.title for column in table.columns], table.columns, widths)
    for row in rows:
        yield from _row(row, table.columns, widths)
    for row in total:
        yield "-" * _room(widths)
        yield from _row(row, table.columns, widths)
    for note in table.notes:
        yield from wrap(note, WIDTH)


def _sums(total: Sequence[Cell]) -> list[str]:
    return [_("Sum"), *("" if cell is None else cell_text(cell) for cell in total[1:])]


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> dict[int, int]:
    """Return the width of each column that has room in a line, by its index; the last have to stand below."""
    found = {
        number: max(len(column.title), *(min(len(row[number]), _LONGEST) for row in rows), 0)
        for number, column in enumerate(columns)
        if not column.below
    }
    while _room(found) > WIDTH:
        long = [n for n, width in found.items() if columns[n].kind in _TEXTS and width > _SHORTEST]
        if long:
            found[long[-1]] -= 1
        else:
            found.pop(max(found))
    return found


def _room(widths: Mapping[int, int]) -> int:
    return sum(widths.values()) + len(_GAP) * (len(widths) - 1)


def _row(row: Sequence[str], columns: Sequence[Column], widths: Mapping[int, int]) -> Iterator[str]:
    """Yield a row: first alone what is too long for its column, then the row, then what stands below."""
    if len(row[0]) > widths[0]:
        yield from wrap(row[0], WIDTH)
        row = ["", *row[1:]]
    yield _line(row, columns, widths)
    left = [
        f"{columns[number].title}: {text}"
        for number, text in enumerate(row)
        if number not in widths and text not in {"", NOTHING}
    ]
    yield from wrap("; ".join(left), WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT)


def _line(row: Sequence[str], columns: Sequence[Column], widths: Mapping[int, int]) -> str:
    cells = []
    for number, width in widths.items():
        text = shorten(row[number], width)
        cells.append(text.ljust(width) if columns[number].kind in {*_TEXTS, "day"} else text.rjust(width))
    return _GAP.join(cells).rstrip()


def shorten(text: str, width: int) -> str:
    """Return a text that has room in so many characters."""
    return text if len(text) <= width else f"{text[: width - 1]}…"
