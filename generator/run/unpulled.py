"""What Word files say and the data does not, as the page to paste from tells it."""

from __future__ import annotations

from collections.abc import Iterable

from generator.run.job import Status
from generator.sheet import Unpulled


def unpulled(statuses: Iterable[Status]) -> dict[str, Unpulled]:
    """Return by file name what is edited in the documents that lie there, and not in the data."""
    return {
        each.document.name: Unpulled(
            tuple(dict.fromkeys(field.path for field in each.pending)), len(each.edits)
        )
        for each in statuses
        if each.there and each.ours
    }
