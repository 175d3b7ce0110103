"""Which row of a workbook is which item that was exported, and which item of the data file that is today."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from generator.excel.reading.table import ItemRow

_FEW = 200
"""Items between two that are known, of which each is compared with each."""


def rows_of_items(
    rows: Sequence[ItemRow], count: int, says: Callable[[ItemRow, int], bool]
) -> dict[int, ItemRow]:
    """Return the row of each exported item; a row without an item is new. `says`: it says the same still.

    What a row says weighs more than its hidden number: rows that are copied carry the number along, and
    sorting some columns leaves it behind. Of two rows with one number, the one that still says what it said
    is the item, else the upper one.
    """
    found: dict[int, ItemRow] = {}
    for row in rows:
        if row.was is not None and row.was < count and row.was not in found and says(row, row.was):
            found[row.was] = row
    placed = {row.number for row in found.values()}
    is_bare = all(row.was is None for row in rows)  # the column of numbers was emptied
    left = [row for row in rows if row.number not in placed and (is_bare or -1 < _was(row) < count)]
    for row in left if len(left) <= _FEW else ():
        others = (n for n in range(count) if n not in found and n != row.was and says(row, n))
        if (other := next(others, None)) is not None:
            found[other] = row
            placed.add(row.number)
    for row in left:
        if row.number not in placed and row.was is not None:
            found.setdefault(row.was, row)
    return found


def _was(row: ItemRow) -> int:
    return -1 if row.was is None else row.was


def items_of_today(
    exported: Sequence[Hashable], now: Sequence[Hashable], likeness: Callable[[int, int], int]
) -> dict[int, int]:
    """Return where each exported item stands in the data file today; those that are gone are left out.

    Items that say the same are the same, in their order; of the others, those that stand between the same
    neighbours and are most alike. `likeness`: of an exported item and one of today, 0 for none.
    """
    places: dict[Hashable, dict[int, None]] = {}
    for number, item in enumerate(now):
        places.setdefault(item, {})[number] = None
    found: dict[int, int] = {}
    for number, item in enumerate(exported):
        if free_places := places.get(item):
            found[number] = number if number in free_places else next(iter(free_places))
            del free_places[found[number]]
    taken = set(found.values())
    left = [n for n in range(len(exported)) if n not in found]
    free = [n for n in range(len(now)) if n not in taken]
    if len(left) > _FEW or len(free) > _FEW:
        return found
    pairs = sorted(
        (-likeness(one, other), abs(one - other), one, other)
        for one in left
        for other in free
        if likeness(one, other)
    )
    for _alike, _apart, one, other in pairs:
        if one not in found and other not in taken:
            found[one] = other
            taken.add(other)
    return found
