"""respond(request, desk): all of the page's work, with no server in it."""

from __future__ import annotations

import time
from importlib import import_module
from pathlib import Path
from urllib.parse import unquote

from generator.language import _
from generator.problems import ProblemError
from generator.system import bugs
from generator.web.desk import Desk
from generator.web.messages import RefusedError, Request, Response, as_json, asked_in, plain
from generator.web.serving.gate import SECURITY, Gate

STATIC = {each.name: each for each in sorted((Path(__file__).parent / "static").iterdir())}
_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
PAGES = {
    "edited": "edited",
    "fill": "fill",
    "field": "field",
    "file": "word_files",
    "findings": "findings",
    "look": "look",
    "pdf": "pdf",
    "sheet": "sheet",
    "standing": "standing",
    "why": "why",
    "word": "word",
}
"""What a project's page is called in its address, and the module of `pages` whose `show` makes it."""


def respond(request: Request, desk: Desk, gate: Gate) -> Response:
    """Return the answer to a request; whatever goes wrong is said in it."""
    try:
        answer = gate.stops(request) or _answer(request, desk)
    except RefusedError as refused:
        answer = as_json({"told": refused.sentence, **refused.more}, refused.status)
    except ProblemError as error:
        answer = as_json({"told": "\n".join(map(str, error.problems))}, 422)
    except Exception as error:  # noqa: BLE001 -- whatever it is, it is our bug
        answer = as_json({"told": str(bugs.problem(error, desk.root))}, 500)
    own = {name for name, _value in answer.headers}
    return answer._replace(headers=(*(each for each in SECURITY if each[0] not in own), *answer.headers))


def _answer(request: Request, desk: Desk) -> Response:
    steps = [unquote(step) for step in request.path.strip("/").split("/")]
    match request.method, steps:
        case "GET", ["static", name] if name in STATIC:
            kind = _TYPES[STATIC[name].suffix]
            return Response(200, STATIC[name].read_bytes(), (("Content-Type", f"{kind}; charset=utf-8"),))
        case "GET", [""]:
            from generator.web.pages.projects import show

            return show(request, desk)
        case "POST", ["new"]:
            from generator.web.pages.projects import make

            with desk.lock:
                return make(request, desk)
        case "POST", ["markdown"]:
            from generator.web.saving.pasted_html import as_markdown

            return as_json({"text": as_markdown(str(asked_in(request)["html"]))})
        case "GET", ["events"]:
            is_stream = (("Content-Type", "text/event-stream"),)
            return Response(200, desk.life.stream(desk.marks, time.sleep), is_stream)
        case _, ["p", name, *rest] if name in desk.projects:
            with desk.lock:
                return _project(request, desk, desk.projects[name], rest)
    return plain(404, _("There is no such page."))


def _project(request: Request, desk: Desk, path: Path, rest: list[str]) -> Response:
    from generator.web.saving.undo import notice

    project = desk.open(path)
    notice(desk.history(path), str(path), project.data)
    match request.method, rest:
        case "GET", [] | [""]:
            rest = ["fill"]
    if request.method == "GET" and rest[0] in PAGES:
        module = import_module(f"generator.web.pages.{PAGES[rest[0]]}")
        made: Response = module.show(request, desk, project, *rest[1:2])
        return made
    if request.method == "POST" and len(rest) == 1:
        from generator.web.actions import act

        return act(rest[0], request, desk, project)
    return plain(404, _("There is no such page."))
