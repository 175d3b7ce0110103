"""How long the program runs: as long as a page is open, and ten minutes more."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from threading import Lock

GRACE = 600.0
"""Seconds after the last page until the program ends: a page that is opened again finds it."""
STEP = 0.5
"""Seconds between two looks at the files."""
BEAT = 5
"""So many looks between two signs of life: by them a page that is gone is noticed."""


@dataclass
class Life:
    """The pages that are open, each with a stream that is held; `clock` counts seconds."""

    clock: Callable[[], float] = time.monotonic
    _open: int = 0
    _alone_since: float = field(default=0.0)
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        self._alone_since = self.clock()

    def stream(self, marks: Callable[[], dict[str, str]], wait: Callable[[float], None]) -> Iterator[bytes]:
        """Yield an event (HTML, 9.2 Server-sent events) whenever what `marks` tells of the files differs."""
        self._count(1)
        told: dict[str, str] = {}
        try:
            for number in _forever():
                now = marks()
                if now != told:
                    told = now
                    yield f"data: {json.dumps(told)}\n\n".encode()
                elif number % BEAT == 0:
                    yield b":\n\n"
                wait(STEP)
        finally:
            self._count(-1)

    def is_alone(self) -> bool:
        """Say whether no page is open."""
        return not self._open

    def is_over(self) -> bool:
        """Say whether no page has been open for ten minutes."""
        return self.is_alone() and self.clock() - self._alone_since > GRACE

    def _count(self, more: int) -> None:
        with self._lock:
            self._open += more
            self._alone_since = self.clock()


def _forever() -> Iterator[int]:
    number = 0
    while True:
        yield number
        number += 1
