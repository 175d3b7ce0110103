"""The standard library's server around respond(): one thread for each connection, this machine only."""

from __future__ import annotations

import os
import re
import socket
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from typing import Any
from urllib.parse import urlsplit

from generator.web.messages import MOST_BYTES, Request, Response
from generator.web.serving.gate import secured

MOST_THREADS = 100
"""Connections at once, all of them: a browser holds six."""
REFUSED = frozenset({403, 421})
"""Whoever is told so is not let in: no connection is held for a stranger."""


class Server(ThreadingHTTPServer):
    """Listens at `host` of this machine and answers with what `respond` gives.

    `stops` sees a request first, without its body, and gives the answer to who may not come in.
    """

    daemon_threads = True
    allow_reuse_address = os.name != "nt"  # Windows lets another program take the port then (cpython#85307)

    def __init__(
        self,
        host: str,
        port: int,
        respond: Callable[[Request], Response],
        stops: Callable[[Request], Response | None],
    ) -> None:
        self.respond, self.stops = respond, stops
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        super().__init__((host, port), _Handler)

    @property
    def port(self) -> int:
        """The port that it has."""
        return int(self.server_address[1])

    def server_bind(self) -> None:
        """Take the port, for this program alone; ask nobody what the machine is called."""
        if alone := getattr(socket, "SO_EXCLUSIVEADDRUSE", None):  # Windows has it
            self.socket.setsockopt(socket.SOL_SOCKET, alone, 1)
        TCPServer.server_bind(self)

    def verify_request(self, *_about: Any) -> bool:
        """Say whether there is room for one more connection."""
        return threading.active_count() < MOST_THREADS

    def handle_error(self, *_about: Any) -> None:
        """Say nothing of a browser that has gone; what respond() raises it has caught."""


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version, timeout = "HTTP/1.1", 60  # seconds until a connection that says nothing goes
    disable_nagle_algorithm = True  # head and body are two writes: else the second waits 40 ms

    def do_GET(self) -> None:
        try:
            length, parts = self._length(), urlsplit(self.path)
        except ValueError:
            return self.send_error(400)
        if length > MOST_BYTES:
            return self.send_error(413)
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Request(self.command, parts.path, parts.query, headers)
        if length:
            if refusal := self.server.stops(asked):
                return self._say(secured(refusal), ends=True)
            asked = asked._replace(body=self.rfile.read(length))
        return self._say(self.server.respond(asked))

    do_POST = do_GET

    def _length(self) -> int:
        """Return how long the body is; raise ValueError for a head that could be read in two ways."""
        lengths, hosts = (self.headers.get_all(name) or [] for name in ("Content-Length", "Host"))
        length = lengths[0] if lengths else "0"
        is_plain = len(hosts) == 1 and len(lengths) <= 1 and re.fullmatch("[0-9]{1,12}", length)
        if not is_plain or "Transfer-Encoding" in self.headers:
            raise ValueError(length)
        return int(length)

    def _say(self, answer: Response, *, ends: bool = False) -> None:
        body = answer.body
        is_whole = isinstance(body, bytes)
        self.send_response(answer.status)
        for name, value in answer.headers:
            self.send_header(name, value)
        if isinstance(body, bytes):
            self.send_header("Content-Length", str(len(body)))
        if ends or not is_whole or answer.status in REFUSED:
            self.send_header("Connection", "close")
        self.end_headers()
        for piece in [body] if isinstance(body, bytes) else body:
            self.wfile.write(piece)

    def send_error(self, code: int, *_words: Any) -> None:
        """Answer what is no request of a browser as briefly, and with the same headers, as all else."""
        self._say(secured(Response(code)), ends=True)

    def version_string(self) -> str:
        """Say no more of the program than its name."""
        return "ansokan"

    def log_message(self, *_args: Any) -> None:
        """Say nothing: the terminal is the person's."""
