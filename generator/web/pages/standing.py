"""How a project stands, as its row on the first page: answers, findings, money, documents."""

from __future__ import annotations

from generator.phrases.standing import standing_words
from generator.problems import ProblemError
from generator.run.job import Options, Task
from generator.run.overview import overview_of
from generator.run.running import stand
from generator.web.desk import Desk
from generator.web.messages import Request, Response, html
from generator.web.opened import Opened
from generator.web.pages.rendering import piece


def show(_request: Request, desk: Desk, project: Opened) -> Response:
    """Return the cells of the row."""
    task = Task(project.path, desk.templates, Options(desk.output(project.path), desk.now()))
    try:
        documents = [(each.document.name, ", ".join(standing_words(each))) for each in stand(task)[0]]
    except ProblemError as error:
        documents = [("", each.message) for each in error.problems[:1]]
    return html(piece("standing", overview_of(task), documents, of="projects_table.html"))
