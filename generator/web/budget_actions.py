"""What the page of money asks: a workbook of it, opened in Excel, and what was changed in one taken home."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from generator.language import _
from generator.problems import ProblemError
from generator.run import budget
from generator.web.desk import Desk
from generator.web.messages import RefusedError, Request, Response, as_json, asked_in
from generator.web.opened import Opened
from generator.web.pages import fill, sums, word
from generator.web.pages.project import ProjectView
from generator.web.pages.rendering import piece
from generator.web.pages.told import Told, findings_of, pulled_lines
from generator.web.pages.word_files import opened_in_word
from generator.web.saving.write import write
from generator.web.word_actions import dropped

ACTIONS = frozenset({"export", "import"})


def act(name: str, request: Request, desk: Desk, project: Opened) -> Response:
    """Return the answer to what is asked for: what was done, and the pieces of the page that are new."""
    asked = dropped(request) if name == "import" else asked_in(request)
    stale = {"stale": asked.text("mark", project.mark) != project.mark}
    try:
        told = _import(desk, project, asked) if name == "import" else _export(desk, project)
    except RefusedError as refused:
        told = Told((refused.sentence,))
    except ProblemError as error:
        told = _told(desk, project, problems=error.problems)
    saved = desk.project(project.path)
    theme = next(each.name for each in ProjectView(desk, saved).shown_themes if sums.belong_to(each))
    answer = fill.pieces(desk, saved, theme, before=project)
    answer["pieces"]["told"] = piece("told", told, of=word.VIEW)
    return as_json({**answer, **stale})


def _told(desk: Desk, project: Opened, *lines: str, problems: Any = ()) -> Told:
    return Told(lines, findings_of(project, ProjectView(desk, project).base, problems))


def _task(desk: Desk, project: Opened) -> budget.Task:
    book = budget.place_of(project.path, desk.output(project.path))
    return budget.Task(project.path, book, desk.templates)


def _export(desk: Desk, project: Opened) -> Told:
    task = _task(desk, project)
    texts = budget.export(task).texts
    if opened_in_word(task.book):
        return _told(desk, project, _("Opened: {file}").format(file=task.book.name), problems=texts)
    message = _("No program of this computer can be asked to open the file. It lies here: {file}")
    return _told(desk, project, message.format(file=task.book.resolve()), problems=texts)


def _import(desk: Desk, project: Opened, asked: Any) -> Told:
    """Take what was changed; nothing while something typed is not saved: its row may become another's."""
    if unsaved := ProjectView(desk, project).unsaved:
        message = _(
            "{unsaved}. Correct or give up each of them first: a workbook is compared with what is saved."
        )
        raise RefusedError(409, message.format(unsaved=unsaved))
    book = Path(asked.text("name"))
    report = budget.look(_task(desk, project)._replace(book=book, content=asked["body"]))
    change = report.changes[0]
    if change.is_other:
        write(desk, project, change.pulled.text)
    saved = desk.project(project.path)
    return _told(desk, saved, *pulled_lines(report, saved), problems=report.problems)
