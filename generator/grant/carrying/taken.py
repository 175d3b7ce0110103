"""Which values of an earlier project a later one begins with: by the schema's marks, else by their kind.

Texts, choices and yes or no are taken; amounts, quantities and other numbers are not. Days and years are
taken when they are to be moved. `STAYS` and `GOES_ON` (`generator.grant.schema.types`) mark what is not so.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from generator.formats import amounts, dates, percentages
from generator.grant.schema.base import Key, Part, keys_of
from generator.grant.schema.errors import group_of, is_list
from generator.grant.schema.period import START
from generator.grant.schema.types import GOES_ON, STAYS, has_mark, kind_of

Way = Literal["taken", "moved", "left"]
_NUMBERS = (amounts.KRONOR, amounts.QUANTITY, amounts.COUNT, percentages.RATE)
_TIMES = (dates.DAY, amounts.YEAR, START)


def way_of(key: Key) -> Way:
    """Return what becomes of the values of a key, or of all that stands in its group or list."""
    if has_mark(key.annotation, STAYS):
        return "left"
    if has_mark(key.annotation, GOES_ON) or group_of(key.annotation) is not None:
        return "taken"
    kind = kind_of(key.annotation)
    return "moved" if kind in _TIMES else "left" if kind in _NUMBERS else "taken"


def moved(key: Key, text: str, years: int | None) -> str | None:
    """Return what a day or a year says so many years later; None when years are not moved.

    The 29th of February becomes the 28th. Words that stand for a day stay.
    """
    found = kind_of(key.annotation).parse(text)
    if isinstance(found, str) or years == 0:
        return text
    if years is None:
        return None
    return str(_later(found, years) if isinstance(found, date) else found + years)


def _later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # there is no such day in that year
        return day.replace(year=day.year + years, day=28)


def ways(part: type[Part], path: str = "") -> Iterator[tuple[str, Way]]:
    """Yield the path of each single value of a data file, # for indexes, and what becomes of it."""
    for name, key in keys_of(part).items():
        where = f"{path}{name}.#" if is_list(key.annotation) else f"{path}{name}"
        inner = group_of(key.annotation)
        if inner is None or way_of(key) == "left":
            yield where, way_of(key)
        else:
            yield from ways(inner, f"{where}.")
