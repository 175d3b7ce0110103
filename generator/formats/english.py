"""Values in an English message, and nowhere else: each is what the filter of its name writes there."""

from __future__ import annotations

from datetime import date
from typing import Any

from generator.formats.dates import period_of, read_day
from generator.formats.filters import FILTERS, HARD_SPACE, english_filter
from generator.formats.texts import enumerated

MONTHS = "January February March April May June July August September October November December".split()
_SIGNS = str.maketrans({HARD_SPACE: ",", ",": ".", "\u2212": "-"})
"""How English writes what Swedish writes of a number (CLDR)."""


@english_filter
def kronor(value: Any) -> str:
    """Return `SEK 600,000`; öre only when not whole: `SEK 1,234.50`."""
    return f"SEK {_number('kronor', value)}"


@english_filter
def belopp(value: Any) -> str:
    """Return `600,000`."""
    return str(FILTERS["belopp"](value)).translate(_SIGNS)


@english_filter
def tkr(value: Any) -> str:
    """Return `SEK 300 thousand`."""
    return f"SEK {_number('tkr', value)} thousand"


@english_filter
def mnkr(value: Any) -> str:
    """Return `SEK 1.2 million`."""
    return f"SEK {_number('mnkr', value)} million"


@english_filter
def procent(value: Any) -> str:
    """Return `42.7%`."""
    return f"{_number('procent', value)}%"


@english_filter
def antal(value: Any, one: str = "", many: str = "") -> str:
    """Return `1,720 hours`."""
    number = str(FILTERS["antal"](value))
    word = str(FILTERS["antal"](value, one, many)).removeprefix(number).strip(HARD_SPACE)
    return f"{number.translate(_SIGNS)} {word}".rstrip()


@english_filter
def datum(value: Any) -> str:
    """Return `30 May 2025`."""
    day = read_day(value, "datum")
    return f"{_day_month(day)} {day.year}"


@english_filter
def manad(value: Any) -> str:
    """Return `May 2025`."""
    day = read_day(value, "manad")
    return f"{MONTHS[day.month - 1]} {day.year}"


@english_filter
def period(value: Any, end: Any = None) -> Any:
    """Return `1 January 2025–31 December 2026`."""
    return period_of(value, end, _day_month)


@english_filter
def lista(values: Any) -> Any:
    """Return `a, b and c`."""
    return enumerated(values, "and")


def _number(name: str, value: Any) -> str:
    """Return the number alone of what the filter writes in Swedish, before its unit."""
    return str(FILTERS[name](value)).rpartition(HARD_SPACE)[0].translate(_SIGNS)


def _day_month(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"
