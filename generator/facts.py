"""What an overview holds of a project: plain values, which are kept from one run to the next."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple, get_args

from generator.tables import Amount, Share, added, share_of

Stage = Literal[
    "unread",
    "draft",
    "ready",
    "final",
    "partly_applied",
    "applied",
    "refused",
    "partly_granted",
    "granted",
    "closed",
]
"""`unread`: some of the file cannot be read; `ready`: nothing lacks or is wrong; `final`: finals are made."""
What = Literal[
    "call_closes",
    "to_be_sent",
    "decision",
    "report",
    "grant_ends",
    "activity_starts",
    "activity_ends",
    "starts",
    "ends",
    "yearly_report",
]
Dimension = Literal["economic", "social", "environmental", "equality", "integration"]
DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)
"""What the region's yearly report tells of each strategic area (7-9 §§ förordning 2024:99): the three of
sustainable development, and equality and integration."""


class Line(NamedTuple):
    """A contribution inside the budget; `funder` is empty while nobody is named, `year` None when none is.

    `asked`: what is planned or applied for; `granted`: the most that is paid by the funder's decision,
    nothing while there is none; `counted`: what counts in sums, the granted, else the asked. `one_to_one`:
    whether it is support under förordning (2003:596), which is paid from anslag 1:1.
    """

    funder: str
    year: int | None
    asked: Amount
    granted: Amount
    counted: Amount
    one_to_one: bool


class Day(NamedTuple):
    """A day: what is then, `who` it is to or from, `name`: of the activity, the kind of the report.

    `late`: it has passed.
    """

    day: date
    what: What
    who: str = ""
    name: str = ""
    late: bool = False


class Facts(NamedTuple):
    """A project in figures, days and names.

    `begins` is the data's own words when it is no day. `area`: the strategic area, empty while none is
    chosen; `answers`: the dimensions that the project says something of; `goals`: the numbers of the global
    goals it names.
    """

    stage: Stage
    applicant: str
    begins: date | str | None
    ends: date | None
    applied: Amount
    lines: tuple[Line, ...]
    days: tuple[Day, ...]
    area: str
    answers: tuple[Dimension, ...]
    goals: tuple[int, ...]

    @property
    def granted(self) -> Amount:
        """What funders have granted."""
        return added(line.granted for line in self.lines)

    @property
    def financing(self) -> Amount:
        """All financing of the budget: the granted, else the asked."""
        return added(line.counted for line in self.lines)

    @property
    def one_to_one(self) -> Amount:
        """What of the financing comes from anslag 1:1."""
        return added(line.counted for line in self.lines if line.one_to_one)

    @property
    def share(self) -> Share | None:
        """The share of anslag 1:1 in the financing."""
        return share_of(self.one_to_one, self.financing)

    @property
    def next_day(self) -> Day | None:
        """The first day that has not passed."""
        return next((each for each in self.days if not each.late), None)


def yearly_report(today: date) -> Day:
    """Return the next day on which a region reports to the government what it has done: every 21 February.

    Source: 4, 7-9 §§ förordning (2024:99), read in a copy of 2025-09-01.
    """
    this_year = date(today.year, 2, 21)
    return Day(this_year if this_year >= today else date(today.year + 1, 2, 21), "yearly_report")


VALUES = Facts, Line, Day
"""The classes of what is kept."""
