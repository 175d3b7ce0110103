"""What one receiver finds in the data: answers that are missing or too long, rules that are broken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import reduce
from operator import getitem
from typing import Any

from generator.grant.forms.answers import Answer, Filled
from generator.grant.forms.form import TABLES, Section
from generator.grant.forms.rules import broken
from generator.grant.yaml.document import DataFile
from generator.language import _
from generator.located import UNREADABLE, Missing, if_readable, is_given, origin_of
from generator.markdown import Rich
from generator.problems import Answered, Problem

NEAR = 0.95
"""From this share of a limit on there is a warning."""


def check(filled: Filled, file: DataFile, context: Mapping[str, Any]) -> list[Problem]:
    """Return what is wrong with the data in the eyes of one form's receiver."""
    texts = {each.question.id: UNREADABLE if each.unreadable else each.text for each in filled.answers}
    names = {**context, "texts": texts}

    def about(path: str) -> dict[str, str]:
        return {"document": filled.form.text.short, "section": _section_of(filled, path)}

    return [
        *_missing(filled, file, context),
        *_limits(filled, file),
        *broken(filled.form.book, file, names, about),
    ]


def progress(filled: Filled, context: Mapping[str, Any]) -> tuple[Answered, list[tuple[str, bool]]]:
    """Return how far one form has come, and for each required answer where it belongs, and if it is there.

    What is worked out belongs nowhere in the data, and goes by the id of its question.
    """
    required = [
        (_path(answer) or answer.question.id, _is_answered(answer, context))
        for answer in filled.answers
        if answer.question.required
    ]
    return Answered(filled.form.text.short, sum(done for _at, done in required), len(required)), required


def _missing(filled: Filled, file: DataFile, context: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield each answer that is to be typed and is not; of what is worked out a rule says what lacks."""
    text = _("“{question}” has no answer.")
    for section, answers in filled.sections:
        for answer in answers:
            if answer.question.required and _path(answer) and not _is_answered(answer, context):
                yield _problem("missing", "answer-missing", text, file, (filled, section, answer))


def _limits(filled: Filled, file: DataFile) -> Iterator[Problem]:
    over = _(
        "“{document}”: the answer to “{question}” is {count} / {limit} characters. "
        "Shorten it by {over}."
    )  # fmt: skip
    unread = _(
        "“{question}” is {count} characters. The limit of {limit} was not read with this receiver: try it "
        "in the e-service."
    )
    near = _("“{document}”: the answer to “{question}” is {count} / {limit} characters, close to the limit.")
    for section, answers in filled.sections:
        for answer in answers:
            limit = answer.question.limit
            if limit is None or answer.count < NEAR * limit or answer.unreadable:
                continue
            where = (filled, section, answer)
            if answer.count > limit and answer.question.source != "verified":
                yield _problem("hint", "too-long", unread, file, where)
            elif answer.count > limit:
                yield _problem("error", "too-long", over, file, where)
            elif answer.question.source == "verified":
                yield _problem("warning", "nearly-too-long", near, file, where)


def _problem(
    level: Any, code: str, text: str, file: DataFile, where: tuple[Filled, Section, Answer]
) -> Problem:
    filled, section, answer = where
    belongs: dict[str, Any] = {
        "document": filled.form.text.short,
        "section": section.label,
        "question": answer.question.label,
    }
    limit = answer.question.limit or 0
    message = text.format(**belongs, count=answer.count, limit=limit, over=answer.count - limit)
    path = _path(answer)
    return Problem(level, code, message, file.name, file.place(path), path, **belongs)


def _is_answered(answer: Answer, context: Mapping[str, Any]) -> bool:
    if answer.question.table and not answer.question.answer:
        steps = TABLES[answer.question.table].split(".")
        return is_given(if_readable(lambda: reduce(getitem, steps, context)))
    return not answer.waits and (answer.unreadable or bool(answer.text.strip()))


def _path(answer: Answer) -> str:
    """Return where in the data the answer belongs: the first missing value of it, else its first value."""
    if answer.question.table and not answer.question.answer:
        return TABLES[answer.question.table]
    values = answer.value.values if isinstance(answer.value, Rich) else (answer.value,)
    known = [origin for value in values if (origin := origin_of(value)) is not None]
    gaps = [origin.path for value in values if isinstance(value, Missing) and (origin := value.origin)]
    return (gaps or [origin.path for origin in known] or [""])[0]


def _section_of(filled: Filled, path: str) -> str:
    """Return the label of the section that shows what stands at the path, or nothing."""
    found = [
        (len(shown), -number, section.label)
        for number, (section, answers) in enumerate(filled.sections)
        for answer in answers
        if (shown := _path(answer)) and f"{path}.".startswith(f"{shown}.")
    ]
    return max(found)[2] if found else ""
