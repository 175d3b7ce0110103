"""Mailed copies brought into the documents in output/, each from what it was generated as."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from typing import Literal, NamedTuple

from generator.language import _
from generator.problems import Problem, ProblemError, by_weight, gathered
from generator.pull import data_file_of
from generator.run.bases import base_of, sides
from generator.run.keeping import not_ours
from generator.run.ownership import other_data
from generator.run.unsigned_copies import signed
from generator.run.word_file import WordFile
from generator.system import files
from generator.system.locks import locked
from generator.system.output_folders import BASES, beside, folder_of, is_same, key
from generator.word.fields.provenance import Provenance
from generator.word.mailed_copy import MailedCopy, bring_comments, bring_edits, bring_proposals
from generator.word.merge.report import Brought, Names
from generator.word.opc.core_properties import last_author
from generator.word.opc.package import Package
from generator.word.reconcile import Merged

Kind = Literal["edit", "proposal", "comment"]


class Task(NamedTuple):
    """Which copies, whose they are when that is said (`data`, `output`), the moment, whether to write.

    `accept`: what people propose in the copies counts as accepted.
    """

    copies: tuple[Path, ...]
    now: datetime
    data: Path | None = None
    output: Path | None = None
    dry_run: bool = False
    accept: bool = False


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


class _Found(NamedTuple):
    """A copy, the document that it is one of, and how people call it."""

    path: Path
    document: Path
    copy: MailedCopy
    called: str
    author: str


def merge(task: Task) -> Report:
    """Bring the copies into their documents; what cannot be brought is said, and the others go on."""
    problems: list[Problem] = []
    found: dict[Path, list[_Found]] = {}
    for path in dict.fromkeys(task.copies):
        with gathered(problems):
            copy = _find(path, task)
            found.setdefault(copy.document, []).append(copy)
    reports: list[CopyReport] = []
    written: list[Path] = []
    for document, copies in found.items():
        with gathered(problems):
            made, is_written = _merge(document, copies, task, problems)
            reports += made
            written += [document] if is_written else []
    return Report(tuple(reports), tuple(written), tuple(by_weight(problems)))


def _find(path: Path, task: Task) -> _Found:
    """Return the copy and its document; raise ProblemError when it is none of a document that lies there."""
    file = WordFile(files.read(path), str(path))
    file = file.accepted() if task.accept else file
    package, made = file.package, file.provenance
    if made is None and task.data:
        folder = folder_of(task.output or beside(task.data, "output"), task.data)
        file = signed(file, folder) or file
        package, made = file.package, file.provenance
    if made is None:
        raise ProblemError(_no_origin(path))
    data = task.data or data_file_of(package)
    if task.data and key(made.data) != key(data.name):
        raise ProblemError(other_data(path, made.data, data.name))
    document = _document(folder_of(task.output or beside(data, "output"), data), made, path)
    if is_same(path, document):
        raise ProblemError(_itself(path))
    own = base_of(document, file)
    base = own or sides(document).base
    if base is None:
        raise ProblemError(not_ours(document, "--replace"))
    author = last_author(package)
    called = f"{path.name} ({author})" if author else path.name
    return _Found(path, document, MailedCopy(package, base.package, known=own is not None), called, author)


def _document(folder: Path, made: Provenance, copy: Path) -> Path:
    for place in sorted((folder / BASES).glob("*.docx")):
        base, document = WordFile.read_if_there(place), folder / place.name
        carried = base.provenance if base else None
        if carried is not None and carried.document == made.document and files.is_there(document):
            return document
    message = _(
        "This is a copy of {document}, which does not lie in {folder}. Generate it there first, or name the "
        "folder with --output."
    ).format(document=made.document, folder=folder)
    raise ProblemError(Problem("error", "merge-no-document", message, str(copy)))


def _merge(
    document: Path, copies: Sequence[_Found], task: Task, problems: list[Problem]
) -> tuple[list[CopyReport], bool]:
    """Bring the copies into one document; say whether anything was written."""
    with nullcontext() if task.dry_run else locked(document.parent / BASES):
        lying = WordFile(files.read(document), str(document))
        merging = _Merging(lying.copy(), document, task)
        for step in (merging.edits, merging.proposals, merging.comments):
            for copy in list(copies):
                with gathered(problems):
                    step(copy)
        problems += merging.notes
        changed = merging.package.parts != lying.package.parts
        if changed and not task.dry_run:
            files.write(document, merging.package.to_bytes(), over=lying.data)
    return [merging.report(copy) for copy in copies], changed


class _Merging:
    """One document while copies are brought into it."""

    def __init__(self, package: Package, document: Path, task: Task) -> None:
        self.package, self.document = package, document
        self.date = task.now.strftime("%Y-%m-%dT%H:%M:%SZ")
        self.notes: list[Problem] = []
        self._changes: dict[Path, list[Change]] = {}
        self._conflicts: dict[Path, int] = {}

    def edits(self, found: _Found) -> None:
        """Bring in what people have changed in a copy."""
        package = self.package.copy()
        if not found.copy.known:
            self.notes.append(_too_old(found.path))
        self._take(found, "edit", found.author, bring_edits(found.copy, package, self._names(found)))
        self.package = package

    def proposals(self, found: _Found) -> None:
        """Bring in what people propose in a copy."""
        package = self.package.copy()
        for author, made in bring_proposals(found.copy, package, self._names(found)):
            self._take(found, "proposal", author, made)
        self.package = package

    def comments(self, found: _Found) -> None:
        """Bring in people's comments."""
        package = self.package.copy()
        for each in bring_comments(found.copy, package):
            self._add(found, Change("comment", "", "", "", "", each.text, each.author))
        self.package = package

    def report(self, found: _Found) -> CopyReport:
        """Return what came from a copy."""
        changes = tuple(self._changes.get(found.path, ()))
        return CopyReport(found.path, self.document, changes, self._conflicts.get(found.path, 0))

    def _names(self, found: _Found) -> Names:
        return Names(self.date, str(self.document), swedish=True, copy=found.called)

    def _take(self, found: _Found, kind: Kind, author: str, made: Merged) -> None:
        for change in _changes(kind, author, made.brought):
            self._add(found, change)
        self._conflicts[found.path] = self._conflicts.get(found.path, 0) + made.conflicts
        self.notes += made.notes

    def _add(self, found: _Found, change: Change) -> None:
        self._changes.setdefault(found.path, []).append(change)


def _changes(kind: Kind, author: str, brought: Sequence[Brought]) -> Iterator[Change]:
    for each in brought:
        yield Change(kind, each.where, each.path, each.title, each.old, each.new, author)


def _no_origin(path: Path) -> Problem:
    message = _(
        "The file does not say which document it is a copy of: it is a final, or was not generated here, or "
        "the program that saved it has dropped that. If it is a copy, name its data file: "
        "ansokan merge {copy} --data DATA"
    ).format(copy=path)
    return Problem("error", "merge-no-origin", message, str(path))


def _itself(path: Path) -> Problem:
    message = _("This is the document itself, not a copy of it. Name the copies that people have sent.")
    return Problem("error", "merge-itself", message, str(path))


def _too_old(path: Path) -> Problem:
    message = _(
        "What this copy was generated as is not kept any more, so what people have changed in it cannot be "
        "told from what the data and the form have changed since. All that differs is shown as tracked "
        "changes: accept what is to come in and reject the rest. Fields that were not edited in the copy are "
        "left out."
    )
    return Problem("warning", "merge-too-old", message, str(path))
