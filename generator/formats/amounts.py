"""Amounts in kronor, quantities and whole numbers. Source of units: Svenska skrivregler (Språkrådet)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sized
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import partial
from typing import Any

from generator.formats.filters import HARD_SPACE, FilterError, excerpt, template_filter, with_origin
from generator.formats.kinds import UnfitError, kind, on_one_line
from generator.formats.numbers import TwoReadings, kronor_of, number, written
from generator.language import _

NUMBER_JSON = {"type": ["number", "string"]}
_SWEDISH = str.maketrans({",": HARD_SPACE, ".": ",", "-": "\u2212"})
"""How Swedish writes what Python writes of a number (CLDR)."""


def two_readings() -> str:
    """Return the sentence that asks which of two numbers is meant."""
    return _("{read} has two readings: {one} or {other}? Write the one that is meant.")


def parsed(read: Callable[[str], Decimal], code: str, sentence: str, text: str) -> Decimal:
    """Return the number that `read` makes of a text; raise UnfitError when it cannot."""
    try:
        return read(text)
    except TwoReadings as asked:
        one, other = asked.written
        raise UnfitError("two_readings", two_readings(), one=one, other=other) from None
    except InvalidOperation:
        raise UnfitError(code, sentence) from None


def number_back(text: str, read: Callable[[], Decimal], refusal: str) -> str:
    """Return the number as the data file writes it; raise ValueError with a sentence when there is none."""
    try:
        return written(read()).replace(" ", "")
    except TwoReadings as asked:
        one, other = asked.written
        raise ValueError(two_readings().format(read=f"“{text}”", one=one, other=other)) from None
    except ArithmeticError:
        raise ValueError(refusal.format(text=text)) from None


def _amount(text: str) -> Decimal:
    sentence = _(
        "{read} is not an amount. Write kronor with digits, such as “600 000”, “600 tkr” or “0,6 mnkr”."
    )
    if not any(map(str.isdigit, text)):
        sentence = _("{read} is not an amount. Write it with digits, or leave it empty until it is known.")
    return parsed(kronor_of, "amount", sentence, text)


def _quantity(text: str) -> Decimal:
    return parsed(number, "quantity", _("{read} is not a number. Write digits, such as 40 or 0,5."), text)


def _whole(text: str) -> int:
    """Return the number; all its characters must be digits, for to Python `2_000` is one too."""
    if not (text.isascii() and text.strip().removeprefix("-").isdecimal()):
        raise UnfitError("int_parsing", _("{read} is not a whole number. Write digits only."))
    try:
        return int(text)
    except ValueError:  # Python reads no number of more than 4,300 digits
        raise UnfitError("int_parsing_size", _("{read} has too many digits.")) from None


def _year(text: str) -> int:
    if not re.fullmatch("[0-9]{4}", text.strip()):
        message = _(
            "{read} is not a year. Write one, such as 2025; what is of several years has a line for each."
        )
        raise UnfitError("year", message)
    return int(text)


def _back(text: str, unit: str = "") -> str:
    """Return an amount; `unit` is what a number without one is counted in, if it is money."""
    plain = on_one_line(text)
    refusal = _("“{text}” is not an amount, such as “600 000 kronor” or “600 tkr”.")
    return number_back(plain, lambda: kronor_of(plain, unit), refusal)


KRONOR = kind(
    "decimal",
    parse=_amount,
    read_back=_back,
    asks=" i kronor",
    codes=("amount", "two_readings"),
    json=NUMBER_JSON,
)
QUANTITY = kind("quantity", parse=_quantity, read_back=_back, codes=("quantity",), json=NUMBER_JSON)
COUNT = kind("whole", parse=_whole, read_back=_back, codes=("int_parsing", "int_parsing_size"))
YEAR = kind("whole", parse=_year, codes=("year",), json={"type": "integer"})
kind("kronor", read_back=partial(_back, unit="kr"))
kind("belopp", read_back=partial(_back, unit="kr"))
kind("tkr", read_back=partial(_back, unit="tkr"))
kind("mnkr", read_back=partial(_back, unit="mnkr"))


@template_filter
def kronor(value: Any) -> str:
    """Return `600 000 kronor`; öre only when not whole: `1 234,50 kronor`."""
    return _in_kronor(value, "kronor", "kronor")


@template_filter
def belopp(value: Any) -> str:
    """Return `600 000`: kronor without the unit, for tables that name it in a heading."""
    return _in_kronor(value, "belopp", "")


@template_filter
def tkr(value: Any) -> str:
    """Return kronor as `300 tkr`, one decimal when needed."""
    return scaled(value, "tkr", Decimal(1000), "tkr")


@template_filter
def mnkr(value: Any) -> str:
    """Return kronor as `1,2 mnkr`, one decimal when needed."""
    return scaled(value, "mnkr", Decimal(1_000_000), "mnkr")


@template_filter
def antal(value: Any, one: str = "", many: str = "") -> str:
    """Return `1 partner`, `3 partner`: a number or the length of a list, and the word that goes with it."""
    is_list = isinstance(value, Sized) and not isinstance(value, str)
    count = Decimal(len(value)) if is_list else _number(value, "antal")
    return _text(count, 0 if _is_whole(count) else 1, one if count == 1 else many or one)


def scaled(value: Any, name: str, unit: Decimal, word: str) -> str:
    """Return a value in a unit of its own, one decimal when needed, as the filter `name` writes it."""
    found = _number(value, name) / unit
    tenths = found.quantize(Decimal("0.1"), ROUND_HALF_UP)
    return _with_origin(value, name, found, 0 if _is_whole(tenths) else 1, word)


def _in_kronor(value: Any, name: str, word: str) -> str:
    found = _number(value, name)
    return _with_origin(value, name, found, 0 if _is_whole(found) else 2, word)


def _with_origin(value: Any, name: str, found: Decimal, decimals: int, word: str) -> str:
    """Return the number as text, with its origin when the text holds all of it."""
    text = _text(found, decimals, word)
    return with_origin(value, name, text) if found == _rounded(found, decimals) else text


def _text(found: Decimal, decimals: int, word: str) -> str:
    text = f"{_rounded(found, decimals):,f}".translate(_SWEDISH)
    return f"{text}{HARD_SPACE}{word}" if word else text


def _rounded(found: Decimal, decimals: int) -> Decimal:
    return found.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _is_whole(found: Decimal) -> bool:
    return found == found.to_integral_value()


def _number(value: Any, name: str) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        message = _('The filter "{name}" needs a number, not {value}.')
        raise FilterError(message.format(name=name, value=excerpt(value)))
    found = Decimal(str(value)) if isinstance(value, float) else Decimal(value)
    if not found.is_finite() or abs(found) > Decimal(10) ** 20:
        raise FilterError(_('The filter "{name}" cannot write so large a number.').format(name=name))
    return found
