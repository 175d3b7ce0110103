"""What differs between what was sent and what would be sent now: in the data file, and in the documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator.fields import UserEdit
from generator.grant.forms.loading import load_all
from generator.grant.project import model, open_dossier
from generator.grant.yaml import document
from generator.grant.yaml.value_changes import Change, changes_between
from generator.problems import ProblemError
from generator.pull.schema_values import Values
from generator.run.finals.names import FinalName, final_names
from generator.run.job import Task
from generator.run.sent.packages import SentPackage, lying
from generator.run.word_file import WordFile
from generator.system import files
from generator.system.output_folders import FINALS, folder_of
from generator.word.user_edits import changes


class DocumentChanges(NamedTuple):
    """What differs in a final; `edits` is None for one that was not sent before, or is not there now."""

    name: str
    edits: tuple[UserEdit, ...] | None
    is_there: bool = True


class Changes(NamedTuple):
    """All that differs. `texts`: those of the data file, each with what people call its place.

    `file`: whether the data file differs at all, be it in a comment.
    """

    file: bool
    texts: tuple[tuple[str, Change], ...]
    documents: tuple[DocumentChanges, ...]

    def __bool__(self) -> bool:
        """Say whether anything differs."""
        return self.file or bool(self.documents)


class Since(NamedTuple):
    """The package that was made last, and what has changed since."""

    package: SentPackage
    changes: Changes


def since(task: Task) -> Since | None:
    """Return what has changed since a project was frozen last; None when it never was.

    Raises ProblemError when the data file or a package cannot be read.
    """
    folder = folder_of(task.options.output, task.data) / FINALS
    if not (found := list(lying(folder))):
        return None
    last, forms = found[-1], load_all(task.templates)
    dossier = open_dossier(task.data, forms, draft=True)
    names = [*final_names(dossier).values()]
    now = {name: files.read_if_there(folder / name) for name in [*last.documents, *(n.file for n in names)]}
    there = {name: data for name, data in now.items() if data is not None}
    values = Values(dossier.file, model(forms))
    return Since(last, between(found, there, files.read(task.data), names, values))


def between(
    packages: list[SentPackage],
    documents: Mapping[str, bytes],
    data: bytes,
    names: list[FinalName],
    values: Values,
) -> Changes:
    """Return what differs from the packages, each document from the last of them that holds it."""
    before = packages[-1].data
    texts = [(values.called(each.path), each) for each in changes_between(_texts(before), values.file.values)]
    found = [_document(each, packages, next(_held(each, documents), None)) for each in names]
    return Changes(before != data, tuple(texts), tuple(each for each in found if each is not None))


def _texts(data: bytes) -> Mapping[str, object]:
    try:
        return document.read(data, "").values
    except ProblemError:  # it was read when it was sent
        return {}


def _document(name: FinalName, packages: list[SentPackage], now: bytes | None) -> DocumentChanges | None:
    earlier = next((data for each in reversed(packages) for data in _held(name, each.documents)), None)
    if earlier == now:
        return None
    if now is None or earlier is None:
        return DocumentChanges(name.file, None, is_there=now is not None)
    before, after = WordFile(earlier, name.file), WordFile(now, name.file)
    found = tuple(changes(before.package, after.package))
    return DocumentChanges(name.file, found)


def _held(name: FinalName, documents: Mapping[str, bytes]) -> Iterator[bytes]:
    """Yield the same document, first under its name of today, then under another case number."""
    if name.file in documents:
        yield documents[name.file]
    yield from (data for each, data in documents.items() if name.was(each, ""))
