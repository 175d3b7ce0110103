"""Figures in running text against the data: what fits no value is reported, with the nearest one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import partial

from generator.formats import in_messages
from generator.grant.prose.facts import Facts, nearest
from generator.grant.prose.figures import Figure
from generator.grant.prose.texts import SHORT, Prose, cut
from generator.language import _
from generator.located import if_readable
from generator.problems import Problem

NEAR_DAYS = 400
"""A date further than this from every date of the data is about something else; a wrong year is not."""
NEAR_YEARS = 5
"""A year further than this from the years of the data is about something else."""
NEAR_TIMES = 3
"""An amount more than this many times the largest of the data is about something else."""
ROUGH = Decimal("0.05")
"""How far "about" may be from the value."""
OTHER_TIMES = frozenset({"background", "need", "after_project", "long_term_effects"})
"""Keys whose text speaks of years before and after the project."""

_OF_MONEY = re.compile(
    r"finansier|stödandel|andel av (?:kostn|budget|de total)|schablon|indirekta|overhead|lönebikostn|"
    r"egeninsats|(?:söker|beviljas?|ansöker)\b|av (?:personal|total|projekt)\w*kostnad",
    re.IGNORECASE,
)
_OF_PROJECT = re.compile(r"\bprojekt(?:et|ets|perioden|tiden|start|starten|slut|slutet)?\b", re.IGNORECASE)
_LASTS = re.compile(r"pågå|genomför|löp|perioden|drivs|sträcker", re.IGNORECASE)
_OF_ANOTHER = re.compile(
    r"(?:uppdrag|program|strategi|utlysning|bestämmelse|plan|satsning|period|agenda)\w*,?(?:\s\w+){0,3}\s$",
    re.IGNORECASE,
)
_OF_PERIOD = frozenset({"day", "month", "year", "years"})
_AFTERWARDS = frozenset({"month", "year"})
_REPORT = re.compile(r"rapport|redovis", re.IGNORECASE)
_AFTER_DAY = re.compile(r"\s*,?\s*§")


def mismatches(prose: Prose, facts: Facts) -> Iterator[Problem]:
    """Yield a warning for each figure of the text that fits no value of the data, once for each spelling."""
    reported: set[str] = set()
    for figure in prose.figures:
        written = " ".join(prose.text[figure.start : figure.end].split())
        found = if_readable(partial(_checked, figure, prose, facts))
        if written not in reported and isinstance(found, tuple):
            reported.add(written)
            code, message, words = found
            yield prose.problem("warning", code, message.format(written=written, **words), figure.start)


Finding = tuple[str, str, dict[str, str]] | None
"""Code, sentence and the words to fill in, or None when all is well."""


def _checked(figure: Figure, prose: Prose, facts: Facts) -> Finding:
    if figure.kind in _OF_PERIOD and not facts.has_period:
        return None  # the period itself is wrong, and the rules say so
    if figure.kind in _AFTERWARDS and _is_report(figure, prose, facts):
        return None
    return _CHECKS[figure.kind](figure, prose, facts)


def _is_report(figure: Figure, prose: Prose, facts: Facts) -> bool:
    """Say whether a time is that of a report, which is given when the project is over."""
    end = facts.data.project.period.end
    if not end or not _REPORT.search(prose.sentence(figure.start)):
        return False
    return bool(figure.value > (end.year if isinstance(figure.value, int) else end))


def _amount(figure: Figure, prose: Prose, facts: Facts) -> Finding:
    known = facts.amounts
    if not known or figure.bound or (figure.each and prose.key == "calculation"):
        return None
    near = nearest(known, figure.value)
    if near is None or _fits(figure, near[0]) or _of_another_time(figure, prose):
        return None
    if figure.value > NEAR_TIMES * known[-1][0] and not _a_slip_of_zeros(figure.value, facts):
        return None
    text = _(
        "The text says “{written}”; the nearest amount of the data is {near} (“{path}”). Correct one of them."
    )
    return "text-amount", text, {"near": in_messages("kronor", near[0]), "path": cut(near[1], SHORT)}


def _of_another_time(figure: Figure, prose: Prose) -> bool:
    """Say whether a text about before or after the project speaks of other money than the project's."""
    sentence = prose.sentence(figure.start)
    return prose.key in OTHER_TIMES and not (_OF_PROJECT.search(sentence) or _OF_MONEY.search(sentence))


def _fits(figure: Figure, value: Decimal) -> bool:
    if figure.rough:
        return bool(abs(figure.value - value) <= ROUGH * value)
    return bool(abs(figure.value - value) <= figure.step / 2)


def _a_slip_of_zeros(value: Decimal, facts: Facts) -> bool:
    wholes = (facts.data.budget.total, *(line.amount for line in facts.data.financing.contributions))
    return any(whole and value in {whole * 10, whole * 100, whole * 1000} for whole in wholes)


