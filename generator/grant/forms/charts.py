"""The charts of a project: who pays how much, and what is done when; nothing where the data lacks it."""

from __future__ import annotations

from datetime import date

from generator.drawings import Chart, Series
from generator.formats import FILTERS
from generator.grant.schema import Data

_DAY_ZERO = date(1899, 12, 30)
_MOST = 30
"""Bars that a chart can show and still be read."""


def of(data: Data) -> dict[str, Chart | None]:
    """Return the charts by name."""
    return {"financing": _financing(data), "plan": _plan(data)}


def _financing(data: Data) -> Chart | None:
    """Return a bar for each financier; nothing when one has no name, or nobody pays anything."""
    parts = [each for each in data.financing.by_financier if each.total]
    if not 2 <= len(parts) <= _MOST or not data.financing.total or not all(part.name for part in parts):
        return None
    names = tuple(str(part.name) for part in parts)
    labels = tuple(FILTERS["procent"](part.share) for part in parts)
    shares = FILTERS["lista"]([f"{name} {label}" for name, label in zip(names, labels, strict=True)])
    return Chart(
        "shares",
        "Andel av finansieringen",
        f"Liggande staplar: {shares}.",
        names,
        (Series("Andel", tuple(float(part.share) for part in parts), labels),),
    )


def _plan(data: Data) -> Chart | None:
    """Return the bars of the activities; nothing when one of them lacks a day."""
    found = [
        (activity.name, activity.start, activity.end)
        for activity in data.project.activities
        if activity.name and activity.start and activity.end and activity.start <= activity.end
    ]
    if not 2 <= len(found) <= _MOST or len(found) < len(data.project.activities):
        return None
    names, starts, ends = zip(*found, strict=True)
    days = tuple(float((end - start).days + 1) for start, end in zip(starts, ends, strict=True))
    return Chart(
        "plan",
        "Tidplan",
        f"Liggande staplar för {len(found)} aktiviteter mellan {min(starts)} och {max(ends)}. Varje "
        "aktivitets första och sista dag står i tabellen ovanför.",
        names,
        (
            Series("Första dag", tuple(float((start - _DAY_ZERO).days) for start in starts)),
            Series("Dagar", days),
        ),
    )
