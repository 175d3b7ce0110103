"""What people have changed in a document in Word, for the pane that shows it as the program makes it."""

from __future__ import annotations

from generator.phrases.standing import details
from generator.problems import ProblemError
from generator.run.status import status_of
from generator.web.desk import Desk
from generator.web.messages import Request, Response, as_json
from generator.web.opened import Opened


def show(_request: Request, desk: Desk, project: Opened, name: str = "") -> Response:
    """Return a line for each change, with its paragraph; none while the document cannot be compared."""
    made = project.dossier.documents if project.dossier and not project.dossier.slips else ()
    folder = desk.documents(project.path)
    try:
        found = [status_of(each, folder, project.path) for each in made if each.form.name == name]
    except ProblemError:
        found = []
    return as_json({"lines": [line for each in found for line in details(each)]})
