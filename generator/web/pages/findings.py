"""All findings by document and weight, each with a way to its field and a way to silence it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any, NamedTuple
from urllib.parse import quote

from generator.grant.checks.carried import NOT_REVIEWED
from generator.language import _
from generator.phrases.findings import heading, in_order
from generator.problems import Problem
from generator.web.desk import Desk
from generator.web.messages import Request, Response, html
from generator.web.opened import Opened
from generator.web.pages.project import ProjectView
from generator.web.pages.rendering import page


class Finding(NamedTuple):
    """A finding: what its place is called, the address of its field, whether it can be silenced."""

    problem: Problem
    title: str
    address: str
    can_be_silenced: bool


def show(_request: Request, desk: Desk, project: Opened) -> Response:
    """Return the page."""
    view = ProjectView(desk, project)
    grouped = [
        (above, list(some))
        for above, some in groupby(_findings(view, project), key=lambda each: heading(each.problem))
    ]
    silenced = list(_silenced(project))
    return html(page("findings.html", here=_("Findings"), project=view, groups=grouped, silenced=silenced))


def _findings(view: ProjectView, project: Opened) -> Iterator[Finding]:
    for problem in in_order(project.problems):
        known = bool(problem.path) and project.dossier is not None
        title = project.values.called(problem.path) if known else ""
        address = f"{view.base}field?path={quote(problem.path)}" if known else ""
        can_be = (
            known
            and project.writable
            and problem.level in {"warning", "hint"}
            and problem.code != NOT_REVIEWED
        )
        yield Finding(problem, title, address, can_be)


def _silenced(project: Opened) -> Iterator[dict[str, Any]]:
    """Yield what is silenced: the check, the place and the reason, and its number in the list."""
    for number in range(project.values.count("ignore") if project.dossier else 0):
        texts = {
            name: project.values.written(f"ignore.{number}.{name}") or ""
            for name in ("check", "at", "reason")
        }
        if not any(texts.values()):  # an item of a new data file that nobody has filled in
            continue
        yield {"number": number, "title": project.values.title(texts["at"]) if texts["at"] else "", **texts}
