"""The document as it becomes, drawn beside the fields, and what people have changed in it in Word."""

from __future__ import annotations

from generator.language import _
from generator.preview import preview
from generator.run.generate import drawn
from generator.web.desk import Desk
from generator.web.messages import RefusedError, Request, Response, as_json
from generator.web.opened import Opened


def show(_request: Request, _desk: Desk, project: Opened, name: str = "") -> Response:
    """Return the HTML of a document, its style and what is to be said of it."""
    for document in project.dossier.documents if project.dossier else ():
        if document.form.name == name:
            shown = preview(drawn(document).package)
            return as_json({"html": shown.html, "style": shown.style, "says": list(shown.not_drawn)})
    raise RefusedError(404, _("There is no such document."))
