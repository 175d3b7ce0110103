"""The cells of known items that say something else than when they were exported."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.excel.columns import Column
from generator.excel.reading.table import ItemRow
from generator.language import _
from generator.problems import Problem
from generator.pull.decide import Taken
from generator.pull.line_layout import laid_like
from generator.pull.list_changes import ListPlace
from generator.run.budget.cells import Text, as_written, shown
from generator.run.budget.sides import Sides, same_text


def edited(sides: Sides, problems: list[Problem]) -> Iterator[Taken]:
    """Yield the changes; what cannot be read, and what was changed in two ways, is added to `problems`."""
    for number, row in sides.rows.items():
        if sides.is_gone(number):
            continue
        changed = [each for each in sides.cells.columns if not sides.cells.is_as(row, each, number)]
        unfit = [problem for each in changed if (problem := sides.cells.unfit(row, each))]
        problems += unfit
        if unfit or not changed:
            continue
        if number in sides.today:
            for column in changed:
                yield from _cell(sides, number, row, column, problems)
        else:
            problems.append(_gone_meanwhile(sides, row))


def _gone_meanwhile(sides: Sides, row: ItemRow) -> Problem:
    message = _(
        "The row was changed in Excel, and its item is not in the data file any more. Nothing of it was "
        "taken. To have it back, write it in a new row at the bottom, and import again."
    )
    return sides.cells.problem("book-row-gone", message, row)


def _cell(
    sides: Sides, number: int, row: ItemRow, column: Column, problems: list[Problem]
) -> Iterator[Taken]:
    cells, path = sides.cells, f"{sides.path}.{sides.today[number]}.{column.name}"
    before = as_written(column, cells.exported[number].get(column.name))
    now = as_written(column, sides.now[sides.today[number]].get(column.name))
    text = cells.text(row, column)
    if same_text(column, text, now):
        return
    if not same_text(column, before, now):
        message = _(
            "Changed in two ways: in Excel “{new}”, in the data file “{now}”, exported as “{before}”. The "
            "data file keeps its own. Write in Excel what it says, or in the data file what is to stand."
        ).format(new=shown(text), now=shown(now), before=shown(before))
        problems.append(replace(cells.problem("book-conflict", message, row, column), path=path))
        return
    if rounded := cells.rounded(row, column):
        problems.append(rounded)
    yield from _taken(path, column, now, text, sides.where(row, column))


def _taken(path: str, column: Column, old: Text, new: Text, where: str) -> Iterator[Taken]:
    if isinstance(old, tuple) or isinstance(new, tuple):
        yield from _items(path, column, tuple(old or ()), tuple(new or ()), where)
    else:
        yield Taken(path, column.title, old, laid_like(column.kind, new, old), where)


def _items(
    path: str, column: Column, old: tuple[str, ...], new: tuple[str, ...], where: str
) -> Iterator[Taken]:
    """Yield what makes one list of texts another."""
    for number, (one, other) in enumerate(zip(old, new, strict=False)):
        if one != other:
            yield Taken(f"{path}.{number}", column.title, one, other, where)
    for number in range(len(new), len(old)):
        made = Taken(f"{path}.{number}", column.title, old[number], None, where, how="removed")
        yield replace(made, place=ListPlace(path, number))
    for each in new[len(old) :]:
        made = Taken(path, column.title, None, each, where, how="added", item=each)
        yield replace(made, place=ListPlace(path, max(len(old) - 1, 0)))
