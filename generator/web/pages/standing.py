"""How a project stands, as its row on the first page: first its answers and money, then its documents."""

from __future__ import annotations

from generator.language import _
from generator.phrases.overview.projects import projects
from generator.phrases.standing import standing_words
from generator.problems import ProblemError
from generator.run.job import Options, Task
from generator.run.overview import Overview, overview_in
from generator.run.running import stand
from generator.web.desk import Desk
from generator.web.messages import RefusedError, Request, Response, html
from generator.web.opened import Opened
from generator.web.pages.rendering import piece
from generator.web.pages.told import titled, without_commands


def show(_request: Request, desk: Desk, project: Opened, part: str = "") -> Response:
    """Return the cells of the row; of the part `documents` what stands in the last of them."""
    if part == "documents":
        return html(piece("documents", _documents(desk, project), of="projects_table.html"))
    if part:
        raise RefusedError(404, _("There is no such page."))
    table = projects([overview(desk, project)])
    return html(piece("standing", table, table.rows[0], of="projects_table.html"))


def overview(desk: Desk, project: Opened) -> Overview:
    """Return the project as it was read."""
    if project.dossier is None:
        return Overview(project.path, project.problems, project.path.stem)
    return overview_in(project.dossier, project.path, desk.now().date(), desk.documents(project.path))


def _documents(desk: Desk, project: Opened) -> list[tuple[str, str]]:
    task = Task(project.path, desk.templates, Options(desk.output(project.path), desk.now()))
    try:
        return [
            (each.document.name, ", ".join(map(without_commands, standing_words(titled(each, project)))))
            for each in stand(task)[0]
        ]
    except ProblemError as error:
        return [("", each.message) for each in error.problems[:1]]
