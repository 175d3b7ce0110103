"""What takes long to make and follows from its sources alone, kept between runs in the user's own cache.

The folder is the user's as the account is: what lies there is run as the program's own. It is never beside
the templates, which may lie where others can write.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import sys
from collections.abc import Callable, Hashable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from generator import language
from generator.system import files
from generator.system.program import signature

MOST = 100
"""So many things are kept; the oldest go."""
LARGEST = 1_000
"""So many things lie on a shelf; then it is emptied."""
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
        replace(kind, sources, found)
    return found


class Shelf:
    """Things by name, kept together: for what is small and made by the hundred. They must be plain values."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._held: dict[Hashable, Any] | None = None
        self._more = False
        _SHELVES.append(self)

    def get(self, name: Hashable, make: Callable[[], Made]) -> Made:
        """Return what `make` gives for this name, made now when it was never made before."""
        if self._held is None:
            self._held = kept(self._kind, [], dict)
        if name not in self._held:
            if len(self._held) >= LARGEST:
                self._held.clear()
            self._held[name] = make()
            self._more = True
        found: Made = self._held[name]
        return found

    def save(self) -> None:
        """Keep what was made since."""
        if self._more and self._held is not None:
            replace(self._kind, [], self._held)
            self._more = False


_SHELVES: list[Shelf] = []


def save() -> None:
    """Keep what was put on any shelf."""
    for shelf in _SHELVES:
        shelf.save()


def replace(kind: str, sources: Sequence[bytes], value: object) -> None:
    """Keep `value` in the place of what `kept` would return."""
    if (path := _path(kind, sources)) is not None:
        with contextlib.suppress(OSError):  # another run has just dropped the same
            _drop_oldest(path.parent)
        files.write_cache(path, pickle.dumps(value, pickle.HIGHEST_PROTOCOL))


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
    folder = _place() / "ansokan"
    try:
        folder.parent.mkdir(mode=0o700, exist_ok=True)  # no home is made that is not there
        folder.mkdir(mode=0o700, exist_ok=True)
        about = folder.stat()
    except OSError:
        return None
    user = getattr(os, "geteuid", None)  # neither Windows nor a browser has users by number
    if user and (about.st_uid != user() or about.st_mode & 0o022):
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
