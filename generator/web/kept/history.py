"""What was done to a data file while the page was open, by the page and by others, and the way back."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Literal, NamedTuple

from generator.grant.yaml.value_changes import Change


class Beside(NamedTuple):
    """A file beside the data file that a step wrote too: what it held before and after, None for no file."""

    path: Path
    before: bytes | None
    after: bytes | None


_INDEX = re.compile(r"\.\d+(?=\.|$)")


def mark_of(data: bytes) -> str:
    """Return what tells the content of a file from any other."""
    return hashlib.sha256(data).hexdigest()[:16]


@dataclass
class Step:
    """What one write changed: all bytes before and after, and the texts that differ."""

    number: int
    who: Literal["page", "outside", "undo"]
    before: bytes
    after: bytes
    changes: tuple[Change, ...]
    beside: tuple[Beside, ...] = ()
    undone: bool = False
    """Also true of what the person has read and needs no more."""


@dataclass
class History:
    """The steps of one run. `known`: what the file held when it was last read or written here."""

    steps: list[Step] = field(default_factory=list)
    known: bytes | None = None
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def add(
        self,
        who: Literal["page", "outside", "undo"],
        before: bytes,
        after: bytes,
        *changes: Change,
        beside: tuple[Beside, ...] = (),
    ) -> None:
        """Note a step."""
        self.steps.append(Step(next(self._numbers), who, before, after, changes, beside))
        self.known = after

    def last(self) -> Step | None:
        """Return what would be undone next: the last step of the page that stands."""
        return next((each for each in reversed(self.steps) if each.who == "page" and not each.undone), None)

    def outside(self) -> list[Step]:
        """Return what others have changed and nobody here has seen to yet."""
        return [each for each in self.steps if each.who == "outside" and not each.undone]

    def rows_moved(self, path: str, mark: str, now: bytes) -> bool:
        """Say whether the row that a path leads through may be another than in the content called `mark`."""
        if mark == mark_of(now) or not any(name.isdigit() for name in path.split(".")):
            return False
        numbers = [number for number, each in enumerate(self.steps) if mark_of(each.before) == mark]
        if not numbers or self.known != now:
            return True
        changes = (change for step in self.steps[numbers[-1] :] for change in step.changes)
        rows = [path[: found.end()] for found in _INDEX.finditer(path)]
        return any(
            path.startswith(f"{change.path}.") if change.rows else _is_in(change.path, rows)
            for change in changes
        )

    def step(self, number: int) -> Step | None:
        """Return a step by its number."""
        return next((each for each in self.steps if each.number == number), None)


def _is_in(path: str, rows: Sequence[str]) -> bool:
    """Say whether a path is in one of the rows."""
    return any(f"{path}.".startswith(f"{row}.") for row in rows)
