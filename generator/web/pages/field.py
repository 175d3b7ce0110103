"""The way to a field: the page of the theme that holds it."""

from __future__ import annotations

from urllib.parse import parse_qs, quote

from generator.web.desk import Desk
from generator.web.messages import Request, Response
from generator.web.opened import Opened
from generator.web.pages.project import ProjectView


def show(request: Request, desk: Desk, project: Opened) -> Response:
    """Lead to the field at a path; to the first page when no theme holds it."""
    path = parse_qs(request.query).get("path", [""])[0]
    view = ProjectView(desk, project)
    around = [each for each in view.shown_themes if any(held.startswith(f"{path}.") for held in each.paths)]
    inside = [each for each in view.shown_themes if each.holds(path)]
    found = (inside or around or view.shown_themes)[0]
    return Response(303, b"", (("Location", f"{view.base}fill/{found.name}#{quote(path)}"),))
