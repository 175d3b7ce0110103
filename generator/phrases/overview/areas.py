"""The table of the strategic areas and what the projects in each say of sustainability."""

from __future__ import annotations

from collections.abc import Sequence

from generator.facts import Facts
from generator.grant.portfolio.totals import Area, by_area
from generator.language import _
from generator.tables import Cell, Column, Row, Table


def areas(found: Sequence[Facts]) -> Table:
    """Return a row for each strategic area, and one for the projects without."""
    columns = (
        Column(_("Strategic area")),
        Column(_("Agenda 2030"), below=True),
        Column(_("Projects"), "count", summed=True),
        Column(_("Of them granted"), "count", summed=True),
        Column(_("Financing"), "kronor", summed=True),
        Column(_("Appropriation 1:1"), "kronor", summed=True),
        Column(_("Of it granted"), "kronor", summed=True),
        Column(_("Economic"), "count", summed=True),
        Column(_("Social"), "count", summed=True),
        Column(_("Environmental"), "count", summed=True),
        Column(_("Equality"), "count", summed=True),
        Column(_("Integration"), "count", summed=True),
    )
    notes = (
        _("How many projects say something of each dimension, and name each global goal."),
        _("A region reports by strategic area every 21 February (ordinance 2024:99, sections 4 and 7 to 9)."),
    )
    return Table(_("Strategic areas"), columns, tuple(Row(_cells(each)) for each in by_area(found)), notes)


def _cells(area: Area) -> tuple[Cell, ...]:
    from generator.grant.schema.project import GLOBAL_GOALS

    goals = (f"{number} {GLOBAL_GOALS[number - 1]} ({count})" for number, count in area.goals)
    return (
        area.name or _("No area chosen"),
        "; ".join(goals),
        *(area.projects, area.granted, area.financing, area.one_to_one, area.one_to_one_granted),
        *area.answers,
    )
