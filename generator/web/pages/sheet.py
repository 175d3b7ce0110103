"""The page to paste from, as `ansokan sheet` makes it, with the documents' state of this moment."""

from __future__ import annotations

from generator import language, sheet
from generator.grant.project import open_dossier
from generator.language import _
from generator.run.job import Options, Task
from generator.run.running import stand
from generator.run.unpulled import unpulled
from generator.web.desk import Desk
from generator.web.messages import RefusedError, Request, Response, html
from generator.web.opened import Opened

_POLICY = "Content-Security-Policy", "frame-ancestors 'none'"
"""The page itself allows its own style and script and nothing else; this alone it cannot say."""


def show(_request: Request, desk: Desk, project: Opened, name: str = "") -> Response:
    """Return the page of a document; it is in Swedish, as the e-services are."""
    statuses = stand(Task(project.path, desk.templates, Options(desk.output(project.path), desk.now())))[0]
    with language.swedish():
        dossier = open_dossier(project.path, desk.forms, draft=False)
        pages = list(sheet.pages(dossier, [name], unpulled(statuses)))
    if not name or not pages:
        raise RefusedError(404, _("There is no such document."))
    return html(pages[0][1].decode(), _POLICY)
