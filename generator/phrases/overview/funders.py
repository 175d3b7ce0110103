"""The table of who pays, year by year."""

from __future__ import annotations

from collections.abc import Sequence

from generator.facts import Facts
from generator.grant.portfolio.totals import by_funder
from generator.language import _
from generator.tables import Column, Row, Table


def funders(found: Sequence[Facts]) -> Table:
    """Return a row for each funder and year."""
    columns = (
        Column(_("Funder")),
        Column(_("Year"), "count"),
        Column(_("Projects"), "count"),
        Column(_("Planned, applied for or promised"), "kronor", summed=True),
        Column(_("Granted"), "kronor", summed=True),
        Column(_("In the financing"), "kronor", summed=True),
    )
    rows = tuple(
        Row(
            (
                each.funder or _("(no name)"),
                each.year or _("without year"),
                *(each.projects, each.asked, each.granted, each.counted),
            )
        )
        for each in by_funder(found)
    )
    note = _(
        "The year is that of the line in the data, or that of a project of one calendar year. What is not "
        "divided by year in the data stands without one."
    )
    return Table(_("Funders and years"), columns, rows, (note,))
