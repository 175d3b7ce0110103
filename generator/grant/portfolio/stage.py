"""How far a project has come, as its data says: applied for, granted, over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from generator.facts import Stage
from generator.grant.portfolio.contributions import is_decided
from generator.grant.schema import Data
from generator.grant.schema.financing import Contribution


def stage(data: Data, today: date) -> Stage:
    """Return how far the project has come by the lines that have an application or a decision.

    `granted`: each of them is; `partly_granted`: some are; `refused`: all are decided, and no kronor came of
    it; `closed`: something is granted, the last day of the project and of each decision is past, and no
    report is due from today on. `applied`: each is sent (see `is_sent`); `partly_applied`: some are. Else
    `draft`: then what lies in the folder of documents may say more.
    """
    asked = [line for line in data.financing.contributions if line.application or is_decided(line)]
    given = [line for line in asked if _is_granted(line)]
    if given and _is_over(data, given, today):
        return "closed"
    if given:
        return "granted" if len(given) == len(asked) else "partly_granted"
    if asked and all(map(is_decided, asked)):
        return "refused"
    sent = [line for line in asked if is_sent(line, data, today)]
    if sent:
        return "applied" if len(sent) == len(asked) else "partly_applied"
    return "draft"


def is_sent(line: Contribution, data: Data, today: date) -> bool:
    """Say whether the application of a line is sent: its status says so, or the day for it has passed.

    A day that has passed while the status still says that it is planned is no proof.
    """
    own = [call for call in data.calls if call.application and call.application == line.application]
    passed = any(call.submitted and call.submitted <= today for call in own)
    return line.status == "sökt" or is_decided(line) or (passed and line.status != "planerad")


def last_days(data: Data, lines: Sequence[Contribution]) -> list[date]:
    """Return the last day of the project and of each decision on these lines, as far as they are known."""
    days = [data.project.period.end, *(line.granted.period.end for line in lines)]
    return [day for day in days if day]


def _is_granted(line: Contribution) -> bool:
    return is_decided(line) and line.granted.limit != 0


def _is_over(data: Data, given: Sequence[Contribution], today: date) -> bool:
    ends = last_days(data, given)
    due = [report.due for line in given for report in line.granted.reports if report.due]
    return bool(ends) and max(ends) < today and not any(day >= today for day in due)
