"""From when to when a project goes on."""

from datetime import date
from typing import Annotated

from generator.formats import UnfitError, dates, kind
from generator.formats.kinds import on_one_line
from generator.grant.schema.base import Group, key
from generator.grant.schema.types import Day, Of
from generator.language import _

ON_SUBMISSION = "när ansökan skickas in"


def _start(text: str) -> date | str:
    if on_one_line(text).casefold() == ON_SUBMISSION:
        return ON_SUBMISSION
    try:
        return dates.day_of(text)
    except ValueError:
        message = _("{read} is not a start. Write a date such as 2025-01-15, or the words: “{words}”")
        raise UnfitError("start", message, words=ON_SUBMISSION) from None


def _start_back(text: str) -> str:
    try:
        return str(_start(text))
    except UnfitError as error:
        raise ValueError(error.sentence.format(read=f"“{on_one_line(text)}”", **error.words)) from None


START = kind(
    "start",
    parse=_start,
    read_back=_start_back,
    asks=dates.ISO_DAY,
    shown_by=dates.SHOWN_BY,
    codes=("start",),
    json={"type": "string"},
)
Start = Annotated[date | str, Of(START)]


class Period(Group):
    """From when to when; both days belong to it."""

    start: Start | None = key(
        "Startdatum",
        "Ett datum, eller orden ”när ansökan skickas in”. Kostnader före den dag då ansökan kommit in "
        "godtas inte.",
        example="2024-12-01",
    )
    end: Day | None = key("Slutdatum", "Projektets sista dag.", example="2025-05-30")

    @property
    def start_day(self) -> date | None:
        """The start when it is a date, else None."""
        return self.start if isinstance(self.start, date) else None

    @property
    def years(self) -> tuple[int, ...]:
        """The calendar years that the period touches; empty when a date is missing."""
        if self.start_day is None or self.end is None:
            return ()
        return tuple(range(self.start_day.year, self.end.year + 1))

    @property
    def days(self) -> int | None:
        """How many days the period lasts; None when a date is missing."""
        return (self.end - self.start_day).days + 1 if self.start_day and self.end else None

    @property
    def end_year(self) -> int | None:
        """The year of the last day; None when that is missing."""
        return self.end.year if self.end else None
