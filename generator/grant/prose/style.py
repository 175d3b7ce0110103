"""Ways of writing that the public sector does not use, whatever the data says.

Sources: Myndigheternas skrivregler and Språkrådets frågelåda (tkr, mnkr; kronor in running text), formkrav.se
(hard space in numbers). The en dash in ranges follows Svenska skrivregler; the page itself was not read.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.grant.prose.texts import Prose, matches
from generator.language import N_, _
from generator.problems import Level, Problem

_HARD = "\u00a0"
_START = r"(?<![\w.,:/-])"
_YEAR = r"(?:19|20)\d\d"
_PATTERNS: dict[str, tuple[Level, str]] = {
    "dash-in-range": (
        "hint",
        rf"{_START}{_YEAR}-{_YEAR}(?![\w-])|{_START}[1-9]\d{{0,2}}-[1-9]\d{{0,2}}(?= ?(?:%|[a-zåäö]{{3}}))",
    ),
    "money-unit": (
        "warning",
        rf"(?<=\d)[ {_HARD}]?(?:kkr|[TKM]SEK|mkr|milj\.? ?kr)\b|(?<=\d):-|(?<=\d)[ {_HARD}]KR\b",
    ),
    "point-in-number": (
        "warning",
        rf"{_START}\d{{1,3}}(?:\.\d{{3}}){{1,4}}(?=[ {_HARD}]?(?:kr|kronor|tkr|SEK)\b)",
    ),
    "short-unit": ("hint", rf"(?<=\d)[ {_HARD}](?:kr|tkr|mnkr)\b(?! ?/)"),
    "no-space-before-unit": ("hint", rf"{_START}\d{{1,4}}(?:%|kr\b|tkr\b|mnkr\b)"),
    "empty-promise": (
        "hint",
        r"\b(?:för)?väntas (?:kunna )?bidra\b|\bförhoppningsvis\b|\bkan komma att bidra\b",
    ),
}
_WITHOUT_DIGITS = frozenset({"empty-promise"})


def style_problems(prose: Prose) -> Iterator[Problem]:
    """Yield each way of writing that is not to be used, once for each spelling or once for the text."""
    if prose.is_english:
        return
    for code, (level, pattern) in _PATTERNS.items():
        if not prose.has_digits and code not in _WITHOUT_DIGITS:
            continue
        reported: set[str] = set()
        for match in matches(pattern, prose.text):
            written = match[0].strip()
            if written not in reported:
                reported.add(written)
                message = _(_SENTENCES[code]).format(written=written, range=written.replace("-", "–"))
                yield prose.problem(level, code, message, match.start())


_SENTENCES = {
    "dash-in-range": N_("“{written}” is a range: write an en dash without spaces, “{range}”."),
    "money-unit": N_(
        "“{written}” is not how the public sector writes amounts. Write “kronor” in running text, and “tkr” "
        "or “mnkr” in tables."
    ),
    "point-in-number": N_("“{written}” has points between the thousands. Write hard spaces."),
    "short-unit": N_("“{written}” belongs in tables. Write “kronor”, or “miljoner kronor”, in running text."),
    "no-space-before-unit": N_("“{written}” lacks the space before its unit. Write a hard space."),
    "empty-promise": N_(
        "“{written}” promises nothing that can be followed up. Say what is to be reached, and how it is "
        "measured."
    ),
}
