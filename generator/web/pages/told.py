"""What was done to the documents, in the words of the command line, with a way to each field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from generator.phrases.clashes import clash_lines
from generator.phrases.merged import change_line, copy_line, merge_counts
from generator.phrases.outcomes import outcome_line
from generator.phrases.pulled import pull_counts, taken_lines
from generator.problems import Problem
from generator.pull import Taken
from generator.run import merging, pulling
from generator.run.job import Outcome
from generator.web.opened import Opened

WAITS = "not-pulled"
"""The code of the Problems that are solved by taking a change home."""


class Finding(NamedTuple):
    """A Problem of a run: where it is, and the title and address of what it leads to, if to anything."""

    problem: Problem
    where: str
    title: str
    address: str


class Told(NamedTuple):
    """What an action did: lines, and the Problems that it met; `address`: of a file that was made."""

    lines: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def findings_of(project: Opened, base: str, problems: Iterable[Problem]) -> tuple[Finding, ...]:
    """Return the Problems, each with its way to the field; one that waits in Word with that to its tick."""
    return tuple(_finding(project, base, each) for each in problems)


def _finding(project: Opened, base: str, problem: Problem) -> Finding:
    names = [] if problem.file in {"", str(project.path)} else [Path(problem.file).name]
    where = ", ".join([*names, *([problem.place.words] if problem.place.words else [])])
    if not problem.path or project.dossier is None:
        return Finding(problem, where, "", "")
    if problem.code == WAITS:
        return Finding(problem, where, project.values.title(problem.path), "#home")
    return Finding(
        problem, where, project.values.title(problem.path), f"{base}field?path={quote(problem.path)}"
    )


def outcome_lines(outcomes: Sequence[Outcome], folder: Path) -> Iterator[str]:
    """Yield what became of the documents, which are called by their names in the project's folder."""
    for each in outcomes:
        yield outcome_line(each._replace(document=_named(each.document, folder)))
        yield from clash_lines(each.clashes)


def pulled_lines(report: pulling.Report) -> Iterator[str]:
    """Yield what was taken, and the counts."""
    taken = [each for _data, each in report.taken]
    for each in taken:
        yield from taken_lines(_short(each))
    yield ", ".join(pull_counts(len(taken), report.looked, report.problems)) + "."


def merged_lines(report: merging.Report) -> Iterator[str]:
    """Yield what came from each copy, and the counts."""
    for each in report.copies:
        yield copy_line(each._replace(document=Path(each.document.name)))
        yield from map(change_line, each.changes)
    yield ", ".join(merge_counts(report)) + "."


def _named(document: Path, folder: Path) -> Path:
    return document.relative_to(folder) if document.is_relative_to(folder) else document


def _short(taken: Taken) -> Taken:
    from dataclasses import replace

    names = ", ".join(Path(each).name for each in taken.document.split(", "))
    return replace(taken, document=names)
