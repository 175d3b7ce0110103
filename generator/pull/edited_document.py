"""What a person has changed in the fields of one document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from generator.fields import FieldValue
from generator.language import _
from generator.problems import Place, Problem, ProblemError
from generator.pull.not_taken import beyond_data, proposals
from generator.pull.schema_values import Values
from generator.system.output_folders import key
from generator.system.pulled_texts import Texts
from generator.word.fields import provenance
from generator.word.fields.copies import copies
from generator.word.fields.edits import as_pulled
from generator.word.fields.edits import edits as read_edits
from generator.word.fields.provenance import Provenance
from generator.word.opc.package import Package


@dataclass(frozen=True)
class Edit:
    """A field that says something else than when it was generated; None stands for no value.

    `shown`: all values that its document showed.
    """

    document: str
    path: str
    kind: str
    before: str | None
    after: str | None
    shown: tuple[FieldValue, ...]


@dataclass(frozen=True)
class Read:
    """What one document gives: its edits, what is wrong, how many fields were looked at, what they say."""

    edits: tuple[Edit, ...]
    problems: tuple[Problem, ...]
    looked: int
    texts: Texts


def origin(name: str, data: bytes) -> Provenance:
    """Return what a document says of its own origin; raise ProblemError when it says nothing."""
    return _origin(Package.read(data, name))


def read_document(name: str, data: bytes, values: Values, earlier: Texts) -> Read:
    """Return what was changed in the fields, but for what was pulled `earlier`.

    Raises ProblemError when the document is not of this file.
    """
    package = Package.read(data, name)
    made = _origin(package)
    if key(made.data) != key(PurePath(values.file.name).name):
        message = _(
            "The document was made from {its}, not from {other}. Name its own data file with --data; "
            "if that file was renamed, give it back its name."
        ).format(its=made.data, other=values.file.name)
        raise ProblemError(Problem("error", "pull-other-data", message, name))
    found = read_edits(package, as_pulled(made.shown, earlier), values.title)
    edits = []
    problems = [
        *_lost(name, found.missing, values, tags=found.tags),
        *_unsure(name, found.unsure, values),
        *copies(name, found.edited),
        *proposals(name, found.proposed, values.title),
        *beyond_data(name, found.beyond, values.title),
    ]
    for each in found.edited:
        edit = Edit(name, each.path, each.kind, each.before, each.now, made.shown)
        if each.copied:
            continue
        if not values.knows(edit.path):
            problems.append(_unknown(edit))
        elif edit.kind == "list":
            problems.append(_list(edit, values))
        else:
            edits.append(edit)
    return Read(tuple(edits), tuple(problems), found.looked, found.texts)


def _origin(package: Package) -> Provenance:
    made = provenance.read(package)
    if made is None:
        message = _(
            "The document does not say which data file it comes from: it is final, or was not generated "
            "here, or the program that saved it has dropped that. If it is a draft, put it in its place "
            "among the documents and run ansokan generate, which restores that; then take its fields back. "
            "Otherwise write its changes in the data file by hand."
        )
        raise ProblemError(Problem("error", "pull-no-origin", message, package.name))
    return made


def _lost(name: str, missing: Sequence[FieldValue], values: Values, *, tags: bool) -> Iterable[Problem]:
    """Say which fields are gone, where that need not be a person's doing."""
    if tags or not missing:
        return
    message = _(
        "These fields are no longer in the document, which was saved by a program that drops the names of "
        "fields: {fields}. If they were changed, write that in the data file by hand."
    ).format(fields=", ".join(dict.fromkeys(f"{values.title(each.path)} ({each.path})" for each in missing)))
    yield Problem("warning", "pull-field-gone", message, name)


def _unsure(name: str, unsure: Sequence[FieldValue], values: Values) -> Iterable[Problem]:
    message = _(
        'It is not sure what the field "{title}" says: the document was saved by a program that drops the '
        "names of fields, and mixes up tracked changes in them. If the field was changed, write that in the "
        "data file by hand."
    )
    for path in dict.fromkeys(each.path for each in unsure):
        yield Problem(
            "warning", "pull-field-unsure", message.format(title=values.title(path)), name, path=path
        )


def _unknown(edit: Edit) -> Problem:
    message = _(
        'The text "{text}" was written in the field {path}, which the data file no longer has. '
        "Write it by hand where it belongs now."
    ).format(text=edit.after or "", path=edit.path)
    return Problem("error", "pull-unknown-field", message, edit.document, path=edit.path)


def _list(edit: Edit, values: Values) -> Problem:
    title = values.title(edit.path)
    message = _(
        'The text "{text}" was written where the list "{title}" has no items yet. '
        "Write the list in the data file, each item on a line that begins with a dash (-)."
    ).format(text=edit.after or "", title=title)
    place = Place(words=title)
    return Problem("error", "pull-list", message, edit.document, place, edit.path)
