"""Answers that are chosen: ja or nej, and one of some words."""

from __future__ import annotations

from typing import Any

from generator.formats.kinds import UnfitError, kind, on_one_line
from generator.language import _

YES_OR_NO = ("ja", "nej")
_WORDS = {"ja": True, "yes": True, "true": True, "nej": False, "no": False, "false": False}


def _yes_no(text: str) -> bool:
    if (word := text.strip().lower()) not in _WORDS:
        raise UnfitError("yes_no", _("{read} is not an answer here. Write “ja” or “nej”."))
    return _WORDS[word]


def _yes_no_back(text: str) -> str:
    word = on_one_line(text).lower()
    return ("ja" if _WORDS[word] else "nej") if word in _WORDS else word


def chosen(options: tuple[str, ...], value: Any) -> str:
    """Return the option that is meant; upper and lower case do not matter. Raises UnfitError."""
    known = {option.casefold(): option for option in options}
    word = str(value).strip().casefold()
    if word not in known:
        message = _("{read} is not among the choices. Choose one of: “{options}”.")
        raise UnfitError("choice", message, options=", ".join(options))
    return known[word]


YES_NO = kind(
    "yesno",
    parse=_yes_no,
    read_back=_yes_no_back,
    codes=("yes_no",),
    json={"enum": ["ja", "nej", True, False]},
)
CHOICE = kind("choice", read_back=lambda text: on_one_line(text).casefold(), codes=("choice",))
