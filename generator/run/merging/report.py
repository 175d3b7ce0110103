"""What is asked of a merge of copies, and what came of it. Plain values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple

from generator.problems import Problem

Kind = Literal["edit", "proposal", "comment"]


class Task(NamedTuple):
    """Which copies, whose they are when that is said (`data`, `output`), the moment, whether to write.

    `accept`: what people propose in the copies counts as accepted. `contents`: the bytes of copies that lie
    nowhere, by the names under which they are among the copies.
    """

    copies: tuple[Path, ...]
    now: datetime
    data: Path | None = None
    output: Path | None = None
    dry_run: bool = False
    accept: bool = False
    contents: Mapping[Path, bytes] = MappingProxyType({})


class Change(NamedTuple):
    """What came from a copy: under which heading, in which field, what stood there, what came, from whom."""

    kind: Kind
    where: str
    path: str
    title: str
    old: str
    new: str
    author: str


class CopyReport(NamedTuple):
    """What came from one copy into its document; `conflicts`: changed in both in the same place."""

    copy: Path
    document: Path
    changes: tuple[Change, ...]
    conflicts: int


class Report(NamedTuple):
    """What came from each copy, which documents were written (or would be), and what is to be said."""

    copies: tuple[CopyReport, ...]
    written: tuple[Path, ...]
    problems: tuple[Problem, ...]
