"""The rows of a list that are gone, that stand in another order, and that are new."""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from generator.excel.columns import Column
from generator.excel.formulas import LINES
from generator.excel.reading.table import ItemRow
from generator.grant.schema.budget import CostLine
from generator.language import _, ngettext
from generator.problems import Problem
from generator.pull.decide import Taken
from generator.pull.list_changes import ListPlace
from generator.run.budget.cells import Text, shown
from generator.run.budget.sides import Meaning, Sides, likeness, meaning, said

Names = Mapping[tuple[str, str], str]
"""What names become: by the path of the names, with # for the index, and the old name."""


def gone(sides: Sides, problems: list[Problem]) -> Iterator[Taken]:
    """Yield the items whose rows are gone; one that the data file has changed since stays, and is told."""
    for number, place in sides.today.items():
        if not sides.is_gone(number):
            continue
        path, item = f"{sides.path}.{place}", sides.now[place]
        if sides.says[0][number] != sides.says[1][place]:
            message = _(
                "“{text}” was deleted in Excel, and changed in the data file since the export. It stays. "
                "Delete it in the data file if it is to go."
            )
            problems.append(sides.problem("error", "book-row-kept", message.format(text=said(item)), path))
            continue
        made = Taken(path, sides.cells.own.sheet.title, said(item), None, sides.where(), how="removed")
        yield replace(made, place=ListPlace(sides.path, place))


def moved(sides: Sides, problems: list[Problem]) -> Iterator[Taken]:
    """Yield the list in the order of its rows, where that is another than when it was exported."""
    rows = sorted((row.number, number) for number, row in sides.rows.items() if not sides.is_gone(number))
    order = [number for _row, number in rows if number in sides.today]
    wanted = [sides.today[number] for number in order]
    exported = [sides.today[number] for number in sorted(order)]
    if order == sorted(order) or wanted == sorted(wanted):
        return
    if exported != sorted(exported):
        message = _(
            "The rows stand in another order in Excel, and in the data file too since the export. The data "
            "file keeps its own. Export again, and put them in order there."
        )
        problems.append(sides.problem("warning", "book-order", message, sides.path))
        return
    title = sides.cells.own.sheet.title
    made = Taken(sides.path, title, None, _order(sides, order), sides.where(), how="moved")
    yield replace(made, place=ListPlace(sides.path, order=tuple(wanted)))


def _order(sides: Sides, order: list[int]) -> str:
    """Return the first values of the rows in their order."""
    firsts = (next(iter(sides.cells.exported[number].values()), "") for number in order)
    return ", ".join(each if isinstance(each, str) else "; ".join(each) for each in firsts)


def added(sides: Sides, names: Names, problems: list[Problem]) -> Iterator[Taken]:
    """Yield the new rows, each below the one above it; not those that the data file has got since.

    `names`: those that are changed at the same time.
    """
    rows = [
        (row, texts) for row in sides.new if (texts := _readable(sides, row, names, problems)) is not None
    ]
    old = set(sides.today.values())
    since = Counter(each for n, each in enumerate(sides.says[1]) if n not in old)
    left = []
    for row, texts in rows:
        if since[_says(sides, texts)]:  # it was imported before
            since[_says(sides, texts)] -= 1
        else:
            left.append((row, texts))
    known = list(since.elements())
    if sides.cells.own.is_other and known:
        problems.append(_fewer(sides, len(known)))
    places = sorted((row.number, sides.today[n]) for n, row in sides.rows.items() if n in sides.today)
    for row, texts in left:
        if not sides.cells.own.is_other and any(likeness(_says(sides, texts), each) for each in known):
            problems.append(_known(sides, row))
            continue
        problems += [each for column in texts if (each := sides.cells.rounded(row, column))]
        yield _new(sides, row, texts, places)


def _fewer(sides: Sides, count: int) -> Problem:
    message = ngettext(
        "The data file has {count} row that this table has not. It stays.",
        "The data file has {count} rows that this table has not. They stay.",
        count,
    )
    return sides.problem("hint", "book-fewer", message.format(count=count))


def _readable(sides: Sides, row: ItemRow, names: Names, problems: list[Problem]) -> dict[Column, Text] | None:
    """Return what a new row says; None when that cannot be read, or is at odds with itself."""
    unfit = [problem for each in sides.cells.columns if (problem := sides.cells.unfit(row, each))]
    texts = {} if unfit else _texts(sides, row, names)
    if sides.cells.own.is_other and (differs := _without_product(sides, row, texts)):
        unfit.append(differs)
    problems += unfit
    return None if unfit else texts


def _known(sides: Sides, row: ItemRow) -> Problem:
    message = _(
        "The row is nearly one that the data file has got since the export, perhaps from this workbook, and "
        "was not taken. Change it in the data file, or export again and change it there."
    )
    return sides.cells.problem("book-row-known", message, row)


def _texts(sides: Sides, row: ItemRow, names: Names) -> dict[Column, Text]:
    """Return what a new row says, by column; nothing for an empty cell."""
    found: dict[Column, Text] = {}
    for column in sides.cells.columns:
        text = sides.cells.text(row, column)
        if isinstance(text, tuple):
            found[column] = tuple(names.get((column.named, each), each) for each in text)
        elif text:
            found[column] = names.get((column.named, text), text)
    return found


def _without_product(sides: Sides, row: ItemRow, texts: dict[Column, Text]) -> Problem | None:
    """Take away an amount that is quantity times price, which the program reckons; or say that it is not."""
    by_name = {each.name: each for each in texts}
    if sides.path != LINES or not {"quantity", "unit_price", "amount"} <= by_name.keys():
        return None
    amount = by_name["amount"]
    line = CostLine.model_validate({each.name: text for each, text in texts.items()})
    product = CostLine(quantity=line.quantity, unit_price=line.unit_price).total
    if product is not None and line.amount is not None and abs(product - line.amount) < 1:
        del texts[amount]
        return None
    message = _("The amount {amount} is not quantity times price, which is {product}. Correct one of them.")
    message = message.format(amount=shown(texts[amount]), product=product)
    return sides.cells.problem("book-product", message, row, amount)


def _says(sides: Sides, texts: Mapping[Column, Text]) -> Meaning:
    return meaning(sides.cells, texts)


def _new(
    sides: Sides, row: ItemRow, texts: Mapping[Column, Text], places: Sequence[tuple[int, int]]
) -> Taken:
    """Return a new row as a change; `places`: the rows of known items with their places in the data file."""
    at = bisect(places, (row.number,))
    above, below = (places[n][1] if 0 <= n < len(places) else None for n in (at - 1, at))
    if above is not None:
        place = ListPlace(sides.path, above)
    elif below is not None:
        place = ListPlace(sides.path, below, before=True)
    else:
        place = ListPlace(sides.path, len(sides.now))
    text = ", ".join(map(shown, texts.values()))
    made = Taken(sides.path, sides.cells.own.sheet.title, None, text, sides.where(row), how="added")
    return replace(made, item=_nested(texts), place=place)


def _nested(texts: Mapping[Column, Text]) -> dict[str, Any]:
    """Return an item as the data file nests it."""
    made: dict[str, Any] = {}
    for column, text in texts.items():
        *groups, name = column.name.split(".")
        branch = made
        for each in groups:
            branch = branch.setdefault(each, {})
        branch[name] = list(text) if isinstance(text, tuple) else text
    return made
