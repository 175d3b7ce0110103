"""The document as it becomes, drawn beside the fields, and what people have changed in it in Word."""

from __future__ import annotations

from generator.grant.project import FilledDocument
from generator.language import _
from generator.located import UnreadableError
from generator.preview import preview
from generator.run.generate import rendered
from generator.run.word_file import WordFile
from generator.web.desk import Desk
from generator.web.messages import RefusedError, Request, Response, as_json
from generator.web.opened import Opened


def show(_request: Request, _desk: Desk, project: Opened, name: str = "") -> Response:
    """Return the HTML of a document, its style and what is to be said of it."""
    for document in project.dossier.documents if project.dossier else ():
        if document.form.name == name:
            drawn = preview(made(document, project).package)
            return as_json({"html": drawn.html, "style": drawn.style, "says": list(drawn.not_drawn)})
    raise RefusedError(404, _("There is no such document."))


def made(document: FilledDocument, project: Opened) -> WordFile:
    """Return a document as it becomes; raise RefusedError while it rests on a value that cannot be read."""
    try:
        return rendered(document, project.path.name)
    except UnreadableError:
        sentence = _("The document cannot be drawn until what is wrong in the data file is put right.")
        raise RefusedError(422, sentence) from None
