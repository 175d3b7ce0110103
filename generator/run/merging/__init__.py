"""Mailed copies brought into the documents in output/, each from what it was generated as."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path

from generator.problems import Problem, ProblemError, by_weight, gathered
from generator.run.merging import refusals
from generator.run.merging.finding import Found, find
from generator.run.merging.report import Change, CopyReport, Kind, Report, Task
from generator.run.word_file import WordFile
from generator.system import files
from generator.system.locks import locked
from generator.system.output_folders import BASES
from generator.word.mailed_copy import bring_comments, bring_edits, bring_proposals
from generator.word.merge.report import Brought, Names
from generator.word.merge_packages import Merged
from generator.word.opc.package import Package

__all__ = ["Change", "CopyReport", "Report", "Task", "merge"]


def merge(task: Task) -> Report:
    """Bring the copies into their documents; what cannot be brought is said, and the others go on."""
    problems: list[Problem] = []
    found: dict[Path, list[Found]] = {}
    for path in dict.fromkeys(task.copies):
        with gathered(problems):
            copy = find(path, task)
            found.setdefault(copy.document, []).append(copy)
    reports: list[CopyReport] = []
    written: list[Path] = []
    for document, copies in found.items():
        with gathered(problems):
            made, is_written = _merge(document, copies, task, problems)
            reports += made
            written += [document] if is_written else []
    return Report(tuple(reports), tuple(written), tuple(by_weight(problems)))


def _merge(
    document: Path, copies: Sequence[Found], task: Task, problems: list[Problem]
) -> tuple[list[CopyReport], bool]:
    """Bring the copies into one document; say whether anything was written."""
    with nullcontext() if task.dry_run else locked(document.parent / BASES):
        lying = WordFile(files.read(document), str(document))
        merging = _Merging(lying.copy(), document, task)
        for step in (merging.edits, merging.proposals, merging.comments):
            copies = [copy for copy in copies if _done(step, copy, problems)]
        problems += merging.notes
        changed = merging.package.parts != lying.package.parts
        if changed and not task.dry_run:
            files.write(document, WordFile.of(merging.package).data, over=lying.data)
    return [merging.report(copy) for copy in copies], changed


def _done(step: Callable[[Found], None], copy: Found, problems: list[Problem]) -> bool:
    """Say whether a step went well; a copy that is damaged does not keep the others back."""
    try:
        step(copy)
    except ProblemError as error:
        problems += error.problems
        return False
    return True


class _Merging:
    """One document while copies are brought into it."""

    def __init__(self, package: Package, document: Path, task: Task) -> None:
        self.package, self.document = package, document
        self.date = task.now.strftime("%Y-%m-%dT%H:%M:%SZ")
        self.notes: list[Problem] = []
        self._changes: dict[Path, list[Change]] = {}
        self._conflicts: dict[Path, int] = {}

    def edits(self, found: Found) -> None:
        """Bring in what people have changed in a copy."""
        package = self.package.copy()
        if not found.copy.known:
            self.notes.append(refusals.too_old(found.path))
        self._take(found, "edit", found.author, bring_edits(found.copy, package, self._names(found)))
        self.package = package

    def proposals(self, found: Found) -> None:
        """Bring in what people propose in a copy."""
        package = self.package.copy()
        if found.copy.proposes_looks:
            self.notes.append(refusals.looks(found.path))
        for author, made in bring_proposals(found.copy, package, self._names(found)):
            self._take(found, "proposal", author, made)
        self.package = package

    def comments(self, found: Found) -> None:
        """Bring in people's comments."""
        package = self.package.copy()
        for each in bring_comments(found.copy, package):
            self._add(found, Change("comment", "", "", "", "", each.text, each.author))
        self.package = package

    def report(self, found: Found) -> CopyReport:
        """Return what came from a copy."""
        changes = tuple(self._changes.get(found.path, ()))
        return CopyReport(found.path, self.document, changes, self._conflicts.get(found.path, 0))

    def _names(self, found: Found) -> Names:
        return Names(self.date, str(self.document), swedish=True, copy=found.called)

    def _take(self, found: Found, kind: Kind, author: str, made: Merged) -> None:
        for change in _changes(kind, author, made.brought):
            self._add(found, change)
        self._conflicts[found.path] = self._conflicts.get(found.path, 0) + made.conflicts
        self.notes += made.notes

    def _add(self, found: Found, change: Change) -> None:
        self._changes.setdefault(found.path, []).append(change)


def _changes(kind: Kind, author: str, brought: Sequence[Brought]) -> Iterator[Change]:
    for each in brought:
        yield Change(kind, each.where, each.path, each.title, each.old, each.new, author)
