"""How far a project has come: how many questions are answered, and which to answer next."""

from __future__ import annotations

from collections.abc import Sequence

from generator.language import _
from generator.problems import Answered, Problem

NEXT = 3
"""So many of the questions that lack an answer are named."""


def answered_of(one: Answered) -> str:
    """Return how many are answered of those that must be."""
    return _("{answered} of {required}").format(answered=one.answered, required=one.required)


def answered_line(counts: Sequence[Answered]) -> str:
    """Return how many questions are answered, of all and for each document; nothing when all are."""
    if not counts or counts[-1].answered == counts[-1].required:
        return ""
    *documents, whole = counts
    text = _("{answered} of {required} questions answered: {documents}.")
    each = ", ".join(f"{one.document} {answered_of(one)}" for one in documents)
    return text.format(answered=whole.answered, required=whole.required, documents=each)


def first_missing(missing: Sequence[Problem]) -> list[Problem]:
    """Return the questions to answer next, in the order of the data file."""
    return sorted(missing, key=lambda each: each.place.line)[:NEXT]
