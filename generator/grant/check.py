"""What is wrong with readable data: answers that are missing or too long, rules of the receivers that are broken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.grant.answers import Answer, Filled, holds, message
from generator.grant.datafile import DataFile
from generator.grant.form import TABLES, Form, Rule
from generator.language import _
from generator.located import Missing, origin_of
from generator.markdown import Rich
from generator.problems import Problem, ProblemError

NEAR = 0.95
"""From this share of a limit on there is a warning."""


def check(filled: Filled, file: DataFile, context: Mapping[str, Any]) -> list[Problem]:
    """Return what is wrong with the data in the eyes of one form's receiver."""
    return [*_missing(filled, file), *_limits(filled, file), *_rules(filled.form, file, context)]


def _missing(filled: Filled, file: DataFile) -> Iterator[Problem]:
    for section, answers in filled.sections:
        for answer in answers:
            if not answer.question.required or _is_answered(answer, file):
                continue
            text = _("{document}, {section}: the question “{question}” has no answer. Fill in the key, or write "
                     "in the Word file.")  # fmt: skip
            text = text.format(
                document=filled.form.text.short, section=section.label, question=answer.question.label
            )
            path = _path(answer)
            yield Problem("error", "answer-missing", text, file.name, file.place(path), path)


def _is_answered(answer: Answer, file: DataFile) -> bool:
    if answer.question.table and not answer.question.answer:
        return bool(_rows(answer, file))
    if isinstance(answer.value, Rich):
        gaps = any(isinstance(value, Missing) for value in answer.value.values)
        return bool(answer.text.strip()) and not gaps
    return bool(answer.text.strip())


def _rows(answer: Answer, file: DataFile) -> Any:
    """Return the list in the data that the question's table shows."""
    value: Any = file.values
    for step in TABLES[answer.question.table].split(".") if answer.question.table else ():
        value = (value or {}).get(step)
    return _has_content(value) if answer.question.table else None


def _has_content(value: Any) -> bool:
    if isinstance(value, Mapping):
        return any(_has_content(inner) for inner in value.values())
    if isinstance(value, list):
        return any(_has_content(inner) for inner in value)
    return value is not None


def _path(answer: Answer) -> str:
    """Return where in the data the answer belongs: the first missing value of it, else its first value."""
    if answer.question.table and not answer.question.answer:
        return TABLES[answer.question.table]
    values = answer.value.values if isinstance(answer.value, Rich) else (answer.value,)
    known = [origin for value in values if (origin := origin_of(value)) is not None]
    gaps = [origin.path for value in values if isinstance(value, Missing) and (origin := value.origin)]
    return (gaps or [origin.path for origin in known] or [""])[0]


def _limits(filled: Filled, file: DataFile) -> Iterator[Problem]:
    for answer in filled.answers:
        limit = answer.question.limit
        if limit is None or answer.count < NEAR * limit:
            continue
        path = _path(answer)
        words = {
            "question": answer.question.label,
            "count": answer.count,
            "limit": limit,
            "document": filled.form.text.short,
        }
        if answer.count > limit:
            text = _(
                "{document}: the answer to “{question}” is {count} / {limit} characters. Shorten it by {over}."
            )
            text = text.format(**words, over=answer.count - limit)
            yield Problem("error", "too-long", text, file.name, file.place(path), path)
        else:
            text = _(
                "{document}: the answer to “{question}” is {count} / {limit} characters, close to the limit."
            )
            yield Problem(
                "warning", "nearly-too-long", text.format(**words), file.name, file.place(path), path
            )


def _rules(form: Form, file: DataFile, context: Mapping[str, Any]) -> Iterator[Problem]:
    for number, rule in enumerate(form.text.rules):
        try:
            yield from _rule(form, number, rule, file, context)
        except ProblemError as error:
            yield from error.problems


def _rule(
    form: Form, number: int, rule: Rule, file: DataFile, context: Mapping[str, Any]
) -> Iterator[Problem]:
    path = f"rules.{number}"
    if rule.when and not holds(form, f"{path}.when", rule.when, context):
        return
    if holds(form, f"{path}.check", rule.check, context):
        return
    text = message(form, f"{path}.message", rule.message, context) + f" ({rule.source})"
    yield Problem(rule.level, rule.id, text, file.name, file.place(rule.at), rule.at)
