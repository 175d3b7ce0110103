"""Which files have been saved: found by polling, for that works on every system and every disk.

Editors save in different ways: in place, in two steps (emptied, then written), or with a new file that takes
the place of the old. So a file counts as saved when it has been the same for a moment, and as gone or emptied
when it has been that for long.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator

Stamp = tuple[int, int, int]
"""What tells that a file is another than before: when it was changed, its size, which file it is."""
Snapshot = dict[str, Stamp]

PAUSE = 0.05
"""Seconds between two scans, while nothing happens."""
MOMENT = 0.02
"""Seconds that a file has to stay the same."""
LONG = 1.0
"""Seconds that a file has to stay away, or empty, until it is believed."""


def changes(
    known: Snapshot, scan: Callable[[], Snapshot], sleep: Callable[[float], object]
) -> Iterator[set[str]]:
    """Yield, each time that something has settled, the paths that are new, other or gone since `known`."""
    last, calm, pause = known, dict[str, float](), 0.0
    while True:
        sleep(pause)
        now = scan()
        moved = {path for path in known.keys() | now.keys() if known.get(path) != now.get(path)}
        calm = {path: calm.get(path, 0.0) + pause for path in moved if now.get(path) == last.get(path)}
        settled = {path for path in calm if calm[path] >= _patience(now.get(path))}
        last, pause = now, PAUSE if moved == settled else MOMENT
        if settled:
            known = {path: stamp for path, stamp in known.items() if path not in settled}
            known |= {path: now[path] for path in settled if path in now}
            yield settled


def stamps(paths: Iterable[str]) -> Snapshot:
    """Return what tells each file from what it was; those that are not there are left out."""
    found = {}
    for path in paths:
        try:
            about = os.stat(path)  # noqa: PTH116 -- Path takes three times as long
        except OSError:  # gone, for the moment or for good
            continue
        found[path] = about.st_mtime_ns, about.st_size, about.st_ino
    return found


def is_temporary(name: str) -> bool:
    """Say whether a file of this name is only there while a program has another open or saves it."""
    return name.startswith((".", "~$")) or name.endswith(("~", ".tmp"))


def _patience(stamp: Stamp | None) -> float:
    return MOMENT if stamp and stamp[1] else LONG
