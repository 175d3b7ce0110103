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


class Asked(dict[str, Any]):
    """What a script of the page has sent, by name; what is of another kind than is asked for is refused."""

    def text(self, name: str, default: str | None = None) -> str:
        """Return a text that can be written in a file; raise RefusedError for anything else."""
        return _text(self.get(name, default))

    def number(self, name: str, default: int | None = None) -> int:
        """Return a whole number from 0 on; raise RefusedError for anything else."""
        found = self.get(name, default)
        if type(found) is not int or not 0 <= found < 10**9:
            raise nonsense()
        return found

    def texts(self, name: str) -> list[str]:
        """Return a list of texts; raise RefusedError for anything else."""
        found = self.get(name)
        if not isinstance(found, list):
            raise nonsense()
        return [_text(each) for each in found]

    def by_path(self, name: str) -> dict[str, str]:
        """Return texts by their paths, none when there are none; raise RefusedError for anything else."""
        found = self.get(name) or {}
        if not isinstance(found, dict):
            raise nonsense()
        return {_text(path): _text(each) for path, each in found.items()}


def nonsense() -> RefusedError:
    """Return the refusal of what no script of the page asks for."""
    return RefusedError(400, _("The page has asked for something that makes no sense."))


def asked_in(request: Request) -> Asked:
    """Return the values that a script of the page has sent; raise RefusedError for anything else.

    No form of another page can send this type without asking first (Fetch, 2.2.2: CORS-safelisted).
    """
    try:
        found = json.loads(request.body)
    except (ValueError, RecursionError):  # RecursionError: thousands of brackets
        found = None
    if request.headers.get("content-type") != "application/json" or not isinstance(found, dict):
        raise nonsense()
    return Asked(found)


def _text(value: Any) -> str:
    try:
        if isinstance(value, str) and value.encode() is not None:
            return value
    except UnicodeEncodeError:  # half a sign: JSON can hold it, no file can
        pass
    raise nonsense()
