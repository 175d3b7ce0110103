"""One process at a time in an output folder; the lock goes with the process, however it ends."""

from __future__ import annotations

import contextlib
import getpass
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from generator.language import _
from generator.problems import Problem, ProblemError

PATIENCE = 5.0
"""Seconds to wait for another process to be ready."""
_PAUSE = 0.05


@contextlib.contextmanager
def locked(folder: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold `folder` while the block runs; raise ProblemError, saying who holds it, when it stays taken."""
    path = folder / ".lock"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = path.open("a+", encoding="utf-8")
    except OSError as error:
        message = _("The folder cannot be used: {reason}. Choose another with --output.")
        problem = Problem("error", "file-unwritable", message.format(reason=error.strerror), str(folder))
        raise ProblemError(problem) from error
    with file:
        _wait(file, folder, patience)
        file.truncate(0)
        file.write(_who())
        file.flush()
        try:
            yield
        finally:
            _unlock(file)


def _wait(file: IO[str], folder: Path, patience: float) -> None:
    deadline = time.monotonic() + patience
    while not _lock(file):
        if time.monotonic() > deadline:
            message = _("Another run is writing here ({who}). Wait until it is ready and try again.")
            file.seek(0)
            problem = Problem("error", "locked", message.format(who=file.read(200) or "?"), str(folder))
            raise ProblemError(problem)
        time.sleep(_PAUSE)


def _who() -> str:
    try:
        user = getpass.getuser()
    except (KeyError, OSError):
        user = "?"
    return f"{user}, {os.getpid()}"


if sys.platform == "win32":
    import msvcrt

    # Windows locks bytes, and a locked byte cannot be read: one far behind the text.
    _FAR = 1 << 20

    def _lock(file: IO[str]) -> bool:
        file.seek(_FAR)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(file: IO[str]) -> None:
        file.seek(_FAR)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(file: IO[str]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _unlock(file: IO[str]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
