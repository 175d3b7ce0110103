"""The text of a field in Word, back to what the data file says: the inverse of the filters."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from generator.grant.schema.kinds import HARD_SPACES, number
from generator.language import _

MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()
_SCALE = {"": 1, "kr": 1, "kronor": 1, "sek": 1, "tkr": 1000, "mnkr": 1_000_000, "mkr": 1_000_000}
_OWN_UNIT = {"tkr": "tkr", "mnkr": "mnkr"}
_AMOUNT = re.compile(r"(?P<digits>-?[\d ]+([.,]\d+)?)\s*(?P<unit>[a-zåäö]*)\.?", re.IGNORECASE)
_WORDS = re.compile(r"(?:den )?(?P<day>\d{1,2}) (?P<month>[a-z]{3,}) (?P<year>\d{4})", re.IGNORECASE)
_DIGITS = re.compile(r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[ ./-](?P<year>\d{4})")


def read_back(kind: str, text: str) -> str:
    """Return what to write in the data file for `text`; raise ValueError with a sentence if it is unreadable.

    `kind` is that of the value's `Origin`: a filter's name (kronor, datum ...) or the value's own kind.
    """
    plain = (
        re.sub(f"[{HARD_SPACES}]", " ", text).strip() if kind not in {"text", "markdown"} else text.strip()
    )
    if kind in {"kronor", "belopp", "tkr", "mnkr", "decimal", "whole"}:
        return _amount(plain, _OWN_UNIT.get(kind, ""))
    if kind in {"procent", "rate"}:
        return _percentage(plain)
    if kind in {"datum", "isodatum", "date"}:
        return _day(plain)
    if kind == "yesno":
        return plain.lower()
    return plain


def _amount(text: str, own_unit: str) -> str:
    match = _AMOUNT.fullmatch(text)
    unit = (match["unit"].lower() or own_unit) if match else ""
    if match is None or unit not in _SCALE:
        raise ValueError(_("“{text}” is not an amount, such as 600 000 kronor or 600 tkr.").format(text=text))
    try:
        return _plain(number(match["digits"]) * _SCALE[unit])
    except ArithmeticError:
        raise ValueError(
            _("“{text}” is not an amount, such as 600 000 kronor or 600 tkr.").format(text=text)
        ) from None


def _percentage(text: str) -> str:
    try:
        return _plain(number(text.removesuffix("%"))) + " %"
    except ArithmeticError:
        raise ValueError(_("“{text}” is not a percentage, such as 15 %.").format(text=text)) from None


def _plain(amount: Decimal) -> str:
    whole = amount.to_integral_value()
    return str(int(whole)) if whole == amount else format(amount.normalize(), "f").replace(".", ",")


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
