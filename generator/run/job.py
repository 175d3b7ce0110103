"""What is asked of a run, and what became of each document or how it stands. Plain values."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Literal, NamedTuple

from generator.fields import Clash, Pending, Remark, UserEdit
from generator.problems import Answered, Problem

State = Literal["written", "unchanged", "merged", "kept", "replaced", "refused"]
MOST_YEARS = 50
"""By so many years the days of an earlier project can be moved."""
LEFT_OVER = "document-left-over"
"""The code of the Problem that names the file of a document which is not made any more."""


class Options(NamedTuple):
    """How to generate: into which folder, which documents (all when empty), and what to do with edits.

    `now` is the moment of the run: it names the copies that `replace` keeps, and dates tracked changes.
    `accept`: what people propose in tracked changes counts as accepted, and becomes text.
    """

    output: Path
    now: datetime
    documents: tuple[str, ...] = ()
    final: bool = False
    track_changes: bool = False
    replace: bool = False
    dry_run: bool = False
    accept: bool = False


class Task(NamedTuple):
    """A data file, the folder of templates that it is for, and how to generate."""

    data: Path
    templates: Path
    options: Options


class Outcome(NamedTuple):
    """What became of one document.

    `merged` changes were brought into an edited file, `clashes` are those of them against an edit; `pending`
    fields were edited in Word and are not in the data yet; `copy` is the file that was kept beside; `settled`
    comments on conflicts went, for a person has settled those.
    """

    document: Path
    state: State
    notes: tuple[Problem, ...] = ()
    pending: tuple[Pending, ...] = ()
    merged: int = 0
    clashes: tuple[Clash, ...] = ()
    settled: int = 0
    copy: Path | None = None

    @property
    def conflicts(self) -> int:
        """How many changes were brought in against an edit."""
        return len(self.clashes)


class Report(NamedTuple):
    """What became of one data file.

    `answered`: how far each document has come, and in the end (without a name) the project, where a question
    of several documents counts once. `known`: the Problems that the last run had told of too.
    """

    data: Path
    outcomes: tuple[Outcome, ...]
    problems: tuple[Problem, ...]
    answered: tuple[Answered, ...] = ()
    known: tuple[Problem, ...] = ()


class Standing(NamedTuple):
    """How a final stands that lies there: whether it is ours, and what has changed since it was made.

    `older`: today's draft and data would make another, or none; `edits`: changes made in the final itself.
    """

    file: Path
    ours: bool = True
    older: bool = False
    edits: int = 0


class Status(NamedTuple):
    """How one document stands.

    `stale`: the paths in the data whose values have changed since it was generated, or None when it was
    never generated; `pending`: fields edited in Word; `edits`: other changes by hand; `remarks`: comments,
    proposals and conflicts that are not settled yet; `ours`: whether the file there is one that was generated
    here; `final`: how the document made from it to be sent stands, if there is one; `copies`: files beside it
    that are the same document; `problems`: why nothing more can be told.
    """

    document: Path
    there: bool
    ours: bool = True
    stale: tuple[str, ...] | None = None
    pending: tuple[Pending, ...] = ()
    edits: tuple[UserEdit, ...] = ()
    remarks: tuple[Remark, ...] = ()
    final: Standing | None = None
    copies: tuple[Path, ...] = ()
    problems: tuple[Problem, ...] = ()
