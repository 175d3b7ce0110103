"""Who may come in: only the browser that the program itself opened, on this machine, from this page.

Each program has an address of its own, `NAME.localhost:PORT`. Browsers take such a name for this machine
without asking anybody (RFC 6761, 6.3), and keep its cookies from every other name: a cookie knows no port,
so with 127.0.0.1 any other program of the machine would be sent the key.

What is refused here is answered before its body is read.
"""

from __future__ import annotations

import hmac
import secrets
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from generator.language import _
from generator.web.messages import Request, Response, html, plain

if TYPE_CHECKING:
    from collections.abc import Callable

COOKIE = "ansokan"
ALIVE = "/alive"
"""Where the program proves that it holds the key, and so is the one that its file leads to."""
SECURITY = (
    (
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cache-Control", "no-store"),
)
"""Stands in every answer: nothing from elsewhere is loaded, nothing here is shown elsewhere or kept."""


def _new_key() -> str:
    return secrets.token_urlsafe(32)


@dataclass
class Gate:
    """The keys of one run. `host` is the address; `handed_over` is told each new key for coming in.

    The key in the address lets in once, for addresses are kept in histories; then there is another.
    """

    host: str
    handed_over: Callable[[str], None]
    _cookie: str = field(default_factory=_new_key)
    _key: str = ""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def hand_over(self) -> None:
        """Make a new key for coming in, and hand it over."""
        self._key = _new_key()
        self.handed_over(f"http://{self.host}/?key={self._key}")

    def stops(self, request: Request) -> Response | None:
        """Return a refusal, or the answer to the one who comes in; None for who is in already."""
        if request.headers.get("host") != self.host:  # DNS rebinding
            return plain(421, _("This address is not that of the program."))
        given = parse_qs(request.query).get("key", [""])[0]
        if request.method == "GET" and request.path == "/" and given:
            return self._entered(given)
        fetched = request.headers.get("sec-fetch-site", "none")
        origin = request.headers.get("origin")
        if fetched not in {"none", "same-origin"} or (origin or self._origin) != self._origin:
            return plain(403, _("Another page has asked for this. Nothing was done."))
        if request.method not in {"GET", "HEAD"} and origin != self._origin:
            return plain(403, _("Another page has asked for this. Nothing was done."))
        if request.path == ALIVE:
            return plain(200, proof(self._key, request.query))
        if not hmac.compare_digest(_cookies(request).get(COOKIE, "").encode(), self._cookie.encode()):
            return plain(403, _("Open the page from the program: ansokan web"))
        return None

    @property
    def _origin(self) -> str:
        return f"http://{self.host}"

    def _entered(self, given: str) -> Response:
        with self._lock:
            if not hmac.compare_digest(given.encode(), self._key.encode()):
                return plain(
                    403, _("This address has been used. Open the page from the program: ansokan web")
                )
            self.hand_over()
        # Not a redirect: after one that began in a file, the browser would not send a cookie that is strict.
        onwards = (
            '<!doctype html><meta http-equiv="refresh" content="0; url=/"><link rel="icon" href="data:,">'
        )
        return html(onwards, ("Set-Cookie", f"{COOKIE}={self._cookie}; HttpOnly; SameSite=Strict; Path=/"))


def proof(key: str, question: str) -> str:
    """Return what only who knows the key can answer to a question that was never asked before."""
    return hmac.new(key.encode(), question.encode(), "sha256").hexdigest()


def secured(answer: Response) -> Response:
    """Return the answer with the headers of all answers; a page that has one of its own keeps that."""
    own = {name for name, _value in answer.headers}
    return answer._replace(headers=(*(each for each in SECURITY if each[0] not in own), *answer.headers))


def _cookies(request: Request) -> dict[str, str]:
    pairs = (each.strip().partition("=") for each in request.headers.get("cookie", "").split(";"))
    return {name: value for name, _equals, value in pairs}
