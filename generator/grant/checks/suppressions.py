"""Findings that a person has judged: silenced at one place with a reason, and reported when idle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.grant.checks.names import meant
from generator.grant.forms.form import Form
from generator.grant.schema import Data
from generator.grant.schema.data import Ignore
from generator.grant.yaml.document import DataFile
from generator.language import _
from generator.located import Unreadable
from generator.problems import Level, Problem, did_you_mean


def not_suppressed(
    problems: Sequence[Problem], data: Data, file: DataFile, forms: Sequence[Form]
) -> Iterator[Problem]:
    """Yield the problems that are not silenced, and what is wrong with the silencing itself."""
    used: set[int] = set()
    listed = _listed(data, forms)
    for problem in problems:
        number = _silencing(problem, listed, file)
        if number is None:
            yield problem
        else:
            used.add(number)
    for number, each, _codes in listed:
        if number not in used and (each.check or each.at or each.reason):
            yield _idle(number, data, file, forms)


def _listed(data: Data, forms: Sequence[Form]) -> list[tuple[int, Ignore, set[str]]]:
    """Return what can be read of what silences problems: its index, the item, and the codes that it means."""
    if isinstance(data.ignore, Unreadable):
        return []
    return [
        (number, each, meant(each.check or "", forms))
        for number, each in enumerate(data.ignore)
        if not any(isinstance(value, Unreadable) for value in vars(each).values())
    ]


def _silencing(
    problem: Problem, listed: Sequence[tuple[int, Ignore, set[str]]], file: DataFile
) -> int | None:
    """Return the index of what silences the problem, if something does; a form's own errors never are."""
    if problem.file != file.name:
        return None
    for number, each, codes in listed:
        complete = each.check and each.at and each.reason
        if complete and problem.code in codes and f"{problem.path}.".startswith(f"{each.at}."):
            return number
    return None


def _idle(number: int, data: Data, file: DataFile, forms: Sequence[Form]) -> Problem:
    from generator.grant.checks.explain import codes

    each, path = data.ignore[number], f"ignore.{number}"
    known = codes(forms)
    for name in ("check", "at", "reason"):
        if not getattr(each, name):
            text = _(
                "What silences a check needs all three of check, at and reason; {name} is missing. Fill it "
                "in."
            )
            return _problem("error", "ignore-incomplete", file, path, text.format(name=name))
    if not meant(each.check or "", forms) & set(known):
        text = _("There is no check called {name}.").format(name=each.check) + did_you_mean(
            each.check or "", known
        )
        return _problem("error", "ignore-unknown", file, f"{path}.check", text)
    text = _("The check {name} finds nothing at {at} that needs silencing. Take this item out.")
    return _problem("hint", "ignore-unused", file, path, text.format(name=each.check, at=each.at))


def _problem(level: Level, code: str, file: DataFile, path: str, message: str) -> Problem:
    return Problem(level, code, message, file.name, file.place(path), path)
