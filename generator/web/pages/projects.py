"""The first page: the projects in data/, and how to begin another."""

from __future__ import annotations

from generator.language import _
from generator.system import files
from generator.web.desk import Desk
from generator.web.messages import RefusedError, Request, Response, as_json, asked_in, html
from generator.web.pages.project import address_of
from generator.web.pages.rendering import page


def show(_request: Request, desk: Desk) -> Response:
    """Return the page; how each project stands is fetched after it, for to read them all takes time."""
    from generator.phrases.overview.projects import projects as table

    rows = [(path.stem, address_of(path)) for path in desk.projects.values()]
    return html(
        page(
            "projects.html",
            projects=rows,
            table=table(()),
            folder=desk.data.resolve(),
            example=desk.example is not None,
        )
    )


def make(request: Request, desk: Desk) -> Response:
    """Make a new data file, empty or a copy of the example, and return its address."""
    from generator.run import scaffold

    asked = asked_in(request)
    name = asked.text("name", "").strip()
    if reason := _unfit(name, desk):
        raise RefusedError(422, reason)
    path = desk.data / f"{name}.yaml"
    if asked.get("example") and desk.example:
        files.write(path, files.read(desk.example), over=None)
    else:
        list(scaffold.write_new(path, desk.forms))
    return as_json({"address": address_of(path)})


def _unfit(name: str, desk: Desk) -> str:
    """Return in a sentence why there can be no project of that name; nothing when there can."""
    if not name:
        return _("Write a name.")
    if name in desk.projects:
        return _("There is a project called so already. Choose another name.")
    if name.startswith((".", "~$")):
        return _("A name that begins so is that of a hidden file. Choose another name.")
    return files.unfit(name) or files.unfit(f"{name}.yaml")  # the first: no name leads to another folder
