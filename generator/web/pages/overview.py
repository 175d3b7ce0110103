"""All projects together: on the first page below their table, and as a file of its own."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from generator.language import _
from generator.phrases.overview import sheets, tables
from generator.phrases.overview.days import shortened
from generator.problems import ProblemError
from generator.run.overview import Overview
from generator.web.desk import Desk
from generator.web.messages import Request, Response, html
from generator.web.pages.project import address_of
from generator.web.pages.rendering import VIEWS, page, piece
from generator.web.pages.standing import overview

_BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LATE, COMING = 10, 30
"""So many of the days that have passed, and of those that come, are shown."""


def show(_request: Request, desk: Desk) -> Response:
    """Return the sums, the next dates, the funders and the strategic areas of all projects."""
    found = _projects(desk)
    addresses = {str(each.file): address_of(each.file) for each in found}
    made = tables(found, desk.now().date())
    made = made._replace(days=shortened(made.days, LATE, COMING))
    return html(piece("together", made, addresses, of="overview.html") if found else "")


def workbook(desk: Desk) -> Response:
    """Return the workbook with all tables."""
    from generator.excel.overview_book import book

    data = book(sheets(tables(_projects(desk), desk.now().date())))
    called = 'attachment; filename="oversikt.xlsx"'
    return Response(200, data, (("Content-Type", _BOOK), ("Content-Disposition", called)))


def _projects(desk: Desk) -> list[Overview]:
    found = []
    for path in desk.projects.values():
        with suppress(ProblemError):  # it has gone since
            found.append(overview(desk, desk.project(path)))
    return found


def as_file(found: Sequence[Overview], today: date) -> str:
    """Return a page with all tables that needs no other file."""
    made = tables(found, today)
    return page(
        "overview_file.html",
        title=_("All projects {day}").format(day=today.isoformat()),
        tables=made._replace(days=shortened(made.days, LATE, 3 * COMING)),
        unread=[str(problem) for each in found for problem in each.unread],
        style=(VIEWS.parent / "static" / "page.css").read_text(encoding="utf-8"),
    )
