"""What was done to the documents, in the words of the command line, with a way to each field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from generator.phrases.clashes import clash_lines
from generator.phrases.merged import change_line, copy_line, merge_counts
from generator.phrases.outcomes import outcome_line
from generator.phrases.pulled import pull_counts, taken_lines
from generator.problems import Problem
from generator.run import merging, pulling
from generator.run.job import Outcome, Status
from generator.web.opened import Opened

WAITS = "not-pulled"
"""The code of the Problems that are solved by taking a change home."""


class Finding(NamedTuple):
    """A Problem of a run: what is said, where it is, the title and address of what it leads to."""

    problem: Problem
    message: str
    where: str
    title: str
    address: str


class Told(NamedTuple):
    """What an action did: lines, and the Problems that it met."""

    lines: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def findings_of(project: Opened, base: str, problems: Iterable[Problem]) -> tuple[Finding, ...]:
    """Return the Problems, each with its way to the field; one that waits in Word with that to its tick."""
    ordered = sorted(problems, key=lambda each: each.code != "not-final")  # what came of it is said first
    return tuple(_finding(project, base, each) for each in ordered)


def _finding(project: Opened, base: str, problem: Problem) -> Finding:
    names = [] if problem.file in {"", str(project.path)} else [Path(problem.file).name]
    where = ", ".join([*names, *([problem.place.words] if problem.place.words else [])])
    message = without_commands(problem.message)
    if not problem.path or project.dossier is None:
        return Finding(problem, message, where, "", "")
    address = "#home" if problem.code == WAITS else f"{base}field?path={quote(problem.path)}"
    return Finding(problem, message, where, project.values.called(problem.path), address)


def outcome_lines(outcomes: Sequence[Outcome], folder: Path) -> Iterator[str]:
    """Yield what became of the documents, which are called by their names in the project's folder."""
    for each in outcomes:
        yield outcome_line(each._replace(document=_named(each.document, folder)))
        yield from clash_lines(each.clashes)


def pulled_lines(report: pulling.Report, project: Opened) -> Iterator[str]:
    """Yield what was taken, and the counts."""
    taken = [each for _data, each in report.taken]
    for each in taken:
        documents = each.document.split(", ")
        names = ", ".join(Path(name).name if name.endswith(".docx") else name for name in documents)
        yield from taken_lines(replace(each, path=project.values.called(each.path), document=names))
    yield ", ".join(pull_counts(len(taken), report.looked, report.problems)) + "."


def merged_lines(report: merging.Report) -> Iterator[str]:
    """Yield what came from each copy, and the counts."""
    for each in report.copies:
        yield copy_line(each._replace(document=Path(each.document.name)))
        yield from map(change_line, each.changes)
    yield ", ".join(merge_counts(report)) + "."


def _named(document: Path, folder: Path) -> Path:
    return document.relative_to(folder) if document.is_relative_to(folder) else document


def without_commands(text: str) -> str:
    """Return a message without the command at its end or in brackets: the page has its own way."""
    head, command, _rest = text.partition(": ansokan ")
    sentences = head.rpartition(". ")[0]
    said = f"{sentences}." if command and sentences else text
    return re.sub(r" \(ansokan [^)]*\)", "", said)


def titled(status: Status, project: Opened) -> Status:
    """Return how a document stands with titles for paths: people know no other name of a field."""
    called = project.values.called
    pending = tuple(each._replace(path=called(each.path)) for each in status.pending)
    stale = status.stale and tuple(path if path == "*" else called(path) for path in status.stale)
    return status._replace(pending=pending, stale=stale)
