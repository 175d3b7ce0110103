"""What a draft asks for where a value is missing: in brackets, so that it needs no colour to be seen.

`[startdatum, åååå-mm-dd]`, `[välj: låg, medel eller hög]`, `[kontaktpersonens namn]`, `[belopp i kronor]`.
Earlier versions wrote `Klicka och skriv: Startdatum`, which documents still show.
"""

from __future__ import annotations

import re
from functools import cache

from generator.formats.kinds import KINDS
from generator.formats.texts import enumerated
from generator.located import Origin

_EARLIER = "Klicka och skriv: "
_LONGEST_CHOICE = 25
"""Characters of choices that a prompt says: more make a narrow column high; Word shows all in its list."""
_WHOSE = r"(?:den (?:\S+ )?)?\S+s "


def prompt(origin: Origin) -> str:
    """Return what stands where the value is missing."""
    wanted = _in_small(origin.title or origin.path)
    if origin.whose:
        wanted = f"{origin.whose} {wanted}"
    if origin.options:
        choices = enumerated(origin.options, "eller")
        return f"[välj: {choices}]" if len(choices) <= _LONGEST_CHOICE else f"[välj {wanted}]"
    asks = KINDS[origin.kind].asks if origin.kind in KINDS else ""
    return f"[{wanted}{asks}]"


def is_prompt(text: str, title: str, *, cut: bool = False) -> bool:
    """Say whether a text is the prompt of a value with this title; `cut`: of which more may have been cut."""
    return _may_hold_one(text) and _prompt(title, cut=cut).fullmatch(text) is not None


def is_of_another(text: str, title: str) -> bool:
    """Say whether a text is a prompt of an earlier version that names another title."""
    return text.startswith(_EARLIER) and not text.startswith(f"{_EARLIER}{title}")


def without_prompt(text: str, title: str) -> str:
    """Return what somebody typed before or behind the prompt of a value with this title."""
    return _prompt(title, cut=False).sub("", text, count=1) if _may_hold_one(text) else text


def _may_hold_one(text: str) -> bool:
    """Say whether it is worth a pattern of its own, which takes longer to make than to use."""
    return "[" in text or _EARLIER in text


def _in_small(title: str) -> str:
    """Return a title as it stands in a sentence; capitals that are an abbreviation stay."""
    return title if title[1:2].isupper() else f"{title[:1].lower()}{title[1:]}"


@cache
def _prompt(title: str, *, cut: bool) -> re.Pattern[str]:
    wanted, more = "|".join({re.escape(title), re.escape(_in_small(title))}), ".*" if cut else ""
    asks = "|".join({re.escape(kind.asks) for kind in KINDS.values()} - {""})
    ours = rf"(?:{_WHOSE})?(?:{wanted}){more}(?:{asks})?|välj: [^][]+|välj (?:{wanted}){more}"
    return re.compile(rf"\[(?:{ours})\]|{_EARLIER}{re.escape(title)}{more}")
