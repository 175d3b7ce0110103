"""Findings for people: in which order they come, under which headings, and how many there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from generator.language import _, ngettext
from generator.problems import LEVELS, Level, Problem


def tally(problems: Iterable[Problem]) -> list[str]:
    """Return how many errors, warnings and (when there are any) hints and gaps there are, each in words."""
    return tally_of(Counter(problem.level for problem in problems))


def tally_of(counts: Counter[Level]) -> list[str]:
    """Return the same when they have been counted."""
    errors, warnings, hints, missing = (counts[level] for level in LEVELS)
    parts = [
        ngettext("{count} error", "{count} errors", errors).format(count=errors),
        ngettext("{count} warning", "{count} warnings", warnings).format(count=warnings),
    ]
    if hints:
        parts.append(ngettext("{count} hint", "{count} hints", hints).format(count=hints))
    if missing:
        parts.append(ngettext("{count} missing", "{count} missing", missing).format(count=missing))
    return parts


def in_order(problems: Sequence[Problem]) -> list[Problem]:
    """Return the Problems by document and section, in their first order; those of neither come first."""
    places = list(dict.fromkeys((problem.document, problem.section) for problem in problems))
    documents = list(dict.fromkeys(document for document, _section in places))

    def key(problem: Problem) -> tuple[Any, ...]:
        document, section = problem.document, problem.section
        return (
            problem.place.line if problem.level == "missing" else 0,
            *(document != "", documents.index(document)),
            *(section != "", places.index((document, section))),
            LEVELS.index(problem.level),
        )

    return sorted(problems, key=key)


def heading(problem: Problem) -> str:
    """Return what stands above a Problem: its document and section, or that it is about the data file."""
    if problem.level == "missing":
        return _("Missing: fill in the key, or write in the Word file")
    if not problem.document:
        return _("The data file")
    return f"{problem.document} – {problem.section}" if problem.section else problem.document
