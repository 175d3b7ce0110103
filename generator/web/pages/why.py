"""Why a check is made: what it looks for, why that matters, and the source."""

from __future__ import annotations

from urllib.parse import parse_qs

from generator.grant.checks.explain import explain
from generator.phrases.explained import explanation
from generator.web.desk import Desk
from generator.web.messages import Request, Response, plain
from generator.web.opened import Opened


def show(request: Request, _desk: Desk, project: Opened) -> Response:
    """Return what is known of a check, as text."""
    code = parse_qs(request.query).get("code", [""])[0]
    return plain(200, "\n\n".join(explanation(each) for each in explain(code, project.forms)))
