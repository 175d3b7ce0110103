"""Which program this is: what is kept between runs is kept for exactly this one."""

from __future__ import annotations

import hashlib
import os
import sys
from functools import cache
from importlib.machinery import PathFinder
from pathlib import Path


@cache
def signature() -> str:
    """Return a hash of the program's files, Python, and the day when a library was last installed."""
    digest = hashlib.sha256(sys.version.encode())
    spec = PathFinder.find_spec("lxml")
    if spec is not None and spec.origin:
        digest.update(str(Path(spec.origin).parent.parent.stat().st_mtime_ns).encode())
    for path in files_in(Path(__file__).parent):
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
