"""The days of a project that somebody has to know, as its data names them; none is worked out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from generator.facts import Day, What
from generator.grant.forms.form import Form
from generator.grant.portfolio.contributions import funder
from generator.grant.portfolio.stage import is_sent
from generator.grant.schema import Data
from generator.grant.schema.data import Call

_WAITS: frozenset[What] = frozenset({"call_closes", "to_be_sent", "report"})
"""What somebody has to do by its day: told of after it too, for the data does not say that it was done."""


def days(data: Data, forms: Sequence[Form], today: date) -> tuple[Day, ...]:
    """Return the days from today on, and those that have passed by which something had to be sent, in order.

    A report stays among them when it was given: the data has no word for that, and its line can be taken out.
    """
    receivers = {form.name: form.text.receiver for form in forms}
    found = [*_calls(data, receivers, today), *_decisions(data, receivers), *_project(data)]
    told = (each for each in found if each.day >= today or each.what in _WAITS)
    return tuple(sorted(each._replace(late=each.day < today) for each in told))


def _calls(data: Data, receivers: Mapping[str, str], today: date) -> Iterator[Day]:
    """Yield when each application that is not sent has to be, and when it is meant to be."""
    for call in data.calls:
        if not _all_sent(call, data, today):
            who = receivers.get(call.application or "", "")
            if call.closes:
                yield Day(call.closes, "call_closes", who)
            if call.submitted:
                yield Day(call.submitted, "to_be_sent", who)


def _all_sent(call: Call, data: Data, today: date) -> bool:
    own = [line for line in data.financing.contributions if line.application == call.application]
    if not own or not call.application:
        return call.submitted is not None and call.submitted <= today
    return all(is_sent(line, data, today) for line in own)


def _decisions(data: Data, receivers: Mapping[str, str]) -> Iterator[Day]:
    """Yield the day of the project's own decision, and what each funder's decision asks for."""
    if data.case.date:
        yield Day(data.case.date, "decision", data.case.authority or data.applicant.name or "")
    for line in data.financing.contributions:
        who = funder(line, receivers.get(line.application or "", ""))
        for report in line.granted.reports:
            if report.due:
                yield Day(report.due, "report", who, report.kind or "")
        if line.granted.period.end:
            yield Day(line.granted.period.end, "grant_ends", who)


def _project(data: Data) -> Iterator[Day]:
    period = data.project.period
    if period.start_day:
        yield Day(period.start_day, "starts")
    if period.end:
        yield Day(period.end, "ends")
    for activity in data.project.activities:
        if activity.start:
            yield Day(activity.start, "activity_starts", name=activity.name or "")
        if activity.end:
            yield Day(activity.end, "activity_ends", name=activity.name or "")
