"""Which changes are taken: for each field what it showed, what it says now, what the data file says now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from generator.excerpts import excerpts
from generator.language import _
from generator.problems import Place, Problem
from generator.pull.edited_document import Edit
from generator.pull.line_layout import laid_like
from generator.pull.list_items import is_moved
from generator.pull.schema_values import Values


@dataclass(frozen=True)
class Taken:
    """A value that goes from documents into the data file: as it was written there, and as it will be."""

    path: str
    title: str
    old: str | None
    new: str | None
    document: str


@dataclass(frozen=True)
class _Version:
    edit: Edit
    value: Any
    written: str | None


def settle(edits: Iterable[Edit], values: Values, problems: list[Problem]) -> list[Taken]:
    """Return the changes to make, each path once; what cannot be made is added to `problems`."""
    by_path: dict[str, list[Edit]] = {}
    for edit in edits:
        by_path.setdefault(edit.path, []).append(edit)
    settled = (_settle(each, values, problems) for each in by_path.values())
    return [taken for taken in settled if taken is not None]


def _settle(edits: Sequence[Edit], values: Values, problems: list[Problem]) -> Taken | None:
    path = edits[0].path
    unreadable = [(edit, reason) for edit in edits if (reason := _refusal(edit, values))]
    if unreadable:
        problems += [_unreadable(edit, reason, values) for edit, reason in unreadable]
        return None
    versions = [_version(edit, values) for edit in edits]
    try:
        now, written = values.now(path), values.written(path)
    except LookupError:
        problems += [_moved(version.edit, values) for version in versions]
        return None
    new = [each for each in versions if each.value != now and each.value != _before(each.edit, values)]
    if not new:
        return None
    if any(is_moved(each.edit.path, each.edit.shown, values) for each in new):
        problems += [_moved(each.edit, values) for each in new]
        return None
    one_text = all(each.value == new[0].value for each in new)
    if not one_text or all(_before(each.edit, values) != now for each in new):
        problems.append(_conflict(new, now, written, values))
        return None
    if new[0].value is None and path.rpartition(".")[2].isdigit():
        problems.append(_emptied_item(new[0].edit, values))
        return None
    documents = ", ".join(dict.fromkeys(each.edit.document for each in new))
    laid = laid_like(new[0].edit.kind, new[0].written, written)
    return Taken(path, values.title(path), written, laid, documents)


def _version(edit: Edit, values: Values) -> _Version:
    if edit.after is None or not edit.after.strip():
        return _Version(edit, None, None)
    written = values.to_write(edit.path, edit.kind, edit.after)
    return _Version(edit, values.parsed(edit.path, written), written)


def _refusal(edit: Edit, values: Values) -> str:
    try:
        _version(edit, values)
    except ValueError as error:
        return str(error)
    return ""


def _before(edit: Edit, values: Values) -> Any:
    """Return the value that the field showed; a thing of its own when the schema of today cannot read it."""
    try:
        return values.shown(edit.path, edit.kind, edit.before)
    except ValueError:
        return edit


def _unreadable(edit: Edit, reason: str, values: Values) -> Problem:
    title = values.title(edit.path)
    message = _(
        'The text "{text}" in the field "{title}" cannot be taken into the data file. {reason} '
        "Correct it in the document, and pull again."
    ).format(text=excerpts(edit.after or "")[0], title=title, reason=reason)
    return Problem("error", "pull-unreadable", message, edit.document, Place(words=title), edit.path)


def _emptied_item(edit: Edit, values: Values) -> Problem:
    place = values.file.place(edit.path)
    message = _(
        'An item of the list "{title}" has been emptied in {document}. Take “{text}” on line {line} out of '
        "the data file, and generate again."
    ).format(
        title=values.title(edit.path),
        document=edit.document,
        text=excerpts(edit.before or "")[0],
        line=place.line,
    )
    return Problem("error", "pull-emptied-item", message, values.file.name, place, edit.path)


def _moved(edit: Edit, values: Values) -> Problem:
    message = _(
        'The field "{title}" says "{text}" in {document}, but the list that it stands in has been changed '
        "in the data file since then, and its item has moved or is gone. Write the change in the data file "
        "by hand."
    ).format(title=values.title(edit.path), text=excerpts(edit.after or "")[0], document=edit.document)
    place = values.file.place(edit.path)
    return Problem("error", "pull-item-moved", message, values.file.name, place, edit.path)


def _conflict(versions: Sequence[_Version], now: Any, written: str | None, values: Values) -> Problem:
    """Name all versions with their files: the documents' own, the data file's, and what was there before."""
    edits = [version.edit for version in versions]
    texts = [*(edit.after or "" for edit in edits), written or "", edits[0].before or ""]
    *theirs, mine, before = excerpts(*texts)
    sides = [f'{edit.document}: "{text}"' for edit, text in zip(edits, theirs, strict=True)]
    if any(_before(edit, values) != now for edit in edits):
        sides.append(f'{values.file.name}: "{mine}"')
    message = _(
        'The field "{title}" was changed in several ways: {sides}; it was "{before}". Nothing was taken. '
        "Write the right text in the data file, and generate again."
    ).format(title=values.title(edits[0].path), sides="; ".join(dict.fromkeys(sides)), before=before)
    path = edits[0].path
    return Problem("error", "pull-conflict", message, values.file.name, values.file.place(path), path)
