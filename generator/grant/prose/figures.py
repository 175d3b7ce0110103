"""Figures read out of running text, as Swedes spell them: amounts, days, months, years, percentages, numbers.

Source of the spellings: Svenska skrivregler (Språkrådet), and what is wrong by them but often written
(kkr, MSEK, 600.000). Every pattern is bounded, so that no text takes more than linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from generator.formats.numbers import TwoReadings, number
from generator.hard_spaces import MONTHS

FigureKind = Literal["amount", "day", "month", "year", "years", "share", "organisation_number"]

_SPACE = r"[ \u00a0\u202f\u2009\n]"
_NUMBER = (
    rf"[1-9]\d{{0,2}}(?:(?:\.\d{{3}}){{1,4}}|(?:{_SPACE}\d{{3}}){{1,4}})(?!\d)(?:,\d{{1,2}}(?!\d))?|"
    r"[1-9]\d{0,2}(?:,\d{3}){1,4}(?!\d)(?:\.\d{1,2}(?!\d))?|"
    r"\d{1,12}(?:[.,]\d{1,3})?(?!\d)"
)
_KR = r"(?:kronor(?:s|na)?|kr|SEK)\b"
_UNITS = (
    rf"(?P<md>miljard(?:er)?{_SPACE}{_KR}|mdkr\b)|"
    rf"(?P<mn>miljon(?:er)?{_SPACE}{_KR}|milj\.?{_SPACE}?{_KR}|mn{_SPACE}?kr\b|mkr\b|MSEK\b)|"
    rf"(?P<t>tusen{_SPACE}{_KR}|t{_SPACE}?kr\b|kkr\b|[TK]SEK\b)|(?P<kr>{_KR}|:-)"
)
_SCALES = {"md": Decimal(10**9), "mn": Decimal(10**6), "t": Decimal(1000), "kr": Decimal(1)}
_ENGLISH = "january february march april may june july august september october november december".split()
_MONTHS = {name[:3]: number for names in (MONTHS, _ENGLISH) for number, name in enumerate(names, 1)}
_MONTH = rf"(?:{'|'.join([*MONTHS, *_ENGLISH])}|(?:jan|feb|apr|aug|sep|okt|nov|dec)\.?|(?:febr|sept)\.)"
_DIGIT = re.compile(r"[0-9]")
_ROUGHLY = re.compile(
    r"\b(?:cirka|ca|omkring|ungefär|runt|drygt|knappt|nästan|närmare|uppskattningsvis|about|around)\.?\s*$",
    re.IGNORECASE,
)
_EACH_AFTER = re.compile(
    r"\s*(?:per\s|/\s?\w|i\s(?:timmen|månaden|veckan|dagen)\b|styck\b|vardera\b)", re.IGNORECASE
)
_EACH_BEFORE = re.compile(r"(?:\bà|\bá|[x×*]|\bper)\s*$", re.IGNORECASE)
_BOUND = re.compile(
    r"\b(?:gräns\w*|tak\w*|över|under|överstig\w*|understig\w*|minst|högst|max\w*|lägst|upp till|mer än|"
    r"mindre än)"
    r"(?:\s(?:på|om|är|vid))?\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in a text: from character `start` to `end`.

    `value`: kronor (amount), a date (day; month: its first day), a year or a pair of years, percent (share),
    or the number as 232100-0214. `step`: the unit of the last digit that is written, in kronor or percent.
    `rough`: the text says roughly. `each`: a price of one. `bound`: a floor or a ceiling, no fact.
    """

    kind: FigureKind
    start: int
    end: int
    value: Any
    step: Decimal = Decimal(1)
    rough: bool = False
    each: bool = False
    bound: bool = False


def figures(text: str) -> Iterator[Figure]:
    """Yield the figures of a text, kind by kind."""
    if not _DIGIT.search(text):
        return
    for read in (_amounts, _days, _years, _shares, _organisation_numbers):
        yield from read(text)


_AMOUNT = re.compile(
    rf"(?<![\d.,:/])(?:(?P<sek>SEK{_SPACE}?)(?P<of>{_NUMBER})|"
    rf"(?P<number>{_NUMBER})[ \u00a0\u202f\u2009\n]{{0,3}}(?:{_UNITS}))",
    re.IGNORECASE,
)


def _amounts(text: str) -> Iterator[Figure]:
    for match in _AMOUNT.finditer(text):
        written = match["number"] or match["of"]
        scale = _SCALES[(match.lastgroup or "kr") if match["number"] else "kr"]
        value, step = _decimal(written, scale)
        before, after = text[max(0, match.start() - 24) : match.start()], text[match.end() : match.end() + 16]
        yield Figure(
            "amount", match.start(), match.end(), value * scale, step * scale,
            rough=bool(_ROUGHLY.search(before)),
            each=bool(_EACH_AFTER.match(after) or _EACH_BEFORE.search(before)),
            bound=bool(_BOUND.search(before)),
        )  # fmt: skip


