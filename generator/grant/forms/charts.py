"""The chart of who pays how much; nothing where the data lacks it, or where a table says it as well."""

from __future__ import annotations

from generator.drawings import Chart
from generator.formats.filters import FILTERS
from generator.grant.forms.payers import share_text
from generator.grant.schema import Data

_FEWEST, _MOST = 4, 20
"""Bars: fewer are seen in the table, more cannot be read."""


def of(data: Data) -> dict[str, Chart | None]:
    """Return the charts by name."""
    return {"financing": _financing(data)}


def _financing(data: Data) -> Chart | None:
    """Return a bar for each financier, the largest first; nothing when one has no name."""
    parts = sorted((each for each in data.financing.by_financier if each.total), key=lambda part: -part.total)
    if not _FEWEST <= len(parts) <= _MOST or not all(part.name for part in parts):
        return None
    names = tuple(str(part.name) for part in parts)
    labels = tuple(share_text(part.total, data.financing.total) for part in parts)
    shares = FILTERS["lista"]([f"{name} {label}" for name, label in zip(names, labels, strict=True)])
    return Chart(
        "Andel av finansieringen",
        f"Liggande staplar: {shares}.",
        names,
        tuple(float(part.share) for part in parts),
        labels,
    )
