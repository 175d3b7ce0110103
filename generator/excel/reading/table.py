"""A table of a workbook: rows that are items of a list of the data file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from generator.excel.columns import Sheet
from generator.excel.reading.read_book import Cell

_SUM_WORDS = ("summa", "totalt", "total ", "total:", "delsumma", "totala ")


class ItemRow(NamedTuple):
    """A row: its number in the sheet, the number of the item that it was, its cells by key.

    `computed`: what stands where the program reckons.
    """

    number: int
    was: int | None
    cells: Mapping[str, Cell]
    computed: Cell | None = None
    is_hidden: bool = False


class Table(NamedTuple):
    """The rows of a list, the name of their sheet, the keys that have a column there, and their headings.

    `sums`: the numbers of rows in which somebody has added up; `beside`: headings of columns of their own;
    `labels`: rows with one text alone; `groups`: those whose text is the kostnadsslag of the rows below.
    `is_other`: the workbook was not exported here.
    """

    sheet: Sheet
    title: str
    rows: tuple[ItemRow, ...]
    keys: frozenset[str]
    headings: Mapping[str, str]
    sums: tuple[int, ...] = ()
    beside: tuple[str, ...] = ()
    labels: tuple[int, ...] = ()
    groups: tuple[int, ...] = ()
    is_other: bool = False


def is_sum(cells: Iterable[Cell]) -> bool:
    """Say whether cells are those of a row that adds up: its one text says so."""
    texts = [cell.text for cell in cells if cell.what == "text"]
    return len(texts) == 1 and f"{texts[0].strip().casefold()} ".startswith(_SUM_WORDS)
