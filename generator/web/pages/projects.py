"""The first page: the projects in data/, and how to begin another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.language import _
from generator.problems import Problem
from generator.run.job import MOST_YEARS
from generator.system import files
from generator.web.desk import Desk
from generator.web.messages import Asked, RefusedError, Request, Response, as_json, asked_in, html
from generator.web.pages.project import address_of
from generator.web.pages.rendering import page

if TYPE_CHECKING:
    from generator.grant.carrying.new_file import NewFile


def show(_request: Request, desk: Desk) -> Response:
    """Return the page; how each project stands is fetched after it, for to read them all takes time."""
    from generator.phrases.overview.projects import projects as table

    rows = [(path.stem, address_of(path)) for path in desk.projects.values()]
    return html(
        page(
            "projects.html",
            projects=rows,
            alone=desk.documents_alone,
            table=table(()),
            folder=desk.data.resolve(),
            example=desk.example is not None,
        )
    )


def make(request: Request, desk: Desk) -> Response:
    """Make a new data file, empty, a copy of the example or from an earlier project; return its address."""
    from generator.run import scaffold

    asked = asked_in(request)
    name = asked.text("name", "").strip()
    if reason := _unfit(name, desk):
        raise RefusedError(422, reason)
    path, made = desk.data / f"{name}.yaml", None
    if asked.get("start") == "example" and desk.example:
        files.write(path, files.read(desk.example), over=None)
    else:
        made = _begun(asked, desk) if asked.get("start") == "earlier" else None
        list(scaffold.write_new(path, desk.forms, made and made.data))
    told = [f"{_place(each)}{each.message}" for each in made.problems] if made else []
    return as_json({"address": address_of(path), "told": " ".join(told)})


def _place(problem: Problem) -> str:
    place = problem.place.words or problem.place.line
    return f"{place}: " if place else ""


def _begun(asked: Asked, desk: Desk) -> NewFile:
    """Return what begins from the project that was chosen."""
    from generator.run import beginning

    years = asked.text("years", "").strip()
    if years and not (re.fullmatch("[0-9]{1,2}", years) and int(years) <= MOST_YEARS):
        message = _("Write by how many years the days are moved, from 0 to {most}; or nothing.")
        raise RefusedError(422, message.format(most=MOST_YEARS))
    name = asked.text("from")
    earlier = desk.projects.get(name) or desk.documents_alone.get(name)
    if earlier is None:
        raise RefusedError(422, _("The earlier project is not there any more. Choose another."))
    return beginning.begun_from(earlier, desk.forms, int(years) if years else None)


def _unfit(name: str, desk: Desk) -> str:
    """Return in a sentence why there can be no project of that name; nothing when there can."""
    if not name:
        return _("Write a name.")
    if name in desk.projects:
        return _("There is a project called so already. Choose another name.")
    if name.startswith((".", "~$")):
        return _("A name that begins so is that of a hidden file. Choose another name.")
    return files.unfit(name) or files.unfit(f"{name}.yaml")  # the first: no name leads to another folder
