"""All projects together: by funder and year, and by strategic area."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from generator.facts import DIMENSIONS, Facts, Line
from generator.tables import Amount, added

GRANTED = frozenset({"granted", "partly_granted", "closed"})
"""The stages in which something is granted."""


class FunderYear(NamedTuple):
    """What a funder gives in a year, in so many projects; year None: no line says which."""

    funder: str
    year: int | None
    projects: int
    asked: Amount
    granted: Amount
    counted: Amount


class Area(NamedTuple):
    """The projects of a strategic area; an empty `name`: those that have chosen none.

    `granted` of the projects have something granted; `one_to_one_granted`: what of anslag 1:1 is granted in
    kronor. `answers`: how many say something of each of DIMENSIONS; `goals`: how many name each global goal,
    by its number.
    """

    name: str
    projects: int
    granted: int
    financing: Amount
    one_to_one: Amount
    one_to_one_granted: Amount
    answers: tuple[int, ...]
    goals: tuple[tuple[int, int], ...]


def by_funder(projects: Iterable[Facts]) -> tuple[FunderYear, ...]:
    """Return a row for each funder and year, by name; upper and lower case make no other funder."""
    names: dict[str, str] = {}
    found: dict[tuple[str, int | None], list[tuple[int, Line]]] = {}
    for number, project in enumerate(projects):
        for line in project.lines:
            names.setdefault(line.funder.casefold(), line.funder)
            found.setdefault((line.funder.casefold(), line.year), []).append((number, line))
    in_order = sorted(found, key=lambda each: (each[0], each[1] is None, each[1]))
    return tuple(_funder(names[funder], year, found[funder, year]) for funder, year in in_order)


def _funder(name: str, year: int | None, found: Sequence[tuple[int, Line]]) -> FunderYear:
    return FunderYear(
        name,
        year,
        len({number for number, _line in found}),
        added(line.asked for _number, line in found),
        added(line.granted for _number, line in found),
        added(line.counted for _number, line in found),
    )


def by_area(projects: Sequence[Facts]) -> tuple[Area, ...]:
    """Return a row for each of the four areas, and last for the projects without one, where there are any."""
    from generator.grant.portfolio.facts import areas

    none = [""] if any(not project.area for project in projects) else []
    return tuple(_area(name, [each for each in projects if each.area == name]) for name in (*areas(), *none))


def _area(name: str, projects: Sequence[Facts]) -> Area:
    goals = Counter(goal for project in projects for goal in project.goals)
    one_to_one = [line for project in projects for line in project.lines if line.one_to_one]
    return Area(
        name,
        len(projects),
        sum(project.stage in GRANTED for project in projects),
        added(project.financing for project in projects),
        added(project.one_to_one for project in projects),
        added(line.granted for line in one_to_one),
        tuple(sum(each in project.answers for project in projects) for each in DIMENSIONS),
        tuple(sorted(goals.items())),
    )
