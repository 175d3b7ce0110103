"""A folder that is the user's alone: for what is kept between runs and no one else may read."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from pathlib import Path

_KEY = 32  # bytes, as long as the digest that is made with them (RFC 2104, 3)


def own_folder() -> Path | None:
    """Return the folder, made when it is not there; None when there is none that is the user's alone."""
    try:
        folder = _place() / "ansokan"
        folder.parent.mkdir(mode=0o700, exist_ok=True)  # no home is made that is not there
        folder.mkdir(mode=0o700, exist_ok=True)
        about = folder.lstat()
    except (OSError, RuntimeError):  # RuntimeError: the account has no home
        return None
    user = getattr(os, "geteuid", None)  # neither Windows nor a browser has users by number
    if stat.S_ISLNK(about.st_mode):
        return None
    if user and (about.st_uid != user() or about.st_mode & 0o022):
        return None
    return folder


def own_key() -> bytes:
    """Return a secret that only this user's runs know; empty when it cannot be kept."""
    folder = own_folder()
    if folder is None:
        return b""
    path = folder / "key"
    with contextlib.suppress(OSError):
        with contextlib.suppress(FileExistsError):
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with open(handle, "wb") as file:  # noqa: PTH123 -- a file that is open already
                file.write(os.urandom(_KEY))
        found = path.read_bytes()
        if len(found) == _KEY:
            return found
        path.unlink()  # it was not written whole: the next run makes another
    return b""


def _place() -> Path:
    if sys.platform == "darwin":
        return Path.home() / "Library/Caches"
    name, usual = (
        ("LOCALAPPDATA", "AppData/Local") if sys.platform == "win32" else ("XDG_CACHE_HOME", ".cache")
    )
    # What is relative counts for nothing: XDG Base Directory 0.8.
    wanted = Path(os.environ.get(name, ""))
    return wanted if wanted.is_absolute() else Path.home() / usual