def _day(figure: Figure, prose: Prose, facts: Facts) -> Finding:
    if not facts.days or _AFTER_DAY.match(prose.text[figure.end : figure.end + 5]):
        return None
    if isinstance(figure.value, tuple):
        return _day_of_year(figure.value, facts)
    near = _nearest_day(figure.value, facts)
    if figure.value == near[0] or abs((near[0] - figure.value).days) > NEAR_DAYS:
        return None
    if _is_report(figure, prose, facts):
        return None
    text = _(
        "The text says “{written}”; the nearest date of the data is {near} (“{path}”). Correct one of them."
    )
    return "text-date", text, {"near": near[0].isoformat(), "path": cut(near[1], SHORT)}


def _nearest_day(day: date, facts: Facts) -> tuple[date, str]:
    """Return the nearest date; one of the same day and month in another year comes first."""
    same = [each for each in facts.days if (each[0].month, each[0].day) == (day.month, day.day)]
    return min(same or facts.days, key=lambda each: abs((each[0] - day).days))


def _day_of_year(day: tuple[int, int], facts: Facts) -> Finding:
    """Compare a date without a year: it may be any day of the project."""
    start, end = _span(facts)
    if start is None or end is None or any((each.month, each.day) == day for each, _path in facts.days):
        return None
    if any(start <= _dated(year, day) <= end for year in range(start.year, end.year + 1)):
        return None
    text = _("The text says “{written}”, outside the project ({near}). Correct one of them.")
    return "text-date", text, {"near": f"{start.isoformat()}–{end.isoformat()}"}


def _dated(year: int, day: tuple[int, int]) -> date:
    return date(year, 3, 1) if day == (2, 29) else date(year, *day)


def _span(facts: Facts) -> tuple[date | None, date | None]:
    period = facts.data.project.period
    return period.start_day or facts.data.case.date, period.end


def _month(figure: Figure, prose: Prose, facts: Facts) -> Finding:
    start, end = _span(facts)
    if prose.key in OTHER_TIMES or not facts.days or start is None or end is None:
        return None
    month = figure.value
    if start.replace(day=1) <= month <= end:
        return None
    near = _nearest_day(month.replace(day=15), facts)
    apart = abs((near[0] - month.replace(day=15)).days)
    if (near[0].year, near[0].month) == (month.year, month.month) or apart > NEAR_DAYS:
        return None
    text = _("The text says “{written}”, outside the project ({near}). Correct one of them.")
    return "text-date", text, {"near": f"{start.isoformat()}–{end.isoformat()}"}


def _year(figure: Figure, prose: Prose, facts: Facts) -> Finding:
    years = facts.years
    if not years or figure.value in years or prose.key in OTHER_TIMES:
        return None
    far = min(abs(figure.value - year) for year in years) > NEAR_YEARS
    if far or not _OF_PROJECT.search(prose.sentence(figure.start)):
        return None
    text = _("The text says “{written}”, no year of the project ({near}). Correct one of them.")
    return "text-year", text, {"near": _years_of(facts)}


def _period(figure: Figure, prose: Prose, facts: Facts) -> Finding:
    years, sentence = facts.data.calendar_years(), prose.sentence(figure.start)
    if not years or figure.value == (years[0], years[-1]):
        return None
    before = prose.text[max(0, figure.start - 60) : figure.start]
    of_this = _OF_PROJECT.search(sentence) and _LASTS.search(sentence)
    if not of_this or (_OF_ANOTHER.search(before) and not _ends_in_project(before)):
        return None
    text = _("The text gives the project the years “{written}”, the data {near}. Correct one of them.")
    return "text-period", text, {"near": _years_of(facts)}


def _ends_in_project(before: str) -> bool:
    return bool(re.search(r"projekt(?:et|perioden)?(?:\s\w+){0,3}\s$", before, re.IGNORECASE))


def _years_of(facts: Facts) -> str:
    years = facts.data.calendar_years() or tuple(sorted(facts.years))
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def _share(figure: Figure, prose: Prose, facts: Facts) -> Finding:
    known = facts.shares
    if figure.bound or len(known) < 2 or not _OF_MONEY.search(prose.sentence(figure.start)):
        return None
    near = nearest(known, figure.value)
    slack = Decimal(2) if figure.rough else figure.step / 2
    if near is None or abs(figure.value - near[0]) <= slack:
        return None
    text = _(
        "The text says “{written}”; the nearest share of the data is {near} (“{path}”). Correct one of them."
    )
    return "text-share", text, {"near": in_messages("procent", near[0] / 100), "path": cut(near[1], SHORT)}


def _organisation_number(figure: Figure, _prose: Prose, facts: Facts) -> Finding:
    known = facts.organisation_numbers
    if any(figure.value == number for number, _path in known):
        return None
    text = _("Nobody in the data has the organisation number {written}{near}. Correct one of them.")
    near = max(known, key=lambda each: _alike(each[0], figure.value), default=None)
    return "text-organisation-number", text, {"near": f" ({near[1]}: {near[0]})" if near else ""}


def _alike(one: str, other: str) -> int:
    return sum(a == b for a, b in zip(one, other, strict=False))


_CHECKS: dict[str, Callable[[Figure, Prose, Facts], Finding]] = {
    "amount": _amount,
    "day": _day,
    "month": _month,
    "year": _year,
    "years": _period,
    "share": _share,
    "organisation_number": _organisation_number,
}
