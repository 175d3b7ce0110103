"""Numbers that public registers give organisations and their workplaces."""

from __future__ import annotations

import re
from typing import Any

from generator.formats.kinds import UnfitError, kind
from generator.formats.texts import one_line
from generator.language import _

REGISTERS = {
    "danmark": ("dk", "cvr"),
    "estland": ("ee", "registrikood"),
    "finland": ("fi", "ytunnus"),
    "island": ("is", "kennitala"),
    "lettland": ("lv", "pvn"),
    "norge": ("no", "orgnr"),
    "polen": ("pl", "regon"),
}
"""The register that numbers a country's organisations, as python-stdnum calls country and number."""


def luhn(digits: str) -> bool:
    """Say whether the last digit checks the others (ISO/IEC 7812-1 annex B; SFS 1974:174)."""
    doubled = (int(d) * (2 if i % 2 else 1) for i, d in enumerate(reversed(digits)))
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def _digits(text: str) -> str:
    return re.sub(r"[\s\-–]", "", text)


def _organisation(text: str) -> str:
    """Return a Swedish number; a sole trader's is a personal identity number, with or without its century."""
    digits = _digits(one_line(text))
    digits = re.sub("^(?:16|19|20)", "", digits) if len(digits) == 12 else digits
    if not re.fullmatch(r"\d{10}", digits):
        message = _(
            "{read} is not an organisation number. Write ten digits, as 232100-0214, or fill in country."
        )
        raise UnfitError("organisation_number", message)
    if not luhn(digits):
        message = _("{read} has a check digit that is wrong. Check each digit.")
        raise UnfitError("organisation_number_check", message)
    return f"{digits[:6]}-{digits[6:]}"


def is_swedish(country: str) -> bool:
    """Say whether a country, by its Swedish name, is Sweden; no country is."""
    return country.casefold() in {"", "sverige", "sweden", "se"}


def organisation(country: str, text: str) -> str:
    """Return the number of an organisation as its country writes it; raise UnfitError.

    Where python-stdnum knows another country's register the number is tried; else it is taken as it stands.
    """
    if is_swedish(country):
        return _organisation(text)
    called = country.casefold()
    name = REGISTERS.get(called) or next((each for each in REGISTERS.values() if each[0] == called), None)
    if name is None:
        return one_line(text)
    from stdnum.util import get_cc_module  # here: few files need it, and it is a large library

    register: Any = get_cc_module(*name)
    try:
        return str(getattr(register, "format", str)(register.validate(one_line(text))))
    except ValueError:
        message = _("{read} is not an organisation number of {country}. Check each digit.")
        raise UnfitError("organisation_number_abroad", message, country=country) from None


def _workplace(text: str) -> str:
    digits = _digits(one_line(text))
    if not re.fullmatch(r"\d{8}", digits):
        message = _("{read} is not a workplace number (CFAR). Write eight digits.")
        raise UnfitError("workplace_number", message)
    return digits


ORGANISATION_NUMBER = kind(
    "text",
    parse=_organisation,
    codes=("organisation_number", "organisation_number_check", "organisation_number_abroad"),
)
WORKPLACE_NUMBER = kind("text", parse=_workplace, codes=("workplace_number",))
