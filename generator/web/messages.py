"""What comes from the browser and what goes back. Plain values."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from generator.language import _

MOST_BYTES = 20_000_000
"""A request is never larger: a Word file with pictures takes a few million."""


class Request(NamedTuple):
    """One request. `path` is as it was sent, still encoded; the names of `headers` are in small letters."""

    method: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = {}
    body: bytes = b""


class Response(NamedTuple):
    """One answer. A body that comes piece by piece is a stream that is held open."""

    status: int
    body: bytes | Iterator[bytes] = b""
    headers: tuple[tuple[str, str], ...] = ()


class RefusedError(Exception):
    """What was asked for cannot be done; `status` is that of HTTP, the text a sentence for the person."""

    def __init__(self, status: int, sentence: str, **more: Any) -> None:
        super().__init__(sentence)
        self.status, self.sentence, self.more = status, sentence, more


def html(text: str, *headers: tuple[str, str]) -> Response:
    """Return a page."""
    return Response(200, text.encode(), (("Content-Type", "text/html; charset=utf-8"), *headers))


def plain(status: int, text: str) -> Response:
    """Return a sentence."""
    return Response(status, text.encode(), (("Content-Type", "text/plain; charset=utf-8"),))


def as_json(value: Any, status: int = 200) -> Response:
    """Return values for the page's own scripts."""
    return Response(status, json.dumps(value, default=str).encode(), (("Content-Type", "application/json"),))


def asked_in(request: Request) -> Mapping[str, Any]:
    """Return the values that a script of the page has sent; raise RefusedError for anything else.

    No form of another page can send this type without asking first (Fetch, 2.2.2: CORS-safelisted).
    """
    try:
        found = json.loads(request.body)
    except ValueError:
        found = None
    if request.headers.get("content-type") != "application/json" or not isinstance(found, dict):
        raise RefusedError(400, _("The page has asked for something that makes no sense."))
    return found
