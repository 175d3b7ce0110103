"""The file that leads to the page, and the folder for what only the user may read."""

from __future__ import annotations

import contextlib
import hmac
import os
import re
import secrets
import socket
from html import escape, unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from generator.system.own_folder import own_folder
from generator.web.serving.gate import ALIVE, proof

_DOOR = """<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url={address}"><title>ansokan</title>
"""
_SECRET_BYTES = 32
_LONGEST_ANSWER = 4096


class Door:
    """The file that leads to the page: a browser opens it, so that no key stands in a list of processes."""

    def __init__(self, file: Path | None) -> None:
        self.file, self.address = file, ""

    def lead(self, address: str) -> None:
        """Lead to another address: the key in it lets in once. Where no file can be there is none."""
        self.address = address
        if self.file is not None:
            try:
                _write_alone(self.file, _DOOR.format(address=escape(address)).encode())
            except OSError:
                self.file = None

    def answered(self) -> str:
        """Return the address that the file of another run leads to, when that very run still answers.

        Another program may have its port by now: it does not know the key.
        """
        address, question = _led_to(self.file), secrets.token_urlsafe(32)
        try:
            to, key = urlsplit(address), parse_qs(urlsplit(address).query)["key"][0]
            said = _asked(to.port or 0, to.netloc, f"{ALIVE}?{question}")
        except (OSError, ValueError, LookupError):
            return ""
        return address if hmac.compare_digest(said, proof(key, question).encode()) else ""

    def close(self) -> None:
        """Take the file away, unless it leads to another run."""
        if self.file is not None and _led_to(self.file) == self.address:
            self.file.unlink(missing_ok=True)


def private_folder() -> Path | None:
    """Return the folder for what only this user may read, if there can be one."""
    if (own := own_folder()) is None:
        return None
    folder = own / "web"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        folder.chmod(0o700)
    except OSError:
        return None
    return None if folder.is_symlink() else folder


def secret_in(file: Path | None) -> bytes:
    """Return what makes an address one that nobody can guess; the same as long as the file lies there."""
    new = secrets.token_bytes(_SECRET_BYTES)
    if file is None:
        return new
    try:
        if not file.exists() or len(file.read_bytes()) != _SECRET_BYTES:
            _write_alone(file, new)
        return file.read_bytes()
    except OSError:
        return new


def _led_to(file: Path | None) -> str:
    try:
        found = re.search(r'url=([^"]+)"', file.read_text("utf-8")) if file else None
    except (OSError, ValueError):
        return ""
    return unescape(found[1]) if found else ""


def _asked(port: int, host: str, path: str) -> bytes:
    """Return the body of the answer to a GET on this machine."""
    with socket.create_connection(("127.0.0.1", port), timeout=2) as asked:
        asked.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        found = b""
        while len(found) < _LONGEST_ANSWER and (more := asked.recv(_LONGEST_ANSWER)):
            found += more
    return found.partition(b"\r\n\r\n")[2]


def _write_alone(file: Path, data: bytes) -> None:
    """Put the bytes in a file that is the user's alone, whole or not at all."""
    beside = file.with_name(f"{file.name}.{secrets.token_hex(8)}.tmp")
    try:
        with open(beside, "xb", opener=lambda path, flags: os.open(path, flags, 0o600)) as new:
            new.write(data)
        beside.replace(file)
    finally:
        with contextlib.suppress(OSError):
            beside.unlink()
