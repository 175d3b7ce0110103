"""Shares of a whole, as percentages."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from generator.formats.amounts import NUMBER_JSON, number_back, parsed, scaled
from generator.formats.filters import template_filter
from generator.formats.kinds import UnfitError, kind, on_one_line
from generator.formats.numbers import percentage
from generator.language import _


def _share(text: str) -> Decimal:
    sentence = _("{read} is not a percentage. Write for example 15 % or 42,68 %.")
    share = parsed(percentage, "rate", sentence, text) / 100
    if share > 1:
        raise UnfitError(
            "rate_over_all", _("{read} is over 100 %. Write a share of the whole, such as 15 %.")
        )
    return share


def _back(text: str) -> str:
    plain = on_one_line(text)
    refusal = _("“{text}” is not a percentage, such as 15 %.")
    return f"{number_back(plain, lambda: percentage(plain), refusal)} %"


RATE = kind("rate", parse=_share, read_back=_back, codes=("rate", "rate_over_all"), json=NUMBER_JSON)
kind("procent", read_back=_back)


@template_filter
def procent(value: Any) -> str:
    """Return a share as `50 %` (0.5), one decimal when needed."""
    return scaled(value, "procent", Decimal("0.01"), "%")
