"""What differs in Windows: files that somebody holds for a moment, what a dot at the front does not hide."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from generator.system.reasons import is_held

PATIENCE = 1.0
"""Seconds to wait for a file that an indexer, a virus scanner or OneDrive looks at."""
_FIRST_PAUSE, _LONGEST_PAUSE = 0.01, 0.2
_FILE_ATTRIBUTE_HIDDEN = 0x2  # winnt.h
_NO_ATTRIBUTES = 0xFFFFFFFF  # INVALID_FILE_ATTRIBUTES
Done = TypeVar("Done")


def patiently(call: Callable[[], Done]) -> Done:
    """Return what `call` gives, tried again for a second while the file is held; then raise OSError."""
    end, pause = time.monotonic() + PATIENCE, _FIRST_PAUSE
    while True:
        try:
            return call()
        except OSError as error:
            if not is_held(error) or time.monotonic() >= end:
                raise
        time.sleep(pause)
        pause = min(2 * pause, _LONGEST_PAUSE)


def hide(path: Path) -> None:
    """Hide a file or folder whose name begins with a dot where the dot alone does not; it may fail."""
    if sys.platform != "win32" or not path.name.startswith("."):
        return
    import ctypes

    with contextlib.suppress(OSError):
        system = ctypes.windll.kernel32
        attributes = system.GetFileAttributesW(str(path)) & _NO_ATTRIBUTES
        if attributes != _NO_ATTRIBUTES and not attributes & _FILE_ATTRIBUTE_HIDDEN:
            system.SetFileAttributesW(str(path), attributes | _FILE_ATTRIBUTE_HIDDEN)
