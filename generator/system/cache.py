"""What takes long to make and follows from its sources alone, kept between runs in the user's own cache.

The folder is the user's as the account is: what lies there is run as the program's own. It is never beside
the templates, which may lie where others can write.
"""

from __future__ import annotations

import contextlib
import hashlib
import pickle
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from generator import language
from generator.system import files
from generator.system.own_folder import own_folder
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
        found: Made
        name, found = pickle.loads(path.read_bytes())  # noqa: S301 -- the user's own, see above
        if name != path.name:
            raise ValueError(name)  # noqa: TRY301 -- it is another's
    except Exception:  # noqa: BLE001 -- pickle raises whatever it likes on a damaged file
        found = make()
        with contextlib.suppress(OSError):  # another run has just dropped the same
            _drop_oldest(path.parent)
        files.write_cache(path, pickle.dumps((path.name, found), pickle.HIGHEST_PROTOCOL))
    return found


def _path(kind: str, sources: Sequence[bytes]) -> Path | None:
    folder = own_folder()
    if folder is None:
        return None
    digest = hashlib.sha256(f"{signature()} {language.in_use()}".encode())
    for source in sources:
        digest.update(hashlib.sha256(source).digest())
    return folder / f"{kind}-{digest.hexdigest()[:40]}"


def _drop_oldest(folder: Path) -> None:
    entries = [path for path in folder.iterdir() if path.is_file()]
    if len(entries) < MOST:
        return
    for path in sorted(entries, key=lambda path: path.stat().st_mtime)[: MOST // 2]:
        path.unlink(missing_ok=True)
