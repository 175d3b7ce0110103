"""One process at a time in an output folder; the lock goes with the process, however it ends."""

from __future__ import annotations

import contextlib
import errno
import getpass
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from generator.language import _
from generator.problems import Problem, ProblemError
from generator.system.reasons import reason
from generator.system.windows import hide

PATIENCE = 5.0
"""Seconds to wait for another process to be ready."""
_PAUSE = 0.05


@contextlib.contextmanager
def locked(folder: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold `folder` while the block runs; raise ProblemError, saying who holds it, when it stays taken."""
    path = folder / ".lock"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = _open(path)
        hide(folder)
        hide(path)
    except OSError as error:
        message = _("The folder cannot be used: {reason}. Choose another with --output.")
        problem = Problem("error", "file-unwritable", message.format(reason=reason(error)), str(folder))
        raise ProblemError(problem) from error
    with file:
        _wait(file, folder, patience)
        with contextlib.suppress(OSError):  # a full disk: then nobody is told who holds it
            file.truncate(0)
            file.write(_who().encode())
        try:
            yield
        finally:
            _unlock(file)


def _open(path: Path) -> IO[bytes]:
    # The file is emptied; a link that somebody has put in its place would lead that elsewhere. Windows can
    # only be asked before.
    if path.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, 0o666), "r+b", buffering=0)


def _wait(file: IO[bytes], folder: Path, patience: float) -> None:
    deadline = time.monotonic() + patience
    while not _lock(file):
        if time.monotonic() > deadline:
            message = _("Another run is writing here ({who}). Wait until it has finished and try again.")
            file.seek(0)
            who = file.read(200).decode(errors="replace") or "?"
            problem = Problem("error", "locked", message.format(who=who), str(folder))
            raise ProblemError(problem)
        time.sleep(_PAUSE)


def _who() -> str:
    try:
        user = getpass.getuser()
    except (KeyError, OSError, ImportError):  # Windows has no module pwd, which Python looks into
        user = "?"
    return f"{user}, {os.getpid()}"


if sys.platform == "win32":
    import msvcrt

    # Windows locks bytes, and a locked byte cannot be read: one far behind the text.
    _FAR = 1 << 20

    def _lock(file: IO[bytes]) -> bool:
        file.seek(_FAR)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(file: IO[bytes]) -> None:
        file.seek(_FAR)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    _TAKEN = {errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES}

    def _lock(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:  # a network drive that knows no locks is worked on without
            return error.errno not in _TAKEN
        return True

    def _unlock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
