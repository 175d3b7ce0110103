"""The text of a field in Word, back to what the data file says: the inverse of the filters."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from generator.formats.numbers import HARD_SPACES, TwoReadings, number, percentage, written
from generator.language import _

MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()
_SCALE = {"": 1, ":-": 1, "kr": 1, "kronor": 1, "sek": 1, "tkr": 1000, "mnkr": 1_000_000, "mkr": 1_000_000}
_OWN_UNIT = {"tkr": "tkr", "mnkr": "mnkr"}
_AMOUNT = re.compile(r"(?P<digits>[-\u2212]?\d(?:[\d .,]*\d)?)\s*(?P<unit>[a-zåäö]*|:-)\.?", re.IGNORECASE)
_WORDS = re.compile(r"(?:den )?(?P<day>\d{1,2}) (?P<month>[a-z]{3,}) (?P<year>\d{4})", re.IGNORECASE)
_YES_NO = {"ja": "ja", "yes": "ja", "true": "ja", "nej": "nej", "no": "nej", "false": "nej"}
_DIGITS = re.compile(r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[ ./-](?P<year>\d{4})")


def _no_amount() -> str:
    return _("“{text}” is not an amount, such as 600 000 kronor or 600 tkr.")


def _no_percentage() -> str:
    return _("“{text}” is not a percentage, such as 15 %.")


def read_back(kind: str, text: str) -> str:
    """Return what to write in the data file for `text`; raise ValueError with a sentence if it is unreadable.

    `kind` is that of the value's `Origin`: a filter's name (kronor, datum ...) or the value's own kind.
    """
    plain = text.strip() if kind in {"text", "markdown"} else re.sub(f"[{HARD_SPACES}]", " ", text).strip()
    if kind in {"kronor", "belopp", "tkr", "mnkr", "decimal", "whole"}:
        return _amount(plain, kind)
    if kind in {"procent", "rate"}:
        return f"{_number(plain, lambda: percentage(plain), _no_percentage)} %"
    if kind in {"datum", "isodatum", "date"}:
        return _day(plain)
    if kind in {"organisation_number", "workplace_number"}:
        return re.sub(r"[\s\-–]", "", plain)
    if kind == "yesno":
        return _YES_NO.get(plain.lower(), plain.lower())
    return plain.casefold() if kind == "choice" else plain


def _amount(text: str, kind: str) -> str:
    match = _AMOUNT.fullmatch(text)
    unit = (match["unit"].lower() or _OWN_UNIT.get(kind, "")) if match else ""
    if match is None or unit not in _SCALE:
        raise ValueError(_no_amount().format(text=text))
    money = _SCALE[unit] == 1 and (bool(unit) or kind in {"kronor", "belopp"})
    return _number(text, lambda: number(match["digits"], money=money) * _SCALE[unit], _no_amount)


def _number(text: str, read: Callable[[], Decimal], refusal: Callable[[], str]) -> str:
    try:
        return written(read()).replace(" ", "")
    except TwoReadings as asked:
        message = _("{read} has two readings: {one} or {other}? Write the one that is meant.")
        one, other = asked.written
        raise ValueError(message.format(read=f"“{text}”", one=one, other=other)) from None
    except ArithmeticError:
        raise ValueError(refusal().format(text=text)) from None


def _day(text: str) -> str:
    try:
        if match := _WORDS.fullmatch(text):
            month = next(n for n, name in enumerate(MONTHS, 1) if name.startswith(match["month"].lower()))
            return date(int(match["year"]), month, int(match["day"])).isoformat()
        if match := _DIGITS.fullmatch(text):
            return date(int(match["year"]), int(match["month"]), int(match["day"])).isoformat()
        return date.fromisoformat(text).isoformat()
    except (ValueError, StopIteration):
        message = _("“{text}” is not a date, such as den 30 maj 2025 or 2025-05-30.")
        raise ValueError(message.format(text=text)) from None
