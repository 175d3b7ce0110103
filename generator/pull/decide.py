"""Which changes are taken: for each field what it showed, what it says now, what the data file says now."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from generator.excerpts import excerpts
from generator.fields import PulledItem
from generator.hard_spaces import with_hard_spaces, without_hard_spaces
from generator.language import _
from generator.problems import Place, Problem
from generator.pull.edited_document import Edit
from generator.pull.line_layout import laid_like
from generator.pull.list_changes import ListPlace
from generator.pull.list_items import all_items, emptied, is_moved, is_prompt, items_to_write, value_of
from generator.pull.schema_values import Values


@dataclass(frozen=True)
class Taken:
    """A value that goes from documents into the data file: as it was written there, and as it will be.

    `items`: those that were typed where a list had none, the first of them at `path`. `references`: where
    the data file has the old name of the item whose new name this is. `how`: a value was edited; an item
    was added, which is `item`, removed or moved: `place` says where. `noted`: what is noted of that beside
    each document: the item, or the path of one that was deleted.
    """

    path: str
    title: str
    old: str | None
    new: str | None
    document: str
    items: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    how: Literal["edited", "added", "removed", "moved"] = "edited"
    item: Any = None
    place: ListPlace | None = None
    noted: tuple[tuple[str, PulledItem | str], ...] = ()

    @property
    def identity(self) -> str:
        """What tells the change from the others that a document offers, now and when it is read again.

        It is another when the document or the data says something else by then: who chose has not seen that.
        Two items that are added and say the same are one: the data gets one of them.
        """
        path = self.place.list_path if self.place and self.how == "added" else self.path
        said = self.how, path, self.old, self.new, self.document
        return hashlib.sha256(repr(said).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def decide(edits: Iterable[Edit], values: Values, problems: list[Problem]) -> list[Taken]:
    """Return the changes to make, each path once; what cannot be made is added to `problems`."""
    by_path: dict[str, list[Edit]] = {}
    for edit in edits:
        by_path.setdefault(edit.base.path, []).append(edit)
    decided = (_decide(path, each, values, problems) for path, each in by_path.items())
    return [taken for taken in decided if taken is not None]


def _decide(path: str, edits: Sequence[Edit], values: Values, problems: list[Problem]) -> Taken | None:
    unreadable = [problem for edit in edits if (problem := _unreadable(edit, values))]
    if unreadable:
        problems += unreadable
        return None
    try:
        data, written = _in_data(path, edits, values), values.written(path)
    except LookupError:
        problems += [_moved(edit, values) for edit in edits]
        return None
    new = [edit for edit in edits if _now(edit, values) not in (data, _before(edit, values))]
    if not new:
        return None
    if any(is_moved(path, edit.shown, values) for edit in new):
        problems += [_moved(edit, values) for edit in new]
        return None
    first = new[0]
    now = _now(first, values)
    if any(_now(edit, values) != now for edit in new) or all(_before(edit, values) != data for edit in new):
        problems.append(_conflict(new, data, written, values))
        return None
    if (gone := emptied(first, values)) is not None:
        problems.append(_emptied_item(first, gone, values))
        return None
    documents = ", ".join(dict.fromkeys(edit.document for edit in new))
    if is_prompt(first):
        items = items_to_write(first, values)
        return Taken(path, values.title(path), written, "\n".join(items), documents, items)
    text = None if now is None else values.to_write(path, first.base.kind, first.now or "")
    return Taken(path, values.title(path), written, _laid(first, text, written), documents)


def _laid(edit: Edit, text: str | None, written: str | None) -> str | None:
    """Return a text as the data file writes it."""
    if text is not None and written is not None and with_hard_spaces(written) != written:
        text = without_hard_spaces(text)  # the file has ordinary ones, which only documents show as hard
    return laid_like(edit.base.kind, text, written)


def _in_data(path: str, edits: Iterable[Edit], values: Values) -> Any:
    """Return the value of the data file; where a list had no items, all that it has now."""
    return all_items(path, values) if any(map(is_prompt, edits)) else values.now(path)


def _now(edit: Edit, values: Values) -> Any:
    """Return the value that the field has now, None for none; raise ValueError with a sentence."""
    return value_of(edit, edit.now, values)


def _before(edit: Edit, values: Values) -> Any:
    """Return the value that the field showed; a thing of its own when the schema of today cannot read it."""
    try:
        return value_of(edit, edit.base.text, values)
    except ValueError:
        return edit


def _unreadable(edit: Edit, values: Values) -> Problem | None:
    try:
        _now(edit, values)
    except ValueError as error:
        title = values.title(edit.base.path)
        message = _(
            'The text "{text}" in the field "{title}" cannot be taken into the data file. {reason} '
            "Correct it in the document, and pull again."
        ).format(text=excerpts(edit.now or "")[0], title=title, reason=error)
        place = Place(words=title)
        return Problem("error", "pull-unreadable", message, edit.document, place, edit.base.path)
    return None


def _emptied_item(edit: Edit, path: str, values: Values) -> Problem:
    place = values.file.place(path)
    message = _(
        'An item of the list "{title}" has been emptied in {document}. Take “{text}” on line {line} out of '
        "the data file, and generate again."
    ).format(
        title=values.title(path),
        document=edit.document,
        text=excerpts(values.written(path) or "")[0],
        line=place.line,
    )
    return Problem("error", "pull-emptied-item", message, values.file.name, place, path)


def _moved(edit: Edit, values: Values) -> Problem:
    path = edit.base.path
    message = _(
        'The field "{title}" says "{text}" in {document}, but the list that it stands in has been changed '
        "in the data file since then, and its item has moved or is gone. Generate, and pull again."
    ).format(title=values.title(path), text=excerpts(edit.now or "")[0], document=edit.document)
    return Problem("error", "pull-item-moved", message, values.file.name, values.file.place(path), path)


def _conflict(edits: Sequence[Edit], data: Any, written: str | None, values: Values) -> Problem:
    """Name all texts with their files: the documents' own, the data file's, and what was there before."""
    path = edits[0].base.path
    texts = [*(edit.now or "" for edit in edits), written or "", edits[0].base.text or ""]
    *edited, in_data, before = excerpts(*texts)
    sides = [f'{edit.document}: "{text}"' for edit, text in zip(edits, edited, strict=True)]
    if any(_before(edit, values) != data for edit in edits):
        sides.append(f'{values.file.name}: "{in_data}"')
    message = _(
        'The field "{title}" was changed in several ways: {sides}; it was "{before}". Nothing was taken. '
        "Write the right text in the data file, and generate again."
    ).format(title=values.title(path), sides="; ".join(dict.fromkeys(sides)), before=before)
    return Problem("error", "pull-conflict", message, values.file.name, values.file.place(path), path)
