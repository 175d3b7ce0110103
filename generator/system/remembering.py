"""Results of earlier runs, kept in the user's cache under a hash of all that they depend on.

It has to be quick: nothing that reads data, forms or Word files is imported here.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from generator.system import files
from generator.system.cache import kept


def fingerprint(paths: Iterable[str | Path], *asked: object) -> bytes:
    """Return a hash of files (names, bytes) and of what is asked for; raise ProblemError for one unread."""
    asked = *map(str, asked), os.environ.get("SOURCE_DATE_EPOCH", "")  # the time of the parts in a document
    digest = hashlib.sha256(repr(asked).encode("utf-8", "surrogateescape"))
    for path in paths:
        digest.update(f"\n{path}\n".encode("utf-8", "surrogateescape"))
        digest.update(hashlib.sha256(files.read(Path(path))).digest())
    return digest.digest()


def recall(kind: str, key: bytes) -> Any | None:
    """Return what was remembered under this key; None when nothing was."""
    try:
        return kept(kind, [key], _nothing)
    except LookupError:
        return None


def remember(kind: str, key: bytes, result: object) -> None:
    """Keep a result, which must be plain values, under this key."""
    kept(kind, [key], lambda: result)


def _nothing() -> object:
    raise LookupError
