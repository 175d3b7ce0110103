"""The first page: the projects in data/, and how to begin another."""

from __future__ import annotations

from generator.web.desk import Desk
from generator.web.messages import Request, Response, html
from generator.web.pages.project import address_of
from generator.web.pages.rendering import page


def show(_request: Request, desk: Desk) -> Response:
    """Return the page; how each project stands is fetched after it."""
    rows = [(path.stem, address_of(path)) for path in desk.projects.values()]
    return html(page("projects.html", projects=rows, folder=desk.data.resolve()))
