"""respond(request, desk): all of the page's work, with no server in it."""

from __future__ import annotations

import time
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from generator.language import _
from generator.problems import ProblemError
from generator.system import bugs
from generator.unseen import visible
from generator.web.desk import Desk
from generator.web.messages import RefusedError, Request, Response, as_json, asked_in, html, plain
from generator.web.serving.gate import Gate, secured

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
_OF_A_NAME = frozenset({"edited", "file", "fill", "look", "pdf", "sheet", "standing"})
"""Those of which there are several, for a theme, a document or a part: its name comes after theirs."""


def respond(request: Request, desk: Desk, gate: Gate) -> Response:
    """Return the answer to a request; whatever goes wrong is said in it."""
    try:
        answer = gate.stops(request) or _answer(request, desk)
    except RefusedError as refused:
        answer = _told(request, refused.status, refused.sentence, **refused.more)
    except ProblemError as error:
        answer = _told(request, 422, "\n".join(map(str, error.problems)))
    except Exception as error:  # noqa: BLE001 -- whatever it is, it is our bug
        answer = _told(request, 500, str(bugs.problem(error, desk.root)))
    return secured(answer)


def _told(request: Request, status: int, sentence: str, **more: Any) -> Response:
    """Return a sentence as a page of its own where a page was asked for, else for the page's scripts."""
    if request.method == "GET" and request.headers.get("sec-fetch-dest", "document") == "document":
        from generator.web.pages.rendering import page

        return html(page("told.html", told=sentence))._replace(status=status)
    return as_json({"told": visible(sentence), **more}, status)


def _answer(request: Request, desk: Desk) -> Response:
    steps = [unquote(step) for step in request.path.strip("/").split("/")]
    match request.method, steps:
        case "GET", ["static", name] if name in STATIC:
            kind = _TYPES[STATIC[name].suffix]
            return Response(200, STATIC[name].read_bytes(), (("Content-Type", f"{kind}; charset=utf-8"),))
        case "GET", [""]:
            from generator.web.pages.projects import show

            return show(request, desk)
        case "GET", ["overview" | "oversikt.xlsx" as name]:
            from generator.web.pages import overview

            with desk.lock:
                return overview.show(request, desk) if name == "overview" else overview.workbook(desk)
        case "POST", ["new"]:
            from generator.web.pages.projects import make

            with desk.lock:
                return make(request, desk)
        case "POST", ["markdown"]:
            from generator.web.saving.pasted_html import as_markdown

            return as_json({"text": as_markdown(asked_in(request).text("html"))})
        case "GET", ["events"]:
            is_stream = (("Content-Type", "text/event-stream"),)
            return Response(200, desk.life.stream(desk.marks, time.sleep), is_stream)
        case _, ["p", name, *rest] if name in desk.projects:
            with desk.lock:
                return _project(request, desk, desk.projects[name], rest)
    return plain(404, _("There is no such page."))


def _project(request: Request, desk: Desk, path: Path, rest: list[str]) -> Response:
    from generator.web.saving.undo import notice

    project = desk.project(path)
    notice(desk.history(path), str(path), project.data)
    match request.method, rest:
        case "GET", [] | [""]:
            rest = ["fill"]
    if request.method == "GET" and rest[0] in PAGES and len(rest) <= (2 if rest[0] in _OF_A_NAME else 1):
        module = import_module(f"generator.web.pages.{PAGES[rest[0]]}")
        made: Response = module.show(request, desk, project, *rest[1:])
        return made
    if request.method == "POST" and len(rest) == 1:
        from generator.web.actions import act

        return act(rest[0], request, desk, project)
    return plain(404, _("There is no such page."))
