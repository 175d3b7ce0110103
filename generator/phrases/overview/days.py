"""The table of the days that come, and of those that have passed by which something had to be sent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from generator.facts import Day, yearly_report
from generator.language import _, ngettext
from generator.tables import Column, Row, Table

if TYPE_CHECKING:
    from generator.run.overview import Overview


def days(found: Sequence[Overview], today: date) -> Table:
    """Return a row for each day of all projects, in order."""
    columns = (
        *(Column(_("Date"), "day"), Column(_("When"))),
        *(Column(_("What")), Column(_("Project"), "project")),
    )
    every = [(day, each.name, each.file) for each in found if each.facts for day in each.facts.days]
    rows = [_row(*each, today) for each in sorted(every, key=lambda each: (each[0].day, each[1]))]
    if every:
        report = yearly_report(today)
        at = sum(day.day <= report.day for day, _name, _file in every)
        rows.insert(at, Row((report.day, _when(report.day, today), what(report), "")))
    note = _("What is passed may be done: the data does not say that a report has been given.")
    return Table(_("Next dates"), columns, tuple(rows), (note,) if any(row.late for row in rows) else ())


def what(day: Day) -> str:
    """Return what a day is of, and to or from whom."""
    return f"{_what(day)}: {day.who}" if day.who else _what(day)


def _what(day: Day) -> str:
    if day.what == "report":
        kind = f"{day.name[:1].upper()}{day.name[1:]}"
        return _("“{kind}” is due").format(kind=kind) if kind else _("A report is due")
    name = day.name or _("(no name)")
    return {
        "call_closes": _("The call closes"),
        "to_be_sent": _("The application is to be sent"),
        "decision": _("Decision in the case"),
        "grant_ends": _("The period of the grant ends"),
        "activity_starts": _("Activity begins: {name}").format(name=name),
        "activity_ends": _("Activity ends: {name}").format(name=name),
        "starts": _("The project begins"),
        "ends": _("The project ends"),
        "yearly_report": _("The region's yearly report (ordinance 2024:99)"),
    }[day.what]


def shortened(table: Table, late: int, coming: int) -> Table:
    """Return a table of days with so many of those that have passed last, and of those that come first."""
    passed = [row for row in table.rows if row.late]
    others = [row for row in table.rows if not row.late]
    left = len(passed[:-late]) + len(others[coming:])
    if not left:
        return table
    text = ngettext("{count} more date is in the workbook.", "{count} more dates are in the workbook.", left)
    rows = (*passed[-late:], *others[:coming])
    return table._replace(rows=rows, notes=(*table.notes, text.format(count=left)))


def _row(day: Day, name: str, file: Path, today: date) -> Row:
    return Row((day.day, _when(day.day, today), what(day), name), str(file), day.late)


def _when(day: date, today: date) -> str:
    left = (day - today).days
    if left < 0:
        return _("passed")
    return ngettext("in {count} day", "in {count} days", left).format(count=left) if left else _("today")
