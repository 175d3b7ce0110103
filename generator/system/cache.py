"""What takes long to make and follows from its sources alone, kept between runs in the user's own cache.

The folder is the user's as the account is: what lies there is run as the program's own. It is never beside
the templates, which may lie where others can write.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import stat
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from generator import language
from generator.system import files
from generator.system.program import signature

MOST = 100
"""So many things are kept; then the older half goes."""
Made = TypeVar("Made")


def kept(kind: str, sources: Sequence[bytes], make: Callable[[], Made]) -> Made:
    """Return what `make` gives for these sources: from the cache, else made now and put there.

    It must be plain values; its words for people are in the language in use. A cache that cannot be read or
    written costs time and nothing else.
    """
    path = _path(kind, sources)
    if path is None:
        return make()
    try:
        found: Made = pickle.loads(path.read_bytes())  # noqa: S301 -- the user's own, see above
    except Exception:  # noqa: BLE001 -- pickle raises whatever it likes on a damaged file
        found = make()
        with contextlib.suppress(OSError):  # another run has just dropped the same
            _drop_oldest(path.parent)
        files.write_cache(path, pickle.dumps(found, pickle.HIGHEST_PROTOCOL))
    return found


def _path(kind: str, sources: Sequence[bytes]) -> Path | None:
    folder = _folder()
    if folder is None:
        return None
    digest = hashlib.sha256(f"{signature()} {language.in_use()}".encode())
    for source in sources:
        digest.update(hashlib.sha256(source).digest())
    return folder / f"{kind}-{digest.hexdigest()[:40]}"


def _folder() -> Path | None:
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


def _place() -> Path:
    if sys.platform == "darwin":
        return Path.home() / "Library/Caches"
    name, usual = (
        ("LOCALAPPDATA", "AppData/Local") if sys.platform == "win32" else ("XDG_CACHE_HOME", ".cache")
    )
    # What is relative counts for nothing: XDG Base Directory 0.8.
    wanted = Path(os.environ.get(name, ""))
    return wanted if wanted.is_absolute() else Path.home() / usual


def _drop_oldest(folder: Path) -> None:
    entries = list(folder.iterdir())
    if len(entries) < MOST:
        return
    for path in sorted(entries, key=lambda path: path.stat().st_mtime)[: MOST // 2]:
        path.unlink(missing_ok=True)
