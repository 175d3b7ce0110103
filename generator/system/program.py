"""Fingerprint of the installed program, part of every cache key; the moment of SOURCE_DATE_EPOCH."""

from __future__ import annotations

import hashlib
import os
import sys
from datetime import UTC, datetime
from functools import cache
from importlib.machinery import PathFinder
from pathlib import Path

from generator.language import _
from generator.problems import Problem, ProblemError

_LAST = 4_354_819_199
"""2107-12-31 23:59:59 UTC, after which a zip file knows no time."""


def source_date() -> int | None:
    """Return the seconds that SOURCE_DATE_EPOCH says (reproducible-builds.org); None when it is not set.

    Set to nothing is what a script leaves that means to unset it. Raises ProblemError when it is no number.
    """
    text = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 10 and int(text) <= _LAST):
        message = _(
            "SOURCE_DATE_EPOCH is {text}, which is no moment. Write seconds since 1970, at most {last}, "
            "or unset it."
        )
        message = message.format(text=f"”{text[:40]}”", last=_LAST)
        raise ProblemError(Problem("error", "source-date", message))
    return int(text)


def now() -> datetime:
    """Return the moment of this run, or the one that SOURCE_DATE_EPOCH says (reproducible-builds.org)."""
    epoch = source_date()
    return datetime.now().astimezone() if epoch is None else datetime.fromtimestamp(epoch, UTC)


@cache
def signature() -> str:
    """Return a hash of the program's files, Python, and the day when a library was last installed."""
    digest = hashlib.sha256(sys.version.encode())
    spec = PathFinder.find_spec("lxml")
    if spec is not None and spec.origin:
        digest.update(str(Path(spec.origin).parent.parent.stat().st_mtime_ns).encode())
    for path in files_in(Path(__file__).parent.parent):
        if path.endswith((".py", ".mo")):
            about = Path(path).stat()
            digest.update(f"{path}:{about.st_size}:{about.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def files_in(folder: Path) -> list[str]:
    """Return the files in a folder and its folders, in order; Python's own cache left out."""
    found = []
    for inside, folders, names in os.walk(folder):  # Path.rglob takes three times as long
        folders[:] = [name for name in folders if name != "__pycache__"]
        found += [f"{inside}{os.sep}{name}" for name in names]
    return sorted(found)
