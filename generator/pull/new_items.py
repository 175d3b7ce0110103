"""Items that people have added to a list in Word: which of them are taken, and as what they are written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from generator.excerpts import excerpts
from generator.hard_spaces import without_hard_spaces
from generator.language import _
from generator.problems import Place, Problem
from generator.pull.decide import Taken
from generator.pull.edited_document import ItemEdits
from generator.pull.line_layout import laid_like
from generator.pull.list_changes import ListPlace
from generator.pull.list_items import place_now
from generator.pull.schema_values import Values
from generator.word.fields.field_text import FieldText
from generator.word.fields.item_texts import ItemText


def decide_added(documents: Iterable[ItemEdits], values: Values, problems: list[Problem]) -> list[Taken]:
    """Return the items to insert, each once, whichever documents have it."""
    found: list[_Item] = []
    for document in documents:
        for added in document.added:
            item = _read(document, added, values, problems)
            if item is None or item.place_in(values) is not None:
                continue
            item = _below_known(item, document, added, values)
            same = next((n for n, other in enumerate(found) if other.is_same(item)), None)
            if same is None:
                found.append(item)
            else:
                found[same] = found[same].with_more(item)
    return [item.taken(values) for item in found]


@dataclass(frozen=True)
class _Item:
    """An item as the data file is to have it: its texts, and the values that they are, by name within it."""

    place: ListPlace
    written: Mapping[str, str]
    values: Mapping[str, Any]
    sources: tuple[tuple[str, ItemText], ...]

    def is_same(self, other: _Item) -> bool:
        """Say whether another document has added the same item, of which it may show more or less."""
        both = self.values.keys() & other.values.keys()
        return (
            self.place.list_path == other.place.list_path
            and not {name for name, _item in self.sources} & {name for name, _item in other.sources}
            and bool(both)
            and all(self.values[name] == other.values[name] for name in both)
        )

    def with_more(self, other: _Item) -> _Item:
        """Return the item with what another document shows of it."""
        written, values = {**other.written, **self.written}, {**other.values, **self.values}
        return replace(self, written=written, values=values, sources=(*self.sources, *other.sources))

    def place_in(self, values: Values) -> int | None:
        """Return where in its list the data has such an item; None when it has none."""
        list_path = self.place.list_path
        for n in range(values.count(list_path)):
            found = (_now(values, f"{list_path}.{n}.{name}".rstrip(".")) for name in self.values)
            if all(now == value for now, value in zip(found, self.values.values(), strict=True)):
                return n
        return None

    def taken(self, values: Values) -> Taken:
        """Return it as it goes into the data file."""
        documents = ", ".join(name for name, _item in self.sources)
        path, text = self.place.list_path, ", ".join(self.written.values())
        made = Taken(path, values.title(path), None, text, documents, how="added")
        noted = tuple((name, item.noted) for name, item in self.sources)
        return replace(made, item=nested(self.written), place=self.place, noted=noted)


def _now(values: Values, path: str) -> Any:
    try:
        return values.now(path)
    except LookupError:
        return None


def _below_known(item: _Item, document: ItemEdits, added: ItemText, values: Values) -> _Item:
    """Return the item placed after the one above it that was added in the same place and pulled earlier."""
    above = document.known[: document.known.index(added)]
    for other in reversed(above):
        if (other.beside, other.before) != (added.beside, added.before) or other in document.added:
            continue
        known = _read(document, other, values, [])
        if known is not None and (at := known.place_in(values)) is not None:
            return replace(item, place=ListPlace(item.place.list_path, at))
    return item


def _read(document: ItemEdits, item: ItemText, values: Values, problems: list[Problem]) -> _Item | None:
    beside = place_now(item.beside, document.shown, values)
    if beside is None:
        problems.append(_no_place(document.document, item, values))
        return None
    written, read = {}, {}
    for name, field in item.fields:
        path = field.path
        if not field.text or not values.knows(path):
            continue
        try:
            text = without_hard_spaces(values.to_write(path, field.shown.kind, field.text))
            written[name] = laid_like(field.shown.kind, text, _like(field, document, values)) or ""
            read[name] = values.parsed(path, written[name])
        except ValueError as error:
            problems.append(_unreadable(document.document, item, (path, field.text, error), values))
            return None
    if written:
        said = {name: text for name, text in values.headings(beside).items() if name not in dict(item.fields)}
        written = {**said, **written}
        read |= {name: values.parsed(f"{beside}.{name}", text) for name, text in said.items()}
    list_path, _dot, index = beside.rpartition(".")
    place = ListPlace(list_path, int(index), before=item.before)
    return _Item(place, written, read, ((document.document, item),)) if written else None


def _like(field: FieldText, document: ItemEdits, values: Values) -> str | None:
    """Return how the item that a new one was made like is written in the data file."""
    try:
        path = place_now(field.path, document.shown, values)
        return None if path is None else values.written(path)
    except LookupError:
        return None


def nested(written: Mapping[str, str]) -> Any:
    """Return texts by their paths as the data file nests them; a single one without a path is itself."""
    if "" in written:
        return written[""]
    result: dict[str, Any] = {}
    for name, text in written.items():
        first, _dot, rest = name.partition(".")
        result.setdefault(first, {})[rest] = text
    made = {name: nested(inner) for name, inner in result.items()}
    return list(made.values()) if all(name.isdigit() for name in made) else made


def _no_place(document: str, item: ItemText, values: Values) -> Problem:
    message = _(
        "“{text}” was added to the list “{title}” in {document}, but the list has been changed in the data "
        "file since then, and its place there is not sure. Generate, and pull again."
    )
    title = values.title(item.list_path)
    said = message.format(text=excerpts(item.text)[0], title=title, document=document)
    return Problem("error", "pull-item-moved", said, document, Place(words=title), item.path)


def _unreadable(document: str, item: ItemText, field: tuple[str, str, ValueError], values: Values) -> Problem:
    path, text, error = field
    message = _(
        "“{item}” was added in Word, but the text “{text}” in its field “{title}” cannot be taken into the "
        "data file. {reason} Correct it in the document, and pull again."
    )
    title = values.title(path)
    said = message.format(item=excerpts(item.text)[0], text=excerpts(text)[0], title=title, reason=error)
    return Problem("error", "pull-unreadable", said, document, Place(words=title), item.path)
