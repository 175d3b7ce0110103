"""The program started: an address of its own, the server, the key handed over, and the end."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import hmac
import threading
import time
from collections.abc import Callable
from pathlib import Path

from generator.web.desk import Desk
from generator.web.messages import Request, Response
from generator.web.respond import respond
from generator.web.serving.door import Door, private_folder, secret_in
from generator.web.serving.gate import Gate
from generator.web.serving.server import Server

FIRST_PORT, PORTS = 20_000, 10_000
"""The ports that a folder may have: above those of services, below those that systems give away."""
_TRIES = 20
_LOOK = 0.2
"""Seconds after which a server sees at the latest that it is to end."""
_TAKEN = frozenset({errno.EADDRINUSE, errno.EACCES})


def serve(desk: Desk, show: Callable[[str, Path | None], None]) -> None:
    """Answer until no page has been open for ten minutes, or Ctrl-C.

    `show` is told the address with the first key, and the file that leads there, which only this user can
    read (None where no such file can be). A program that answers for the folder already is shown.
    """
    folder, where = private_folder(), str(desk.root.resolve())
    called = hashlib.sha256(_bytes(where)).hexdigest()[:16]
    door, kept = Door(folder and folder / f"{called}.html"), folder and folder / f"{called}.secret"
    if address := door.answered():
        return show(address, door.file)
    gate = Gate("", door.lead)
    servers = listening(_port(where), lambda request: respond(request, desk, gate), gate.stops)
    port = servers[0].port
    # A name for each port: who has taken the port of an earlier run knows its name, and is sent its cookies.
    name = hmac.new(secret_in(kept), str(port).encode(), "sha256").hexdigest()[:16]
    gate.host = f"{name}.localhost:{port}"
    gate.hand_over()
    for server in servers:
        threading.Thread(target=server.serve_forever, args=(_LOOK,), daemon=True).start()
    try:
        show(door.address, door.file)
        while not desk.is_over():
            time.sleep(1)
    finally:
        door.close()
        _forget(kept, desk)
        for server in servers:
            server.shutdown()
            server.server_close()
    return None


def listening(
    port: int, answer: Callable[[Request], Response], stops: Callable[[Request], Response | None]
) -> list[Server]:
    """Return servers on one port, another when it is taken, at each address that `localhost` stands for.

    A browser goes to ::1 first: whoever listens there alone, on a port that is known, would be sent the key.
    """
    for wanted in (port, *[0] * _TRIES):
        try:
            first = Server("127.0.0.1", wanted, answer, stops)
        except OSError:
            continue
        try:
            return [first, Server("::1", first.port, answer, stops)]
        except OSError as error:
            if error.errno not in _TAKEN:  # the machine has no such address
                return [first]
            first.server_close()
    raise OSError(errno.EADDRINUSE, "no free port")


def _forget(kept: Path | None, desk: Desk) -> None:
    """Let the next run have another name, unless a page is open: what is typed there is kept under this one.

    A program that has the port meanwhile, and is visited under this name, could leave a service worker
    there, which the browser would ask instead of the next run.
    """
    if kept is not None and desk.life.is_alone():
        with contextlib.suppress(OSError):
            kept.unlink()


def _port(where: str) -> int:
    return FIRST_PORT + int.from_bytes(hashlib.sha256(_bytes(where)).digest()[:4]) % PORTS


def _bytes(where: str) -> bytes:
    return where.encode("utf-8", "surrogateescape")
