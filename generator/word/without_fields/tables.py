"""Tables: a row for each question, found by its words, or a row for each item of a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.word.merge.read.block import Block
from generator.word.merge.read.blocks import Cell, Row, Table
from generator.word.without_fields.patterns import (
    alone,
    best,
    depth,
    first_words,
    is_like,
    is_open,
    numbered,
    paths_of,
    values_in,
)
from generator.word.without_fields.regions import plain


class RowValues(NamedTuple):
    """The values of a row, by path."""

    row: Row
    values: Mapping[str, str]

    @property
    def said(self) -> set[str]:
        """What the paragraphs of the row say."""
        return {each.text.strip() for cell in self.row.children for each in cell.children}


class TableReader:
    """Reads the tables with the heads that tables of the drafts have; items are numbered through all."""

    def __init__(self, models: Sequence[Table]) -> None:
        self.head = head_of(models[0])
        rows = [row for model in models for row in model.children[1:]]
        self._items = [row for row in rows if any(map(depth, paths_of([row]))) and not _label(row)]
        self._others = [row for row in rows if row not in self._items]
        self._count = 0
        self._sums = min((_rows_below_items(model) for model in models if _items(model)), default=0)

    def rows(self, table: Table) -> Iterator[RowValues]:
        """Yield the values of each row of which it is known what its cells are."""
        for row in table.children[1 : len(table.children) - self._sums]:
            label = _label(row)
            alike = [each for each in self._others if label and label == _label(each)]
            if alike:
                yield RowValues(row, alone(_best(alike, row)))
            elif values := _best(self._items, row):
                found = {numbered(path, [self._count]): text for path, text in values.items()}
                self._count += 1
                yield RowValues(row, found)


def _items(table: Table) -> list[int]:
    """Return the numbers of the rows that show items."""
    rows = enumerate(table.children)
    return [number for number, row in rows if any(map(depth, paths_of([row]))) and not _label(row)]


def _rows_below_items(table: Table) -> int:
    """Return how many rows stand below the last item: sums."""
    return len(table.children) - 1 - _items(table)[-1]


def readers(models: Sequence[Block]) -> dict[tuple[str, ...], TableReader]:
    """Return what reads the tables, by their heads."""
    by_head: dict[tuple[str, ...], list[Table]] = {}
    for each in models:
        if isinstance(each, Table):
            by_head.setdefault(head_of(each), []).append(each)
    return {head: TableReader(alike) for head, alike in by_head.items()}


def head_of(table: Table) -> tuple[str, ...]:
    """Return the words of the first row."""
    return tuple(plain(cell.text) for cell in table.children[0].children) if table.children else ()


def _label(row: Row) -> str:
    """Return the words at the left of a row that shows no item; a draft has help below them."""
    cell = row.children[0] if row.children else None
    if cell is None or cell.fields or not cell.children:
        return ""
    return plain(cell.children[0].text)


def _best(models: Sequence[Row], row: Row) -> Mapping[str, str]:
    """Return what a row says, read like rows that show items of one list."""
    by_list: dict[str, list[Row]] = {}
    for each in models:
        if len(each.children) == len(row.children):
            by_list.setdefault(_list_of(each), []).append(each)
    return best(_row_values(alike, row) for alike in by_list.values())


def _list_of(row: Row) -> str:
    return next((path for path in paths_of([row]) if depth(path)), "").partition(".0")[0]


def _row_values(models: Sequence[Row], row: Row) -> Mapping[str, str] | None:
    values: dict[str, str] = {}
    for number, cell in enumerate(row.children):
        found = _cell_values([model.children[number] for model in models], cell)
        if found is None:
            return None
        values |= found
    return values


def _cell_values(models: Sequence[Cell], cell: Cell) -> Mapping[str, str] | None:
    """Return what a cell says, each paragraph like the drafts' in its place; None when one is not known.

    A cell without values holds words that the program writes, or a figure that it works out.
    """
    places = [[each for each in model.children if each.fields] for model in models]
    if not any(places):
        return {}
    begun = tuple(filter(None, (first_words(each) for place in places for each in place)))
    values: dict[str, str] = {}
    for number, said in enumerate(each for each in cell.children if each.text.strip()):
        text = said.text
        alike = [place[number] for place in places if number < len(place) and is_like(place[number], said)]
        if text.startswith(begun):  # of another paragraph, whose value is missing
            alike = [each for each in alike if not is_open(each)]
        known = [values_in(each, text, is_item=bool(max(map(depth, paths_of([each]))))) for each in alike]
        if all(each is None for each in known):
            return None
        values |= best(known)
    return values
