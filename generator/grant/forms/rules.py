"""Rules run against a project's data: each that does not hold is a Problem with its values filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from generator.grant.forms.answers import evaluate, message
from generator.grant.forms.jinja_texts import Known
from generator.grant.forms.rulebook import Rule, Rulebook
from generator.grant.yaml.document import DataFile
from generator.located import Branch
from generator.problems import Problem, ProblemError

LONGEST = 40
"""Characters of what an item is called in a message."""
_NAMES = ("name", "goal", "risk", "financier", "title", "short", "description", "application")


class _Item(NamedTuple):
    """What a rule is held against: the path it points to, and the names it can speak of."""

    at: str
    names: Mapping[str, Any]


def broken(
    book: Rulebook, file: DataFile, context: Mapping[str, Any], about: Callable[[str], Mapping[str, str]]
) -> Iterator[Problem]:
    """Yield a Problem for each rule that does not hold, and for each that is stated wrongly.

    `about` says which document and section a path of the data belongs to, as keys of a Problem.
    """
    said: set[str] = set()
    for number, rule in enumerate(book.rules):
        if not said.isdisjoint(rule.rests_on):
            said.add(rule.id)
            continue
        try:
            failing = list(_failing(book, number, rule, context))
            for items in [failing] if rule.together and failing else [[item] for item in failing]:
                said.add(rule.id)
                at = rule.at.partition(".{i}")[0] if len(items) > 1 else items[0].at
                sentence = _sentence(book, number, rule, items)
                yield Problem(rule.level, rule.id, sentence, file.name, file.place(items[0].at), at, **about(at))
        except ProblemError as error:
            yield from error.problems


def _failing(book: Rulebook, number: int, rule: Rule, context: Mapping[str, Any]) -> Iterator[_Item]:
    """Yield each item that the rule does not hold for."""
    path = f"rules.{number}"
    known: Known | None = {} if rule.each else None
    for item in _items(book, path, rule, context):
        if rule.when and not evaluate(book, f"{path}.when", rule.when, item.names, known):
            continue
        if not evaluate(book, f"{path}.check", rule.check, item.names, known):
            yield item


def _sentence(book: Rulebook, number: int, rule: Rule, items: Sequence[_Item]) -> str:
    """Return what is said of the first item; the others are counted."""
    names = {**items[0].names, "more": len(items) - 1}
    if rule.each:
        names["called"] = _called(names["item"], names["i"])
    return message(book, f"rules.{number}.message", rule.message, names)


def _called(item: Any, number: int) -> str:
    """Return an item by its name in quotation marks, or by its number in the list."""
    if isinstance(item, Mapping | Branch):
        for key in _NAMES:
            name = item[key] if key in item else None
            if name:
                text = " ".join(str(name).split())
                return f"”{text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + '…'}”"
    return f"nr {number + 1}"


def _items(book: Rulebook, path: str, rule: Rule, context: Mapping[str, Any]) -> Iterator[_Item]:
    """Yield what the rule points to and speaks of: once, or for every item of its list that has an answer."""
    if not rule.each:
        yield _Item(rule.at, context)
        return
    for i, item in enumerate(evaluate(book, f"{path}.each", rule.each, context)):
        if isinstance(item, Branch) and not item.has_answers():
            continue
        at = rule.at.replace("{i}", str(i)).replace("{item}", str(item) if isinstance(item, int) else "")
        yield _Item(at, {**context, "item": item, "i": i})
