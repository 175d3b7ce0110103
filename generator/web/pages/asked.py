"""Which questions of which documents a value answers, and how much of each limit the answers take."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from generator.grant.forms.answers import Answer
from generator.grant.forms.form import TABLES
from generator.grant.project import Dossier, FilledDocument
from generator.located import Missing, origin_of
from generator.markdown import Rich


class Asked(NamedTuple):
    """A question that a value answers, alone or with others: `letters` of its answer, `limit` 0 for none.

    `verified`: the limit was read with this receiver.
    """

    document: str
    question: str
    letters: int
    limit: int
    verified: bool


def asked(dossier: Dossier) -> Mapping[str, list[Asked]]:
    """Return the questions by the path of each value in their answers; a table's by that of its list."""
    found: dict[str, list[Asked]] = defaultdict(list)
    for document in dossier.documents:
        for answer in document.filled.answers:
            for path in dict.fromkeys(_paths(answer)):
                found[path].append(_asked(document, answer))
    return found


def _asked(document: FilledDocument, answer: Answer) -> Asked:
    question = answer.question
    letters = 0 if answer.unreadable else answer.count
    return Asked(
        document.form.text.short, question.label, letters, question.limit or 0, question.source == "verified"
    )


def _paths(answer: Answer) -> Iterator[str]:
    if answer.question.table:
        yield TABLES[answer.question.table]
    values: tuple[Any, ...] = answer.value.values if isinstance(answer.value, Rich) else (answer.value,)
    for value in values:
        origin = value.origin if isinstance(value, Missing) else origin_of(value)
        if origin is not None:
            yield origin.path
