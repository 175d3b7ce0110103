"""Numbers that public registers give organisations and their workplaces."""

from __future__ import annotations

import re

from generator.formats.kinds import UnfitError, kind
from generator.formats.texts import one_line
from generator.language import _


def luhn(digits: str) -> bool:
    """Say whether the last digit checks the others (ISO/IEC 7812-1 annex B; SFS 1974:174)."""
    doubled = (int(d) * (2 if i % 2 else 1) for i, d in enumerate(reversed(digits)))
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def _digits(text: str) -> str:
    return re.sub(r"[\s\-–]", "", text)


def _organisation(text: str) -> str:
    digits = _digits(one_line(text))
    digits = digits.removeprefix("16") if len(digits) == 12 else digits
    if not re.fullmatch(r"\d{10}", digits):
        message = _("{read} is not an organisation number. Write ten digits, as 232100-0214.")
        raise UnfitError("organisation_number", message)
    if not luhn(digits):
        message = _("{read} has a check digit that is wrong. Check each digit.")
        raise UnfitError("organisation_number_check", message)
    return f"{digits[:6]}-{digits[6:]}"


def _workplace(text: str) -> str:
    digits = _digits(one_line(text))
    if not re.fullmatch(r"\d{8}", digits):
        message = _("{read} is not a workplace number (CFAR). Write eight digits.")
        raise UnfitError("workplace_number", message)
    return digits


ORGANISATION_NUMBER = kind(
    "text", parse=_organisation, codes=("organisation_number", "organisation_number_check")
)
WORKPLACE_NUMBER = kind("text", parse=_workplace, codes=("workplace_number",))
