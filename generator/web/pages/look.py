"""The document as it becomes, drawn beside the fields, and what people have changed in it in Word."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from generator.grant.project import FilledDocument
from generator.language import _
from generator.located import UnreadableError
from generator.preview import preview
from generator.run.generate import drawn
from generator.web.desk import Desk
from generator.web.messages import RefusedError, Request, Response, as_json
from generator.web.opened import Opened

Made = TypeVar("Made")


def show(_request: Request, _desk: Desk, project: Opened, name: str = "") -> Response:
    """Return the HTML of a document, its style and what is to be said of it."""
    shown = preview(readable(drawn, document_called(project, name)).package)
    return as_json({"html": shown.html, "style": shown.style, "says": list(shown.not_drawn)})


def document_called(project: Opened, name: str) -> FilledDocument:
    """Return the document that the form of a name makes; raise RefusedError when it makes none."""
    for document in project.dossier.documents if project.dossier else ():
        if document.form.name == name:
            return document
    raise RefusedError(404, _("There is no such document."))


def readable(make: Callable[..., Made], *document: Any) -> Made:
    """Return what `make` makes; raise RefusedError while it rests on a value that cannot be read."""
    try:
        return make(*document)
    except UnreadableError:
        sentence = _("The document cannot be drawn until what is wrong in the data file is put right.")
        raise RefusedError(422, sentence) from None
