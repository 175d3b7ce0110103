"""Days, months and periods. Source of how they are written: Svenska skrivregler (Språkrådet)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from generator.formats.filters import HARD_SPACE, FilterError, excerpt, template_filter, with_origin
from generator.formats.kinds import UnfitError, kind, on_one_line
from generator.hard_spaces import MONTHS
from generator.language import _
from generator.located import Missing, Unreadable

ISO_DAY = ", åååå-mm-dd"
"""What a prompt says of a day that is written in digits."""
SHOWN_BY = ("datum", "isodatum")
"""The filters that write days so that they can be read back."""
_IN_WORDS = re.compile(r"(?:den )?(?P<day>\d{1,2}) (?P<month>[a-z]{3,})\.? (?P<year>\d{4})", re.IGNORECASE)
_WEEKDAY = re.compile(r"^(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)? ", re.IGNORECASE)
_IN_DIGITS = re.compile(r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[ ./-](?P<year>\d{4})")
_ISO = re.compile(r"(?P<year>\d{4})(?P<dash>[-/]?)(?P<month>\d{2})(?P=dash)(?P<day>\d{2})")


class NoSuchDayError(ValueError):
    """A text says day, month and year, but the calendar has no such day."""


def day_of(text: str) -> date:
    """Return the day that `text` says in full, in the data file or in Word; raise ValueError when none.

    `2025-05-30`, `20250530`, `30 maj 2025`, `den 30 maj 2025`, `30/5 2025` and `30.5.2025`, which all have
    one reading in Swedish.
    """
    plain = _WEEKDAY.sub("", re.sub(" +", " ", on_one_line(text)))
    match = _ISO.fullmatch(plain) or _IN_WORDS.fullmatch(plain) or _IN_DIGITS.fullmatch(plain)
    if match is None or not (month := _month(match["month"].lower())):
        raise ValueError
    try:
        return date(int(match["year"]), month, int(match["day"]))
    except ValueError:
        raise NoSuchDayError from None


def _month(written: str) -> int | None:
    """Return the number of a month in digits or in letters, all or the first ones; None when it is none."""
    if written.isdecimal():
        return int(written) or 13
    return next((number for number, name in enumerate(MONTHS, 1) if name.startswith(written)), None)


def _parse(text: str) -> date:
    try:
        return day_of(text)
    except NoSuchDayError:
        message = _("{read} is no day in the calendar. Check month and day (year-month-day).")
        raise UnfitError("no_such_day", message) from None
    except ValueError:
        message = _("{read} is not a date. Write the day, such as 2027-08-31 or “31 augusti 2027”.")
        if not any(map(str.isdigit, text)):
            message = _("{read} is not a date. Write the day, or leave it empty until it is known.")
        raise UnfitError("day", message) from None


def _back(text: str) -> str:
    try:
        return day_of(text).isoformat()
    except ValueError:
        message = _("“{text}” is not a date, such as “den 30 maj 2025” or 2025-05-30.")
        raise ValueError(message.format(text=on_one_line(text))) from None


DAY = kind(
    "date",
    parse=_parse,
    read_back=_back,
    asks=ISO_DAY,
    shown_by=SHOWN_BY,
    codes=("day", "no_such_day"),
    json={"type": "string"},
)
kind("datum", read_back=_back)
kind("isodatum", read_back=_back, asks=ISO_DAY)


@template_filter
def datum(value: Any) -> str:
    """Return `den 30 maj 2025`."""
    day = read_day(value, "datum")
    return with_origin(value, "datum", _hard(f"den {_day_month(day)} {day.year}"))


@template_filter
def isodatum(value: Any) -> str:
    """Return `2025-05-30`."""
    return with_origin(value, "isodatum", read_day(value, "isodatum").isoformat())


@template_filter
def manad(value: Any) -> str:
    """Return `maj 2025`."""
    day = read_day(value, "manad")
    return _hard(f"{MONTHS[day.month - 1]} {day.year}")


@template_filter
def period(value: Any, end: Any = None) -> Any:
    """Return `1 januari 2025–31 december 2026`, from two dates or from what has `start` and `end`."""
    found = period_of(value, end, _day_month)
    return _hard(found) if isinstance(found, str) else found


def period_of(value: Any, end: Any, day_month: Callable[[date], str]) -> Any:
    """Return two days as a period, its year once when they share it; the first that is missing as it is."""
    if isinstance(value, Mapping):
        value, end = value.get("start"), value.get("end")
    for side in (value, end):
        if isinstance(side, Missing | Unreadable):
            return side
    start, stop = read_day(value, "period"), read_day(end, "period")
    first = day_month(start) if start.year == stop.year else f"{day_month(start)} {start.year}"
    return f"{first}–{day_month(stop)} {stop.year}"


def read_day(value: Any, name: str) -> date:
    """Return the day that the filter `name` is given, a date or a text; raise FilterError for others."""
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    message = _('The filter "{name}" needs a date such as 2025-05-30, not {value}.')
    raise FilterError(message.format(name=name, value=excerpt(value)))


def _day_month(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"


def _hard(text: str) -> str:
    return text.replace(" ", HARD_SPACE)
