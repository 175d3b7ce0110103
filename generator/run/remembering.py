"""What the last run saw and said: while nothing has changed since, a run says the same and does nothing.

It is kept beside the bases, with the hashes of all that the run depended on and of what it left. It has to be
quick: nothing that reads data, forms or Word files is imported here.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import astuple
from pathlib import Path
from typing import Any

from generator import language
from generator.fields import Pending
from generator.problems import LEVELS, Place, Problem
from generator.run.job import LEFT_OVER, Options, Outcome, Report
from generator.system import files, pulled_texts
from generator.system.output_folders import BASES, folder_of
from generator.system.program import files_in, signature

NOTE = "run.json"
_SETTLED = {"written": "unchanged", "replaced": "unchanged", "unchanged": "unchanged", "kept": "kept"}
"""What becomes of a document in the next run, when nothing changes; any other state has to be seen again."""


def seen(data: Path, templates: Iterable[Path], options: Options) -> str:
    """Return the hash of all that a run depends on; raise ProblemError when a file cannot be read."""
    asked = [
        *map(str, (data, options.output, options.documents, options.final, options.track_changes)),
        *(str(options.replace), options.now.date().isoformat(), language.in_use(), signature()),
        os.environ.get("SOURCE_DATE_EPOCH", ""),  # the time of the parts in a document
    ]
    digest = hashlib.sha256(json.dumps(asked).encode())
    folder = folder_of(options.output, data)
    for path in [
        folder / BASES / pulled_texts.NOTE,
        *(sorted(folder.glob("*.docx")) if options.final else ()),
    ]:
        digest.update(hashlib.sha256(files.read_if_there(path) or b"").digest())  # a final is made of drafts
    for path in [str(data), *(path for folder in templates for path in files_in(folder))]:
        digest.update(f"\n{path}\n".encode("utf-8", "surrogateescape"))
        digest.update(hashlib.sha256(files.read(Path(path))).digest())
    return digest.hexdigest()


def recall(data: Path, what: str, options: Options) -> Report | None:
    """Return the report of the last run as it would be now, when it saw the same and left what lies there."""
    folder = folder_of(options.output, data)
    try:
        note = json.loads((folder / BASES / NOTE).read_bytes())
        if note["seen"] != what or any(_hash(folder / name) != held for name, held in note["left"].items()):
            return None
        outcomes = tuple(_outcome(folder, *each) for each in note["outcomes"])
        return Report(data, outcomes, tuple(map(_problem, note["problems"])))
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def remember(report: Report, what: str, options: Options) -> None:
    """Note what a run saw, said and left, when the next one would say the same."""
    folder = folder_of(options.output, report.data)
    if options.dry_run or not report.outcomes or any(one.state not in _SETTLED for one in report.outcomes):
        return
    left = [
        path
        for one in report.outcomes
        for path in (one.document, one.document.parent / BASES / one.document.name)
    ]
    left += [Path(problem.file) for problem in report.problems if problem.code == LEFT_OVER]
    try:
        held = {path.relative_to(folder).as_posix(): _hash(path) for path in left}
    except OSError:  # another program has it, or took it away: the next run looks again
        return
    note = {
        "seen": what,
        "left": held,
        "outcomes": [_noted(one, folder) for one in report.outcomes],
        "problems": list(map(astuple, report.problems)),
    }
    files.write_cache(folder / BASES / NOTE, json.dumps(note, ensure_ascii=False).encode())


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _noted(one: Outcome, folder: Path) -> list[Any]:
    name = one.document.relative_to(folder).as_posix()
    return [name, _SETTLED[one.state], [astuple(each) for each in one.notes], one.pending]


def _outcome(folder: Path, name: str, state: Any, notes: list[Any], pending: list[Any]) -> Outcome:
    if state not in _SETTLED.values():
        raise ValueError
    waiting = tuple(map(_pending, pending))
    return Outcome(folder / name, state, tuple(map(_problem, notes)), waiting)


def _pending(noted: list[Any]) -> Pending:
    path, base, mine = _texts(noted)
    return Pending(path, base, mine)


def _problem(noted: list[Any]) -> Problem:
    level, code, message, file, (line, column, words), *rest = noted
    if level not in LEVELS:
        raise ValueError
    _texts([code, message, file, words, *rest])
    return Problem(level, code, message, file, Place(int(line), int(column), words), *rest)


def _texts(noted: list[Any]) -> list[str]:
    if not all(isinstance(each, str) for each in noted):
        raise TypeError
    return noted
