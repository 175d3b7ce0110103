"""A package made: what goes into it, whether that is anything new, and its list of checksums."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from generator.grant.forms.loading import load_all
from generator.grant.project import model, open_dossier
from generator.language import _
from generator.problems import Problem, ProblemError, has_errors
from generator.pull.schema_values import Values
from generator.run.finals.names import case_of, final_names
from generator.run.job import Outcome, Report, Task
from generator.run.sent.changes import Changes, between
from generator.run.sent.packages import SentPackage, dated, lying, package_name
from generator.system import files
from generator.system.output_folders import FINALS, folder_of
from generator.system.zip_files import Deflated, Member, archive

CHECKSUMS = "SHA-256.txt"


class Coming(NamedTuple):
    """A package that can be written. `contents` by the names that files have outside it.

    `report` is that of the run which made the finals; `last`: the package before, `changes` since then.
    """

    path: Path
    version: int
    day: str
    contents: Mapping[str, bytes]
    report: Report
    last: SentPackage | None = None
    changes: Changes | None = None

    @property
    def is_new(self) -> bool:
        """Whether something was not sent before, a PDF too."""
        known = self.last.contents if self.last else {}
        return not self.last or bool(self.changes) or any(name not in known for name in self.contents)


Texts = Callable[[Coming], Mapping[str, str]]
"""Gives the texts for people that go into a package, by the names of their files."""


def freeze(
    task: Task, report: Report, data: bytes | None, texts: Texts, printed: Collection[Path] = ()
) -> Report:
    """Return what became of the package of the finals that a run has made; `data`: the data file before it.

    `printed`: PDF files that are known to be of these finals; others are when they are not older. When
    nothing was made, or the data file was saved meanwhile, no package is.
    """
    if data is None or not report.outcomes or has_errors(report.problems):
        return Report(task.data, (), ())
    try:
        return _frozen(task, report, data, texts, printed)
    except ProblemError as error:
        return Report(task.data, (), error.problems)


def _frozen(task: Task, report: Report, data: bytes, texts: Texts, printed: Collection[Path]) -> Report:
    if files.read(task.data) != data:
        message = _("The data file was saved while its documents were made. Make the package once more.")
        raise ProblemError(Problem("error", "file-changed", message, str(task.data)))
    coming = _coming(task, report, data, printed)
    if not coming.is_new:
        assert coming.last is not None
        lacking = _without_pdf(coming, coming.last.contents)
        return Report(task.data, (Outcome(coming.last.path, "unchanged"),), tuple(lacking))
    files.write(coming.path, _zipped(coming, texts(coming), task), over=None)
    return Report(task.data, (Outcome(coming.path, "written"),), tuple(_without_pdf(coming, coming.contents)))


def _coming(task: Task, report: Report, data: bytes, printed: Collection[Path]) -> Coming:
    forms = load_all(task.templates)
    dossier = open_dossier(task.data, forms, draft=False)
    folder = folder_of(task.options.output, task.data) / FINALS
    made = {each.document.name for each in report.outcomes}
    names = [each for each in final_names(dossier).values() if each.file in made]
    documents = {name.file: files.read(folder / name.file) for name in names}
    contents = {**documents, **_printed(folder, documents, printed), task.data.name: data}
    before, day = list(lying(folder)), f"{task.options.now:%Y-%m-%d}"
    version = before[-1].version + 1 if before else 1
    path = folder / package_name(case_of(dossier), version, day)
    if not before:
        return Coming(path, version, day, contents, report)
    changes = between(before, documents, data, names, Values(dossier.file, model(forms)))
    return Coming(path, version, day, contents, report, before[-1], changes)


def _printed(folder: Path, documents: Mapping[str, bytes], printed: Collection[Path]) -> Mapping[str, bytes]:
    """Return the PDF beside each document: one just made, or by whatever program and not older."""
    found = {}
    for name in documents:
        pdf = (folder / name).with_suffix(".pdf")
        if pdf in printed or (files.is_there(pdf) and _is_as_new(pdf, folder / name)):
            found[pdf.name] = files.read(pdf)
    return found


def _is_as_new(pdf: Path, document: Path) -> bool:
    return pdf.stat().st_mtime_ns >= document.stat().st_mtime_ns


def _without_pdf(coming: Coming, held: Collection[str]) -> Sequence[Problem]:
    message = _(
        "The package holds no PDF of this document. Save one beside it from Word, and make the package "
        "again; it becomes the next version."
    )
    lacking = (name for name in coming.contents if name.endswith(".docx"))
    return [
        Problem("warning", "package-without-pdf", message, str(coming.path.parent / name))
        for name in lacking
        if f"{name.removesuffix('.docx')}.pdf" not in held
    ]


def _zipped(coming: Coming, texts: Mapping[str, str], task: Task) -> bytes:
    held = {dated(name, coming.day): data for name, data in coming.contents.items()}
    held |= {name: text.encode() for name, text in texts.items()}
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in held.items())
    members = {**held, CHECKSUMS: sums.encode()}
    when = task.options.now.timetuple()[:6]
    return archive((Member.of(name, Deflated.of(data)) for name, data in members.items()), when)
