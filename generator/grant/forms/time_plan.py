"""When each activity goes on: a column for each month, or for quarters or years where months are too many."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.grant.schema import Data
from generator.hard_spaces import MONTHS

FEWEST, MOST = 3, 18
"""Columns: fewer say no more than the days themselves, and a page has no room for more."""
_STEPS = (1, 3, 12)  # months in a column


@dataclass(frozen=True)
class Column:
    """A month (`dec`) or a quarter (`kv 4`); `year` where one begins. A year is only that."""

    name: str
    year: str


@dataclass(frozen=True)
class Row:
    """An activity, and for each column whether it goes on then."""

    name: str
    goes_on: tuple[bool, ...]


@dataclass(frozen=True)
class TimePlan:
    """The plan as a table."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def of(data: Data) -> TimePlan | None:
    """Return the plan; nothing where fewer than two activities have days, or these say all themselves."""
    named = [each for each in data.project.activities if each.name]
    spans = [(each.start, each.end) for each in named]
    known = [(start, end) for start, end in spans if start and end and start <= end]
    if len(known) < 2:
        return None
    first, last = min(_month(start) for start, _end in known), max(_month(end) for _start, end in known)
    step = next((step for step in _STEPS if last // step - first // step < MOST), _STEPS[-1])
    numbers = range(first // step, last // step + 1)
    if not FEWEST <= len(numbers) <= MOST:
        return None
    return TimePlan(
        tuple(_column(number, step, first=number == numbers[0]) for number in numbers),
        tuple(
            Row(str(each.name), tuple(_goes_on(each.start, each.end, number, step) for number in numbers))
            for each in named
        ),
    )


def _month(day: date) -> int:
    """Return the number of a day's month, counted from the year 0."""
    return day.year * 12 + day.month - 1


def _goes_on(start: date | None, end: date | None, number: int, step: int) -> bool:
    return start is not None and end is not None and _month(start) // step <= number <= _month(end) // step


def _column(number: int, step: int, *, first: bool) -> Column:
    year, month = divmod(number * step, 12)
    name = {1: MONTHS[month][:3], 3: f"kv\u00a0{month // 3 + 1}", 12: ""}[step]
    return Column(name, str(year) if first or month == 0 else "")
