"""What was typed on the page and is not in the data file: refused, or not sent yet when something stopped.

It lies beside the bases of the project's documents, so it goes where the project goes.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from generator.system import files
from generator.system.output_folders import BASES

NAME = "drafts.json"


class Draft(NamedTuple):
    """A text that is not saved: what the file said when it was typed, and why it is refused, if it is."""

    value: str
    seen: str
    why: str = ""


class Drafts:
    """The drafts of one project, by path, read and written at once."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / BASES / NAME

    def all(self) -> dict[str, Draft]:
        """Return all drafts; a file that cannot be read holds none."""
        data = files.read_if_there(self._file)
        try:
            return {path: Draft(*map(str, texts)) for path, texts in json.loads(data or b"{}").items()}
        except (ValueError, TypeError, AttributeError):
            return {}

    def put(self, path: str, draft: Draft | None) -> None:
        """Keep a draft; None: what was typed there is saved, or is not wanted any more."""
        before = self.all()
        now = {each: before[each] for each in before if each != path}
        self._write(before, now if draft is None else {**now, path: draft})

    def follow(self, moved: Callable[[str], str | None]) -> None:
        """Let each draft stand at the path that `moved` gives for its own; None: its row is gone."""
        before = self.all()
        self._write(before, {to: draft for path, draft in before.items() if (to := moved(path)) is not None})

    def _write(self, before: dict[str, Draft], now: dict[str, Draft]) -> None:
        if now != before:
            files.write(self._file, json.dumps(now, ensure_ascii=False).encode(), synced=False)