def _decimal(written: str, scale: Decimal = Decimal(1)) -> tuple[Decimal, Decimal]:
    """Return the number and the unit of its last digit.

    `300.000 kronor` are thousands, as there are no tenths of an öre; `1,125 miljoner` are decimals.
    """
    try:
        value = number(re.sub(r"\s", " ", written))
    except TwoReadings as asked:
        value = asked.values[scale >= _SCALES["mn"]]
    return value, Decimal((0, (1,), int(value.as_tuple().exponent)))


_DAY_IN_DIGITS = re.compile(
    r"(?<![\d-])(?P<iso>\d{4}-\d\d-\d\d)(?![\d-])|"
    r"(?<![\d/])(?P<d>\d{1,2})/(?P<m>\d{1,2})[ \u00a0-](?P<y>(?:19|20)\d\d)(?!\d)"
)
_MONTH_BY_NAME = re.compile(rf"\b{_MONTH}(?!\w)", re.IGNORECASE)
_DAY_BEFORE = re.compile(rf"(?<![\d/.,:-])(?P<day>\d{{1,2}})(?::?[ae])?{_SPACE}$")
_YEAR_AFTER = re.compile(rf"{_SPACE}(?P<year>(?:19|20)\d\d)(?!\d)")


def _days(text: str) -> Iterator[Figure]:
    for pattern, read in ((_DAY_IN_DIGITS, _day_in_digits), (_MONTH_BY_NAME, _day_by_name)):
        for match in pattern.finditer(text):
            try:
                figure = read(text, match)
            except ValueError:  # no day in the calendar, so no date
                continue
            if figure is not None:
                yield figure


def _day_in_digits(_text: str, match: re.Match[str]) -> Figure:
    if match["iso"]:
        return Figure("day", *match.span(), date.fromisoformat(match["iso"]))
    return Figure("day", *match.span(), date(int(match["y"]), int(match["m"]), int(match["d"])))


def _day_by_name(text: str, match: re.Match[str]) -> Figure | None:
    """Return a day with or without a year, or a month of a year."""
    month = _MONTHS[match[0][:3].lower()]
    before = _DAY_BEFORE.search(text[max(0, match.start() - 6) : match.start()])
    after = _YEAR_AFTER.match(text, match.end())
    start = match.start() - len(before[0]) if before else match.start()
    end = after.end() if after else match.end()
    if before and after:
        return Figure("day", start, end, date(int(after["year"]), month, int(before["day"])))
    if before:
        day = date(2000, month, int(before["day"]))  # a leap year, so that 29 February is a day
        return Figure("day", start, end, (day.month, day.day))
    return Figure("month", start, end, date(int(after["year"]), month, 1)) if after else None


_YEAR = re.compile(
    r"(?<![\w:/.,-])(?P<first>(?:19|20)\d\d)(?:\s?[-–—]\s?(?P<last>(?:20)?\d\d)(?![\w-])|(?![\w:/-]|[.,]\d))"
)


_TIME_BEFORE = re.compile(
    r"\b(?:år|under|i|till|från|senast|hela|våren|hösten|sommaren|vintern|början av|slutet av|mitten av|"
    r"utgången av|för|och|med|in|during|by|until|from|for)\s$",
    re.IGNORECASE,
)


def _years(text: str) -> Iterator[Figure]:
    """Yield ranges of years, and years that stand as a time ("under 2026", not "Agenda 2030")."""
    for match in _YEAR.finditer(text):
        first, last = int(match["first"]), match["last"]
        if last:
            yield Figure("years", *match.span(), (first, int(last) if len(last) == 4 else 2000 + int(last)))
        elif _TIME_BEFORE.search(text[max(0, match.start() - 16) : match.start()]):
            yield Figure("year", *match.span(), first)


_SHARE = re.compile(r"(?<![\d.,:/])(?P<number>\d{1,3}(?:[.,]\d{1,2})?)\s?(?:%|procent\b|percent\b)")


def _shares(text: str) -> Iterator[Figure]:
    for match in _SHARE.finditer(text):
        value, step = _decimal(match["number"])
        before = text[max(0, match.start() - 24) : match.start()]
        rough, bound = bool(_ROUGHLY.search(before)), bool(_BOUND.search(before))
        yield Figure("share", *match.span(), value, step, rough=rough, bound=bound)


_ORGANISATION = re.compile(r"(?<![\d/-])(?:16)?(?P<first>\d\d[2-9]\d{3})-(?P<last>\d{4})(?![\d-])")


def _organisation_numbers(text: str) -> Iterator[Figure]:
    """Yield what is written as an organisation number; its third digit is at least 2 (SFS 1974:174)."""
    for match in _ORGANISATION.finditer(text):
        yield Figure("organisation_number", *match.span(), f"{match['first']}-{match['last']}")
