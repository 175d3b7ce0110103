"""One root, one message: what follows from an error, and what is found in many places, is told once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from generator.grant.forms.form import TABLES
from generator.language import _, ngettext
from generator.problems import Problem

MOST = 5
"""So many places of one finding are named; the others are counted."""
_INDEX = re.compile(r"\.\d+(?=\.|$)")
_NAMED = re.compile(r"[”“][^”]*”|\d[\d \u00a0.,-]*")
"""Names and figures in a message: two places of one finding differ in nothing else."""
_DAYS = ("project.period.start", "project.period.end")
_COMPUTED = {"project.period.years": _DAYS, "project.period.days": _DAYS}
"""What the program works out of several values, beside what only adds to a key's name (`end_year`)."""


def by_root(problems: Iterable[Problem]) -> list[Problem]:
    """Return the Problems, those of one root as one."""
    found = _without_consequences(_once(problems))
    groups: dict[tuple[str, ...], list[Problem]] = {}
    for problem in found:
        groups.setdefault(_kind(problem), []).append(problem)
    return [_as_one(group) for group in groups.values()]


def _once(problems: Iterable[Problem]) -> list[Problem]:
    """Return the Problems without what a second document says in the same words of the same place."""
    found: dict[Problem, Problem] = {}
    for problem in problems:
        is_missing = problem.level == "missing"  # it names all its documents
        found.setdefault(problem if is_missing else replace(problem, document="", section=""), problem)
    return list(found.values())


def _kind(problem: Problem) -> tuple[str, ...]:
    """Return what Problems of one root have in common."""
    same = problem.level, problem.code
    if problem.level == "missing":
        return *same, problem.path
    if problem.depends or _INDEX.search(problem.path):
        alike = _NAMED.sub("", problem.message) if problem.depends else problem.message
        return *same, problem.document, _INDEX.sub("", problem.path), alike
    return *same, problem.message, problem.file


def _as_one(group: Sequence[Problem]) -> Problem:
    first = group[0]
    if len(group) == 1 and first.level != "missing":
        return first
    if first.level == "missing":
        documents = ", ".join(dict.fromkeys(each.document for each in group if each.document))
        message = f"{first.message.removesuffix('.')} ({documents})." if documents else first.message
        return replace(first, message=message, document="", section="")
    lines = [each.place.line for each in group[1:] if each.place.line != first.place.line]
    if not lines:
        text = ngettext(
            "{count} more of the same kind.", "{count} more of the same kind.", len(group) - 1
        ).format(count=len(group) - 1)
    else:
        more = [_("{count} more").format(count=len(lines) - MOST)] if len(lines) > MOST else []
        text = _("The same on line {lines}.").format(lines=", ".join([*map(str, lines[:MOST]), *more]))
    return replace(first, message=f"{first.message} {text}")


def _without_consequences(problems: Sequence[Problem]) -> list[Problem]:
    """Return the Problems without those that an error elsewhere makes; it says how many these are."""
    roots = [each for each in problems if _may_be_root(each)]
    follow: dict[Problem, int] = {}
    gone: set[Problem] = set()
    for problem in [*roots, *(each for each in problems if not _may_be_root(each))]:
        if (root := next(_roots(problem, roots, gone), None)) is not None:
            gone.add(problem)
            follow[root] = follow.get(root, 0) + 1
    return [_with_count(each, follow.get(each, 0)) for each in problems if each not in gone]


def _may_be_root(problem: Problem) -> bool:
    """Say whether it is an error of a single value, which others may have been worked out from."""
    single = problem.path not in TABLES.values() and not _INDEX.search(problem.path)
    return problem.level == "error" and bool(problem.path) and single


def _roots(problem: Problem, roots: Sequence[Problem], gone: set[Problem]) -> Iterator[Problem]:
    for root in roots:
        if root is problem:
            return  # what comes later at the same place follows from this one, never the other way
        if root not in gone and any(_rests_on(path, root.path) for path in problem.depends):
            yield root


def _rests_on(path: str, on: str) -> bool:
    return on in _COMPUTED.get(path, ()) or path == on or path.startswith((f"{on}.", f"{on}_"))


def _with_count(problem: Problem, follow: int) -> Problem:
    if not follow:
        return problem
    text = ngettext(
        "{count} finding that follows from it is not shown.",
        "{count} findings that follow from it are not shown.",
        follow,
    ).format(count=follow)
    return replace(problem, message=f"{problem.message} {text}")
