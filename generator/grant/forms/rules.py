"""Rules run against a project's data: each that does not hold is a Problem with its values filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache, partial
from typing import Any

from generator import language
from generator.grant.forms.answers import evaluate, message
from generator.grant.forms.jinja_texts import Known
from generator.grant.forms.rulebook import Rule, Rulebook, quoted
from generator.grant.yaml.document import DataFile
from generator.located import Branch, Unreadable, if_readable, origin_of
from generator.problems import Problem, ProblemError

LONGEST = 30
"""Characters of what an item is called in a message."""
_NAMES = ("name", "goal", "risk", "financier", "title", "short", "description", "application")
_PATH = re.compile(r"(?<![\w.])(?:project|applicant|budget|financing|case)(?:\.\w+)+")


@cache
def _depends(expressions: str) -> tuple[str, ...]:
    """Return the paths of the data that a rule's expressions speak of."""
    return tuple(dict.fromkeys(_PATH.findall(expressions)))


def broken(
    book: Rulebook, file: DataFile, context: Mapping[str, Any], about: Callable[[str], Mapping[str, str]]
) -> Iterator[Problem]:
    """Yield a Problem for each rule that does not hold, and for each that is stated wrongly.

    `about` says which document and section a path of the data belongs to, as keys of a Problem. A rule that
    asks for a value which cannot be read says nothing.
    """
    for number, rule in enumerate(book.rules):
        if rule.ordinance and if_readable(partial(_is_under, rule.ordinance, context)) is not True:
            continue
        try:
            for at, sentence in _findings(book, number, rule, context):
                problem = Problem(rule.level, rule.id, sentence, file.name, file.place(at), at)
                where: Mapping[str, Any] = about(at)
                yield replace(problem, **where, depends=_depends(f"{rule.each} {rule.when} {rule.check}"))
        except ProblemError as error:
            yield from error.problems


def _is_under(ordinance: str, context: Mapping[str, Any]) -> bool:
    """Say whether the form, or for a rule of all projects anything of this one, is under an ordinance."""
    form = context.get("form")
    return bool((form["ordinance"] if form else context["under_ordinance"].ordinance) == ordinance)


def _findings(
    book: Rulebook, number: int, rule: Rule, context: Mapping[str, Any]
) -> Iterator[tuple[str, str]]:
    """Yield path and sentence for each item that the rule does not hold for."""
    path = f"rules.{number}"
    known: Known | None = {} if rule.each else None
    for at, names in _items(book, path, rule, context):
        sentence = if_readable(partial(_broken, book, path, rule, names, known))
        if isinstance(sentence, str):
            yield at, sentence


def _broken(
    book: Rulebook, path: str, rule: Rule, names: Mapping[str, Any], known: Known | None
) -> str | None:
    """Return what the rule says when it does not hold."""
    if rule.when and not evaluate(book, f"{path}.when", rule.when, names, known):
        return None
    if evaluate(book, f"{path}.check", rule.check, names, known):
        return None
    return _sentence(book, path, rule, names)


def _sentence(book: Rulebook, path: str, rule: Rule, names: Mapping[str, Any]) -> str:
    """Return the rule's message in the language in use; what is Swedish alone is quoted in English."""
    words = rule.en if language.in_use() == "en" else None
    if rule.each:
        names = {**names, "called": _called(names["item"], names["i"], english=words is not None)}
    if words is not None:
        return message(book, f"{path}.en.message", words.message, names, english=True)
    text = message(book, f"{path}.message", rule.message, names)
    return quoted(text) if language.in_use() == "en" else text


def _called(item: Any, number: int, *, english: bool) -> str:
    """Return an item by its name in quotation marks, or by its number in the list."""
    origin = origin_of(item)
    names = (item.get(key) for key in _NAMES) if isinstance(item, Mapping) else (origin and origin.title,)
    if name := next((each for each in names if not isinstance(each, Unreadable) and each), None):
        text = " ".join(str(name).split())
        text = text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
        return f"“{text}”" if english else f"”{text}”"
    return f"{'no.' if english else 'nr'} {number + 1}"


def _items(
    book: Rulebook, path: str, rule: Rule, context: Mapping[str, Any]
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield what the rule points to and speaks of: once, or for every item of its list that has an answer.

    What it points to as `own` is the form's own group, which has the form's name.
    """
    points_to = f"{context['form']['name']}.{rule.at[4:]}" if rule.at.startswith("own.") else rule.at
    if not rule.each:
        yield points_to, context
        return
    items = if_readable(lambda: list(evaluate(book, f"{path}.each", rule.each, context)))
    for i, item in enumerate([] if isinstance(items, Unreadable) else items):
        if isinstance(item, Branch) and not item.has_answers():
            continue
        yield _pointed(points_to, i, item), {**context, "item": item, "i": i}


def _pointed(at: str, i: int, item: Any) -> str:
    """Return the path that a rule points to for an item: its index, number or own path filled in."""
    origin = origin_of(item)
    number = str(item) if isinstance(item, int) else ""
    return (
        at.replace("{i}", str(i)).replace("{item}", number).replace("{path}", origin.path if origin else "")
    )
