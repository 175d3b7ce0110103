"""All projects in tables for people: the same in a terminal, on the page, in a file and in a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from generator.language import _
from generator.phrases.overview.areas import areas
from generator.phrases.overview.days import days
from generator.phrases.overview.funders import funders
from generator.phrases.overview.projects import projects
from generator.tables import Table

if TYPE_CHECKING:
    from generator.run.overview import Overview


class Tables(NamedTuple):
    """What is told of all projects."""

    projects: Table
    funders: Table
    days: Table
    areas: Table

    @property
    def others(self) -> tuple[Table, ...]:
        """All but that of the projects, in the order in which they are shown."""
        return self.days, self.funders, self.areas


def sheets(made: Tables) -> list[tuple[str, Table]]:
    """Return the tables, each with the name of its sheet in a workbook."""
    names = _("Projects"), _("Funders and years"), _("Date"), _("Strategic area")
    return [*zip(names, made, strict=True)]


def tables(found: Sequence[Overview], today: date) -> Tables:
    """Return the tables of these projects."""
    known = [each.facts for each in found if each.facts]
    return Tables(projects(found), funders(known), days(found, today), areas(known))
