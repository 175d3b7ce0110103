"""What people have changed in a document in Word, for the pane that shows it as the program makes it."""

from __future__ import annotations

from generator.phrases.standing import details
from generator.problems import ProblemError
from generator.run.job import Options, Task
from generator.run.running import stand
from generator.web.desk import Desk
from generator.web.messages import Request, Response, as_json
from generator.web.opened import Opened


def show(_request: Request, desk: Desk, project: Opened, name: str = "") -> Response:
    """Return a line for each change, with its paragraph; none while the document cannot be compared."""
    task = Task(project.path, desk.templates, Options(desk.output(project.path), desk.now()))
    files = {each.name: each.text.output for each in project.forms}
    try:
        found = [each for each in stand(task)[0] if each.document.name == files.get(name)]
    except ProblemError:
        found = []
    return as_json({"lines": [line for each in found for line in details(each)]})
