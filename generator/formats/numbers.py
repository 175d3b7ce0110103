"""Numbers as Swedes write them: spaces between thousands, decimal comma; two readings are asked about.

A point or a comma before exactly three last digits is thousands to one person and decimals to another; so
`300.000` is never read as either. Two groups or more (`1.861.135`) are thousands, and other than three digits
after the sign (`300.000,00`, `0,5`) are decimals.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

HARD_SPACES = "\u00a0\u202f\u2009"
_UNIT = re.compile(r"\s*(?P<unit>[:,]-|[a-zåäö]+)\.?$", re.IGNORECASE)
_SCALE = dict.fromkeys(["", ":-", ",-", "kr", "kronor", "sek"], 1) | {"tkr": 1000}
_SCALE |= dict.fromkeys(["mnkr", "mkr", "miljon", "miljoner"], 1_000_000)
_NUMBER = re.compile(
    r"(?P<whole>-?(?:\d+|[1-9]\d{0,2}(?P<gap>[ .,])\d{3}(?:(?P=gap)\d{3})*))"
    r"(?:(?!(?P=gap))[.,](?P<decimals>\d+))?"
)
_ORE = Decimal("0.01")


class TwoReadings(InvalidOperation):
    """A number that means one thing or another: the two values, and how to write each beyond doubt."""

    def __init__(self, values: tuple[Decimal, Decimal], written: tuple[str, str]) -> None:
        super().__init__(*written)
        self.values, self.written = values, written


def number(text: str, *, money: bool = False) -> Decimal:
    """Return the number that `text` is.

    Raises TwoReadings when it can be two, InvalidOperation when it is none. `0,125` has one reading, but not
    as `money`: there are no tenths of an öre.
    """
    plain = re.sub(f"[{HARD_SPACES}]", " ", text).strip().replace("\u2212", "-")
    match = _NUMBER.fullmatch(plain)
    if match is None:
        raise InvalidOperation
    whole, decimals = re.sub("[ .,]", "", match["whole"]), match["decimals"] or ""
    found = Decimal(f"{whole}.{decimals}")
    if len(decimals) == 3 and (money or whole.strip("-0")):
        thousands = Decimal(whole + decimals)
        other = _swedish(f"{found.quantize(_ORE, ROUND_HALF_UP):,f}") if money else written(found)
        raise TwoReadings((thousands, found), (written(thousands), other))
    return found


def kronor_of(text: str, unit: str = "kr") -> Decimal:
    """Return the amount in kronor that `text` is, `unit` being what a number without one is counted in.

    `600 000`, `600 000 kr`, `600 tkr` and `0,6 mnkr` are one amount. Without any unit (`unit` empty) a number
    is no money, so `0,125` has one reading. Raises as `number` does.
    """
    match = _UNIT.search(text.strip())
    written_unit = match["unit"].lower() if match else ""
    if written_unit not in _SCALE:
        raise InvalidOperation
    scale = _SCALE[written_unit or unit]
    digits = text.strip()[: match.start()] if match else text
    try:
        return number(digits, money=scale == 1 and bool(written_unit or unit)) * scale
    except TwoReadings as asked:
        if scale == 1:
            raise
        one, other = asked.written
        values = (asked.values[0] * scale, asked.values[1] * scale)
        raise TwoReadings(
            values, (f"{one} {written_unit or unit}", f"{other} {written_unit or unit}")
        ) from None


def percentage(text: str) -> Decimal:
    """Return the number of percent that `text` is, with or without the sign or word; raises as `number` does.

    Without the sign, `0,15` is 15 % to one person and 0,15 % to another. Three decimals are decimals, as no
    share has thousands of percent.
    """
    stripped = re.sub(r"\s*procent$", "%", text.strip(), flags=re.IGNORECASE)
    try:
        found = number(stripped.removesuffix("%"))
    except TwoReadings as asked:
        found = asked.values[1]
    if abs(found) < 1 and found and not stripped.endswith("%"):
        raise TwoReadings((found * 100, found), (f"{written(found * 100)} %", f"{written(found)} %"))
    return found


def written(value: Decimal) -> str:
    """Return `value` so that `number` reads the same: three decimals get a zero, to be no thousands."""
    text = f"{value:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    in_doubt = abs(value) >= 1 and re.search(r"\.\d{3}$", text)
    return _swedish(f"{text}0" if in_doubt else text)


def _swedish(text: str) -> str:
    return text.replace(",", " ").replace(".", ",")
