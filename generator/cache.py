"""What takes long to make and follows from its sources alone, kept between runs in the user's own cache.

The folder is the user's as the account is: what lies there is run as the program's own. It is never beside
the templates, which may lie where others can write.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from generator import files, language
from generator.program import signature

MOST = 100
"""So many things are kept; the oldest go."""
Made = TypeVar("Made")


def kept(kind: str, sources: Iterable[bytes], make: Callable[[], Made]) -> Made:
    """Return what `make` gives for these sources: from the cache, else made now and put there.

    It must be plain values; its words for people are in the language in use. A cache that cannot be read or
    written costs time and nothing else.
    """
    folder = _folder()
    if folder is None:
        return make()
    digest = hashlib.sha256(f"{signature()} {language.in_use()}".encode())
    for source in sources:
        digest.update(hashlib.sha256(source).digest())
    path = folder / f"{kind}-{digest.hexdigest()[:40]}"
    try:
        found: Made = pickle.loads(path.read_bytes())  # noqa: S301 -- the user's own, see above
    except Exception:  # noqa: BLE001 -- pickle raises whatever it likes on a damaged file
        found = make()
        _drop_oldest(folder)
        files.jot(path, pickle.dumps(found, pickle.HIGHEST_PROTOCOL))
    return found


def _folder() -> Path | None:
    """Return the folder, made when it is not there; None when there is none that is the user's alone."""
    folder = _place() / "ansokan"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        about = folder.stat()
    except OSError:
        return None
    if os.name != "nt" and (about.st_uid != os.geteuid() or about.st_mode & 0o022):
        return None
    return folder


def _place() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local")
    if sys.platform == "darwin":
        return Path.home() / "Library/Caches"
    # XDG Base Directory Specification 0.8
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


def _drop_oldest(folder: Path) -> None:
    by_age = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in by_age[MOST - 1 :]:
        path.unlink(missing_ok=True)
