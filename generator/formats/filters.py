"""The words that templates and rules may use on a value. Swedish by CLDR (Babel); pure.

A filter that can be undone keeps the value's origin, with `kind` set to the filter's name, so that
what a person types over it in Word can be read back. A missing answer passes through unchanged.
Sources: Svenska skrivregler (Språkrådet) for units, dates and en dashes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sized
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, wraps
from typing import Any

from generator.language import _
from generator.located import LocatedText, Missing, origin_of
from generator.system.cache import kept

HARD_SPACE = "\u00a0"


class FilterError(ValueError):
    """A filter was given a value that it cannot take; the message is a full sentence."""


def kronor(value: Any) -> str:
    """Return `600 000 kronor`; öre only when not whole: `1 234,50 kronor`."""
    number = _number(value, "kronor")
    decimals = 0 if number == number.to_integral_value() else 2
    return _kept(value, "kronor", number, decimals, 1, "kronor")


def tkr(value: Any) -> str:
    """Return kronor as `300 tkr`, one decimal when needed."""
    return _scaled(value, "tkr", Decimal(1000), "tkr")


def mnkr(value: Any) -> str:
    """Return kronor as `1,2 mnkr`, one decimal when needed."""
    return _scaled(value, "mnkr", Decimal(1_000_000), "mnkr")


def belopp(value: Any) -> str:
    """Return `600 000`: kronor without the unit, for tables that name it in a heading."""
    number = _number(value, "belopp")
    decimals = 0 if number == number.to_integral_value() else 2
    return _kept(value, "belopp", number, decimals, 1, "")


def procent(value: Any) -> str:
    """Return a share as `50 %` (0.5), one decimal when needed."""
    return _scaled(value, "procent", Decimal("0.01"), "%")


def datum(value: Any) -> str:
    """Return `den 30 maj 2025`."""
    day = _date(value, "datum")
    return _as_date(value, "datum", f"den {_day_month(day)} {day.year}".replace(" ", HARD_SPACE))


def isodatum(value: Any) -> str:
    """Return `2025-05-30`."""
    return _as_date(value, "isodatum", _date(value, "isodatum").isoformat())


def manad(value: Any) -> str:
    """Return `maj 2025`."""
    day = _date(value, "manad")
    return f"{_months()[day.month]}{HARD_SPACE}{day.year}"


def period(value: Any, end: Any = None) -> Any:
    """Return `1 januari 2025–31 december 2026`, from two dates or from what has `start` and `end`."""
    if isinstance(value, Mapping):
        value, end = value.get("start"), value.get("end")
    for side in (value, end):
        if isinstance(side, Missing):
            return side
    start, stop = _date(value, "period"), _date(end, "period")
    first = _day_month(start) if start.year == stop.year else f"{_day_month(start)} {start.year}"
    return f"{first}–{_day_month(stop)} {stop.year}".replace(" ", HARD_SPACE)


def lista(values: Any) -> Any:
    """Return `a, b och c`; a single item as it is; answers that are missing are left out."""
    if isinstance(values, str | Mapping) or not isinstance(values, Iterable):
        raise FilterError(_('The filter "{name}" needs a list.').format(name="lista"))
    items = [item for item in values if item is not None and not isinstance(item, Missing)]
    if any(isinstance(item, list | tuple | Mapping) for item in items):
        raise FilterError(
            _('The filter "lista" needs a list of texts. Choose one: |map(attribute="name")|lista')
        )
    if len(items) == 1:
        return items[0]
    *most, last = [str(item) for item in items] or [""]
    return " och ".join([", ".join(most), last]) if most else last


def antal(value: Any, one: str = "", many: str = "") -> str:
    """Return `1 partner`, `3 partner`: a number or the length of a list, and the word that goes with it."""
    count = (
        Decimal(len(value))
        if isinstance(value, Sized) and not isinstance(value, str)
        else _number(value, "antal")
    )
    word = one if count == 1 else (many or one)
    return _written(count, 0 if count == count.to_integral_value() else 1, word)


def _passing(function: Callable[..., Any]) -> Callable[..., Any]:
    """Let a missing answer, and the empty value of plain data, pass through unchanged."""

    @wraps(function)
    def filtered(value: Any, *args: Any) -> Any:
        if isinstance(value, Missing):
            return value
        return "" if value is None else function(value, *args)

    return filtered


FILTERS: dict[str, Callable[..., Any]] = {
    function.__name__: _passing(function)
    for function in (kronor, tkr, mnkr, belopp, procent, datum, isodatum, manad, period, lista, antal)
}
"""All filters by the name that templates use."""


def _scaled(value: Any, name: str, unit: Decimal, word: str) -> str:
    number = _number(value, name) / unit
    tenths = number.quantize(Decimal("0.1"), ROUND_HALF_UP)
    decimals = 0 if tenths == tenths.to_integral_value() else 1
    return _kept(value, name, number, decimals, unit, word)


def _kept(value: Any, name: str, number: Decimal, decimals: int, _unit: Decimal | int, word: str) -> str:
    """Return the number as text, with its origin when the text holds all of it."""
    text = _written(number, decimals, word)
    origin = origin_of(value)
    exact = number == number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return LocatedText(text, replace(origin, kind=name)) if origin and exact else text


def _as_date(value: Any, name: str, text: str) -> str:
    origin = origin_of(value)
    return LocatedText(text, replace(origin, kind=name)) if origin else text


def _written(number: Decimal, decimals: int, word: str) -> str:
    rounded = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{rounded:,f}".translate(_symbols())
    return f"{text}{HARD_SPACE}{word}" if word else text


def _number(value: Any, name: str) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        message = _('The filter "{name}" needs a number, not {value}.')
        raise FilterError(message.format(name=name, value=_shown(value)))
    number = Decimal(str(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite() or abs(number) > Decimal(10) ** 20:
        raise FilterError(_('The filter "{name}" cannot write so large a number.').format(name=name))
    return number


def _date(value: Any, name: str) -> date:
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    message = _('The filter "{name}" needs a date such as 2025-05-30, not {value}.')
    raise FilterError(message.format(name=name, value=_shown(value)))


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return f'"{value[:40]}"'
    if isinstance(value, bool | int | float | Decimal):
        return str(value)[:40]
    return _("a list") if isinstance(value, list | tuple) else _("a group of values")


@cache
def _swedish() -> tuple[Mapping[str, str], Mapping[int, str]]:
    """How Swedish writes the signs of a number (hard space, decimal comma, minus sign), and the months.

    Babel takes 20 ms to read all that it knows of Swedish.
    """
    return kept("swedish", [], _from_babel)


def _from_babel() -> tuple[Mapping[str, str], Mapping[int, str]]:
    from babel import Locale

    swedish = Locale("sv")
    return dict(swedish.number_symbols["latn"]), dict(swedish.months["format"]["wide"])


@cache
def _symbols() -> dict[int, str]:
    signs, _months = _swedish()
    return str.maketrans({",": signs["group"], ".": signs["decimal"], "-": signs["minusSign"]})


def _months() -> Mapping[int, str]:
    return _swedish()[1]


def _day_month(day: date) -> str:
    return f"{day.day} {_months()[day.month]}"
