"""The standard library's server around respond(): one thread for each connection, this machine only."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from generator.web.messages import MOST_BYTES, Request, Response
from generator.web.serving.gate import SECURITY


class Server(ThreadingHTTPServer):
    """Listens on 127.0.0.1 and answers with what `respond` gives."""

    daemon_threads = True
    allow_reuse_address = os.name != "nt"  # Windows lets another program take the port then (cpython#85307)

    def __init__(self, port: int, respond: Callable[[Request], Response]) -> None:
        self.respond = respond
        super().__init__(("127.0.0.1", port), _Handler)

    def handle_error(self, *_about: Any) -> None:
        """Say nothing of a browser that has gone; what respond() raises it has caught."""


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version, timeout = "HTTP/1.1", 60  # seconds until a connection that says nothing goes
    disable_nagle_algorithm = True  # head and body are two writes: else the second waits 40 ms

    def do_GET(self) -> None:
        length, hosts = self.headers.get("Content-Length", "0"), self.headers.get_all("Host") or []
        wrong = not length.isdecimal() or "Transfer-Encoding" in self.headers or len(hosts) != 1
        if wrong or int(length) > MOST_BYTES:
            return self.send_error(400 if wrong else 413)
        parts, headers = urlsplit(self.path), {name.lower(): value for name, value in self.headers.items()}
        body = self.rfile.read(int(length))
        return self._say(self.server.respond(Request(self.command, parts.path, parts.query, headers, body)))

    do_POST = do_GET

    def _say(self, answer: Response) -> None:
        body = answer.body
        self.send_response(answer.status)
        length = ("Content-Length", str(len(body))) if isinstance(body, bytes) else ("Connection", "close")
        for name, value in (*answer.headers, length):
            self.send_header(name, value)
        self.end_headers()
        with closing(each for each in ([body] if isinstance(body, bytes) else body)) as pieces:
            for piece in pieces:
                self.wfile.write(piece)

    def send_error(self, code: int, *_words: Any) -> None:
        """Answer what is no request of a browser as briefly, and with the same headers, as all else."""
        self._say(Response(code, b"", (*SECURITY, ("Connection", "close"))))

    def log_message(self, *_args: Any) -> None:
        """Say nothing: the terminal is the person's."""
