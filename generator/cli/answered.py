"""How far a project has come: how many questions are answered, and which to answer next."""

from __future__ import annotations

from collections.abc import Sequence

from generator.cli.printing import say
from generator.language import _
from generator.problems import Answered, Problem

NEXT = 3
"""So many of the questions that lack an answer are named."""


def say_answered(counts: Sequence[Answered]) -> None:
    """Print how many questions are answered, of all and for each document, while some are not."""
    if not counts or counts[-1].answered == counts[-1].required:
        return
    *documents, whole = counts
    text = _("{answered} of {required} questions answered: {documents}.")
    each = [
        f"{one.document} "
        + _("{answered} of {required}").format(answered=one.answered, required=one.required)
        for one in documents
    ]
    say(text.format(answered=whole.answered, required=whole.required, documents=", ".join(each)))


def say_next(missing: Sequence[Problem]) -> None:
    """Print the first that are missing, in the order of the data file."""
    first = sorted(missing, key=lambda each: each.place.line)[:NEXT]
    say(_("Next:"))
    for each in first:
        say(f"  {each.file}:{each.place.line}: {each.path}: {each.message}")
