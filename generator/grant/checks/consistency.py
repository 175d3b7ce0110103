"""The same fact reads the same everywhere: people, organisations, the right to decide, whose money it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from generator.formats import in_messages
from generator.grant.prose.facts import Facts
from generator.grant.prose.texts import Prose, Value, cut, matches
from generator.grant.schema.applicant import Applicant
from generator.grant.schema.base import Group
from generator.grant.schema.case import Person
from generator.grant.schema.project import Partner
from generator.grant.yaml.document import DataFile
from generator.language import _
from generator.located import Unreadable, as_far_as_readable
from generator.problems import Problem

_WHOLLY = re.compile(
    r"\b(?:helt|uteslutande|enbart|endast)\s(?:och\shållet\s)?(?:(?:via|med|genom|av)\s)?extern\w*",
    re.IGNORECASE,
)
_GRANTED = re.compile(r"\b(?:har|är|blivit|fått)\s(?:redan\s)?(?:bevilja\w+|godkän\w+)", re.IGNORECASE)
_UNSURE = re.compile(r"\bkan\s(?:erhållas|fås|ges)\b", re.IGNORECASE)
_IF = re.compile(
    r"\b(?:om|när|sedan|innan|förrän|först|efter|ifall|förutsatt|förutsättning)\b", re.IGNORECASE
)
_MONEY = re.compile(r"kronor|\bkr\b|\d\s?(?:tkr|mnkr)|stöd|medel|finansier|bidrag", re.IGNORECASE)
_YEARS = re.compile(r"\b((?:19|20)\d\d)\s?[-–]\s?((?:19|20)\d\d)\b")
_PHONE = re.compile(r"\s[-–]|[-–]\s")


def disagreements(facts: Facts, file: DataFile) -> Iterator[Problem]:
    """Yield what the fields of the data say in two ways."""
    yield from _people(facts, file)
    yield from _organisations(facts, file)
    yield from as_far_as_readable(_delegation(facts, file))
    yield from _phones(facts.found, file)


def contradictions(prose: Prose, facts: Facts) -> Iterator[Problem]:
    """Yield words about the money that the financing does not bear out."""
    yield from as_far_as_readable(_wholly_external(prose, facts))
    yield from as_far_as_readable(_status(prose, facts))


def _wholly_external(prose: Prose, facts: Facts) -> Iterator[Problem]:
    financing = facts.data.financing
    if financing.own_total and (found := matches(_WHOLLY, prose.text)):
        text = _(
            "The text says that all money is external, but {own} of it is the applicant's own. Correct one "
            "of them."
        )
        own = in_messages("kronor", financing.own_total)
        yield prose.problem("warning", "wholly-external", text.format(own=own), found[0].start())


def _status(prose: Prose, facts: Facts) -> Iterator[Problem]:
    """Compare how far a financier is said to have come with the status of its lines."""
    for match in matches(_GRANTED, prose.text):
        sentence = prose.sentence(match.start())
        if _IF.search(sentence):
            continue
        for line in facts.data.financing.contributions:
            waiting = line.status in {"planerad", "sökt"}
            if waiting and line.financier and line.financier in sentence:
                text = _(
                    "In the text “{financier}” has granted its support, in the financing it is "
                    "“{status}”. Correct one of them."
                )
                message = text.format(financier=cut(line.financier), status=line.status)
                yield prose.problem("warning", "status-words", message, match.start())
                break
    for match in matches(_UNSURE, prose.text):
        if not _MONEY.search(prose.sentence(match.start())):
            continue
        text = _(
            "“{written}” says neither planned, applied for nor granted. Write the status of the financing."
        )
        yield prose.problem("hint", "status-words", text.format(written=match[0]), match.start())


def _people(facts: Facts, file: DataFile) -> Iterator[Problem]:
    """Yield a person whose title, phone or address differs between two roles."""
    first: dict[tuple[str, str], tuple[str, str]] = {}
    for path, person in _groups(facts.data, ""):
        if not isinstance(person, Person) or isinstance(person.name, Unreadable) or not person.name:
            continue
        for key in ("title", "phone", "email"):
            value = getattr(person, key)
            if isinstance(value, Unreadable) or not value:
                continue
            other, where = first.setdefault((person.name, key), (value, f"{path}.{key}"))
            if not _same(other, value):
                text = _("“{name}” has “{value}” here but “{said}” in {where}. Write the same in both.")
                message = text.format(name=person.name, value=value, said=other, where=where)
                yield _at(file, "warning", "person-differs", f"{path}.{key}", message)


def _same(one: str, other: str) -> bool:
    """Say whether two texts are the same but for blanks, case and definite form (chef, chefen)."""
    words, others = [text.replace("-", "").casefold().split() for text in (one, other)]
    if "".join(words) == "".join(others):
        return True
    return len(words) == len(others) and all(
        longer in {shorter, *(f"{shorter}{end}" for end in ("n", "en", "a"))}
        for shorter, longer in (sorted(pair, key=len) for pair in zip(words, others, strict=True))
    )


def _groups(group: Group, path: str) -> Iterator[tuple[str, Group]]:
    yield path, group
    for name, value in group.__dict__.items():
        inside = f"{path}.{name}" if path else name
        for at, inner in _within(value, inside):
            yield from _groups(inner, at)


def _within(value: Any, path: str) -> Iterable[tuple[str, Group]]:
    if isinstance(value, Group):
        return [(path, value)]
    items = enumerate(value) if isinstance(value, tuple) else ()
    return [(f"{path}.{i}", item) for i, item in items if isinstance(item, Group)]


def _organisations(facts: Facts, file: DataFile) -> Iterator[Problem]:
    """Yield two names for one organisation number, and two numbers for one name."""
    names: dict[str, tuple[str, str]] = {}
    numbers: dict[str, tuple[str, str]] = {}
    text = _("“{one}” is “{value}” here but “{said}” in {where}. Correct one of them.")
    for path, group in _groups(facts.data, ""):
        if not isinstance(group, Applicant | Partner):
            continue
        name, number = group.name, group.organisation_number
        if isinstance(name, Unreadable) or isinstance(number, Unreadable) or not name or not number:
            continue
        other, where = names.setdefault(number, (name, path))
        if other.casefold() != name.casefold():
            message = text.format(one=number, value=cut(name), said=cut(other), where=where)
            yield _at(file, "warning", "organisation-differs", f"{path}.name", message)
        other, where = numbers.setdefault(name.casefold(), (number, path))
        if other != number:
            message = text.format(one=cut(name), value=number, said=other, where=where)
            yield _at(file, "warning", "organisation-differs", f"{path}.organisation_number", message)


def _delegation(facts: Facts, file: DataFile) -> Iterator[Problem]:
    """Yield rules of delegation for other years than that of the decision."""
    case = facts.data.case
    match = _YEARS.search(case.delegation.rules or "")
    if match and case.year and not int(match[1]) <= case.year <= int(match[2]):
        text = _(
            "The decision is of {year}, the rules of delegation of {years}. Cite the rules "
            "in force, or correct the date."
        )
        message = text.format(year=case.year, years=match[0])
        yield _at(file, "warning", "delegation-years", "case.delegation.rules", message)


def _phones(found: Sequence[Value], file: DataFile) -> Iterator[Problem]:
    for each in found:
        if each.path.endswith("phone") and isinstance(each.value, str) and _PHONE.search(each.value):
            text = _("The phone number {number} has a space beside its hyphen. Write {better}.")
            better = re.sub(r"\s*[-–]\s*", "-", each.value)
            message = text.format(number=each.value, better=better)
            yield _at(file, "warning", "phone-spacing", each.path, message)


def _at(file: DataFile, level: Any, code: str, path: str, message: str) -> Problem:
    return Problem(level, code, message, file.name, file.place(path), path)
