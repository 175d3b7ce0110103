"""Of which document a file is a copy, and what it was generated as."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from generator.language import _
from generator.problems import Problem, ProblemError
from generator.pull import data_file_of
from generator.run.bases import base_of, sides
from generator.run.keeping import not_ours
from generator.run.merging import refusals
from generator.run.merging.report import Task
from generator.run.merging.unsigned_copies import signed
from generator.run.word_file import WordFile
from generator.system import files
from generator.system.output_folders import BASES, beside, folder_of, is_same, key
from generator.word.fields.provenance import Provenance
from generator.word.mailed_copy import MailedCopy
from generator.word.opc.active_content import active_content
from generator.word.opc.core_properties import last_author
from generator.word.opc.external_content import told
from generator.word.opc.package import Package


class Found(NamedTuple):
    """A copy, the document that it is one of, and how people call it."""

    path: Path
    document: Path
    copy: MailedCopy
    called: str
    author: str


def find(path: Path, task: Task) -> Found:
    """Return the copy and its document; raise ProblemError when it is none of a document that lies there."""
    dropped = task.contents.get(path)
    file = WordFile(files.read(path) if dropped is None else dropped, str(path))
    file = file.accepted() if task.accept else file
    package, made = file.package, file.provenance
    if made is None and task.data:
        folder = folder_of(task.output or beside(task.data, "output"), task.data)
        file = signed(file, folder) or file
        package, made = file.package, file.provenance
    if made is None:
        raise ProblemError(refusals.no_origin(path))
    data = task.data or data_file_of(package)
    if task.data and key(made.data) != key(data.name):
        raise ProblemError(refusals.other_data(path, made.data, data))
    document = _document(folder_of(task.output or beside(data, "output"), data), made, path)
    if dropped is None and is_same(path, document):
        raise ProblemError(refusals.itself(path))
    own = base_of(document, file)
    base = own or sides(document).base
    if base is None:
        raise ProblemError(not_ours(document, "--replace"))
    _refuse_active(path, package, base.package, document)
    author = last_author(package)
    called = f"{path.name} ({author})" if author else path.name
    return Found(path, document, MailedCopy(package, base.package, known=own is not None), called, author)


def _refuse_active(path: Path, copy: Package, base: Package, document: Path) -> None:
    """Raise ProblemError for what a copy would bring that runs or fetches, and the document lacks."""
    found = active_content(copy)
    if not found:
        return
    lying = WordFile(files.read(document), str(document)).package
    known = {*active_content(base), *active_content(lying)}
    brought = [each for each in found if each not in known and each.kind != "attached"]
    if brought:
        raise ProblemError(*told(brought, "error", str(path)))


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
