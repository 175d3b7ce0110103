"""The program started: an address of its own, the server, the key handed over, and the end."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import re
import secrets
import socket
import threading
import time
from collections.abc import Callable
from html import escape, unescape
from pathlib import Path
from urllib.parse import urlsplit

from generator.system.own_folder import own_folder
from generator.web.desk import Desk
from generator.web.messages import Request, Response
from generator.web.respond import respond
from generator.web.serving.gate import Gate
from generator.web.serving.server import Server

FIRST_PORT, PORTS = 20_000, 10_000
"""The ports that a folder may have: above those of services, below those that systems give away."""
_DOOR = """<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url={address}"><title>ansokan</title>
"""


def serve(desk: Desk, show: Callable[[str, Path | None], None]) -> None:
    """Answer until no page has been open for ten minutes, or Ctrl-C.

    `show` is told the address with the first key, and the file that leads there, which only this user can
    read (None where no such file can be). A program that answers for the folder already is shown.
    """
    folder, where = _folder(), str(desk.root.resolve())
    name = hmac.new(_secret(folder), where.encode("utf-8", "surrogateescape"), hashlib.sha256).hexdigest()[
        :16
    ]
    door = _Door(folder and folder / f"{name}.html")
    if address := door.answered():
        return show(address, door.file)
    server = _listening(_port(where), lambda request: respond(request, desk, gate))
    gate = Gate(f"{name}.localhost:{server.server_port}", door.lead)
    gate.hand_over()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        show(door.address, door.file)
        while not desk.is_over():
            time.sleep(1)
    finally:
        door.close()
        server.server_close()
    return None


class _Door:
    """The file that leads to the page: a browser opens it, so that no key stands in a list of processes."""

    def __init__(self, file: Path | None) -> None:
        self.file, self.address = file, ""

    def lead(self, address: str) -> None:
        """Lead to another address: the key in it lets in once."""
        self.address = address
        if self.file is not None:
            beside = self.file.with_suffix(".tmp")
            beside.touch(mode=0o600)
            beside.write_text(_DOOR.format(address=escape(address)), encoding="utf-8")
            beside.replace(self.file)

    def answered(self) -> str:
        """Return the address that the file of another run leads to, when that run still answers."""
        try:
            found = re.search(r'url=([^"]+)"', self.file.read_text("utf-8")) if self.file else None
            address = unescape(found[1]) if found else ""
            port = urlsplit(address).port
            with socket.create_connection(("127.0.0.1", port or 0), timeout=1) as asked:
                host = urlsplit(address).netloc
                asked.sendall(f"GET /alive HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
                return address if asked.recv(12) == b"HTTP/1.1 403" else ""
        except (OSError, ValueError):
            return ""

    def close(self) -> None:
        """Take the file away."""
        if self.file is not None:
            self.file.unlink(missing_ok=True)


def _folder() -> Path | None:
    """Return the folder for what only this user may read, if there can be one."""
    if (own := own_folder()) is None:
        return None
    (own / "web").mkdir(mode=0o700, exist_ok=True)
    return own / "web"


def _secret(folder: Path | None) -> bytes:
    """Return what makes the address of this user one that no other can guess; the same in the next run."""
    if folder is None:
        return secrets.token_bytes(32)
    file = folder / "secret"
    with contextlib.suppress(FileExistsError), open(file, "xb", opener=_private) as new:
        new.write(secrets.token_bytes(32))
    return file.read_bytes()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _port(where: str) -> int:
    return (
        FIRST_PORT
        + int.from_bytes(hashlib.sha256(where.encode("utf-8", "surrogateescape")).digest()[:4]) % PORTS
    )


def _listening(port: int, answer: Callable[[Request], Response]) -> Server:
    """Return a server on the port, on another when it is taken."""
    try:
        return Server(port, answer)
    except OSError:
        return Server(0, answer)
