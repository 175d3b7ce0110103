"""What a person has changed in the fields of one document, and what is said of those that give nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from generator.excerpts import excerpts
from generator.fields import FieldValue
from generator.language import _
from generator.problems import Place, Problem, ProblemError
from generator.pull.schema_values import Values
from generator.system.output_folders import key
from generator.system.pulled_texts import Earlier, Texts
from generator.word.fields import provenance
from generator.word.fields.copies import copies, unframed
from generator.word.fields.edits import as_pulled, texts_now
from generator.word.fields.field_text import FieldText
from generator.word.fields.item_texts import GoneItem, ItemText, MovedItems, since
from generator.word.fields.provenance import Provenance
from generator.word.fields.read import FieldTexts, read_fields
from generator.word.fields.unsupported import NAMES
from generator.word.opc.package import Package


@dataclass(frozen=True)
class Edit:
    """A field that says something else than when it was generated (`base`); `now` is None for no value.

    `shown`: all values that its document showed.
    """

    document: str
    base: FieldValue
    now: str | None
    shown: tuple[FieldValue, ...]


@dataclass(frozen=True)
class ItemEdits:
    """What people have done to the items of lists in one document; `shown`: all values that it showed.

    `known`: all that were added, in their order, with those that were pulled earlier.
    """

    document: str
    added: tuple[ItemText, ...]
    gone: tuple[GoneItem, ...]
    moved: tuple[MovedItems, ...]
    shown: tuple[FieldValue, ...]
    known: tuple[ItemText, ...]


@dataclass(frozen=True)
class DocumentEdits:
    """What one document gives: edits of fields and of items, what is wrong, how many fields it has.

    `texts`: what they say.
    """

    edits: tuple[Edit, ...]
    items: ItemEdits
    problems: tuple[Problem, ...]
    looked: int
    texts: Texts


def origin(package: Package) -> Provenance:
    """Return what a document says of its own origin; raise ProblemError when it says nothing."""
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


def read_document(package: Package, values: Values, earlier: Earlier, base: Package | None) -> DocumentEdits:
    """Return what was changed in the fields, but for what was pulled `earlier`; `base`: as it was generated.

    Raises ProblemError when the document is not of this file.
    """
    name, made = package.name, origin(package)
    if key(made.data) != key(PurePath(values.file.name).name):
        message = _(
            "The document was made from {its}, not from {other}. Name its own data file with --data; "
            "if that file was renamed, give it back its name."
        ).format(its=made.data, other=values.file.name)
        raise ProblemError(Problem("error", "pull-other-data", message, name))
    shown = as_pulled(made.shown, earlier.texts)
    read = read_fields(package, shown, values.title, base)
    edits = []
    problems = [
        *_not_read(name, read, values),
        *copies(name, read.edited, read.copies, read.typed),
        *unframed(name, _not_in_data(read.unframed, values), values.title),
        *_not_taken(name, read, values),
    ]
    for field in read.edited:
        edit = Edit(name, field.shown, field.text, made.shown)
        if field.copied:
            continue
        if field.path in read.unsettled:
            problems.append(_unsettled(name, field.path, values))
            continue
        if not values.knows(field.path):
            problems.append(_unknown(edit))
        elif field.shown.kind == "list":
            problems.append(_list(edit, values))
        else:
            edits.append(edit)
    new, edited = since(earlier.items.added, read.added)
    problems += [_edited_again(name, item, values) for item in edited]
    items = ItemEdits(name, tuple(new), read.gone, read.moved, tuple(shown), read.added)
    return DocumentEdits(tuple(edits), items, tuple(problems), len(read.found), texts_now(read.found, shown))


def _not_in_data(fields: Iterable[FieldText], values: Values) -> Iterator[FieldText]:
    """Yield the fields that say something else than the data file."""
    for field in fields:
        try:
            if values.shown(field.shown._replace(text=field.text)) != values.now(field.path):
                yield field
        except (LookupError, ValueError):
            yield field


def _not_read(name: str, read: FieldTexts, values: Values) -> Iterator[Problem]:
    """Say which fields are gone, where that need not be a person's doing, and which are not sure."""
    if read.missing and not read.tags:
        message = _(
            "These fields are no longer in the document, which was saved by a program that drops the names "
            "of fields: {fields}. If they were changed, write that in the data file by hand."
        )
        field = _("“{title}” ({path})")
        titles = ((values.title(each.path), each.path) for each in read.missing)
        fields = dict.fromkeys(field.format(title=title, path=path) for title, path in titles)
        yield Problem("warning", "pull-field-gone", message.format(fields=", ".join(fields)), name)
    message = _(
        'It is not sure what the field "{title}" says: the document was saved by a program that drops the '
        "names of fields, and mixes up tracked changes in them. If the field was changed, write that in the "
        "data file by hand."
    )
    for path in dict.fromkeys(each.path for each in read.unsure):
        said = message.format(title=values.title(path))
        yield Problem("warning", "pull-field-unsure", said, name, path=path)


def _not_taken(name: str, read: FieldTexts, values: Values) -> Iterator[Problem]:
    """Say in which fields people propose tracked changes, and what in them no data file can hold."""
    message = _(
        'The field "{title}" has tracked changes that nobody has accepted: they are not taken. Accept or '
        "reject them in Word."
    )
    for path in read.proposed:
        title = values.title(path)
        words = Place(words=title)
        yield Problem("warning", "pull-proposed", message.format(title=title), name, words, path)
    message = _(
        'The field "{title}" holds what the data file cannot: {things}. It stays in this document, and '
        "does not come into the others."
    )
    for path, names in read.unsupported.items():
        title = values.title(path)
        things = ", ".join(dict.fromkeys(NAMES[each]() for each in sorted(names)))
        said = message.format(title=title, things=things)
        yield Problem("hint", "pull-beyond", said, name, Place(words=title), path)


def _unsettled(name: str, path: str, values: Values) -> Problem:
    title = values.title(path)
    message = _(
        'The field "{title}" shows a conflict: nothing is taken of it. Accept or reject its changes in Word, '
        "and pull again."
    ).format(title=title)
    return Problem("error", "pull-unsettled", message, name, Place(words=title), path)


def _unknown(edit: Edit) -> Problem:
    message = _(
        'The text "{text}" was written in the field {path}, which the data file no longer has. '
        "Write it by hand where it belongs now."
    ).format(text=edit.now or "", path=edit.base.path)
    return Problem("error", "pull-unknown-field", message, edit.document, path=edit.base.path)


def _edited_again(document: str, item: ItemText, values: Values) -> Problem:
    title = values.title(item.list_path)
    message = _(
        "“{text}” in the list “{title}” has been edited in {document} since it was taken into the data file. "
        "Generate, and pull again."
    ).format(text=excerpts(item.text)[0], title=title, document=document)
    return Problem("error", "pull-item-moved", message, document, Place(words=title), item.path)


def _list(edit: Edit, values: Values) -> Problem:
    title = values.title(edit.base.path)
    message = _(
        'The text "{text}" was written where an earlier version had a place for the list "{title}". '
        "Generate, and pull again."
    ).format(text=edit.now or "", title=title)
    return Problem("error", "pull-list", message, edit.document, Place(words=title), edit.base.path)
