"""Items that people have added to a list in Word: which of them are taken, and as what they are written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.excerpts import excerpts
from generator.language import _
from generator.located import without_hard_spaces
from generator.problems import Place, Problem
from generator.pull.decide import Taken
from generator.pull.edited_document import AddedItem
from generator.pull.list_items import place_now
from generator.pull.schema_values import Values


def decide_added(added: Iterable[AddedItem], values: Values, problems: list[Problem]) -> list[Taken]:
    """Return the items to insert, each once, whichever documents have it."""
    found: list[_Item] = []
    for each in added:
        item = _read(each, values, problems)
        if item is None or item.is_there(values):
            continue
        same = next((other for other in found if other.is_same(item)), None)
        if same is None:
            found.append(item)
        else:
            found[found.index(same)] = same.with_more(item)
    return _placed(found, values)


@dataclass(frozen=True)
class _Item:
    """An item as the data file is to have it: its texts, and the values that they are, by name within it."""

    list_path: str
    index: int
    written: Mapping[str, str]
    values: Mapping[str, Any]
    documents: tuple[str, ...]
    sources: tuple[AddedItem, ...]

    def is_same(self, other: _Item) -> bool:
        """Say whether another document has added the same item, of which it may show more or less."""
        both = self.values.keys() & other.values.keys()
        return (
            self.list_path == other.list_path
            and not set(self.documents) & set(other.documents)
            and bool(both)
            and all(self.values[name] == other.values[name] for name in both)
        )

    def with_more(self, other: _Item) -> _Item:
        """Return the item with what another document shows of it."""
        return _Item(
            self.list_path,
            self.index,
            {**other.written, **self.written},
            {**other.values, **self.values},
            (*self.documents, *other.documents),
            (*self.sources, *other.sources),
        )

    def is_there(self, values: Values) -> bool:
        """Say whether the data has such an item."""
        return any(
            all(
                _now(values, f"{self.list_path}.{n}.{name}".rstrip(".")) == value
                for name, value in self.values.items()
            )
            for n in range(values.count(self.list_path))
        )


def _now(values: Values, path: str) -> Any:
    try:
        return values.now(path)
    except LookupError:
        return None


def _read(added: AddedItem, values: Values, problems: list[Problem]) -> _Item | None:
    item = added.item
    beside = place_now(item.beside, added.shown, values)
    if beside is None:
        problems.append(_no_place(added, values))
        return None
    written, read = {}, {}
    for name, field in item.fields:
        path = field.path
        if not field.text or not values.knows(path):
            continue
        try:
            written[name] = without_hard_spaces(values.to_write(path, field.shown.kind, field.text))
            read[name] = values.parsed(path, written[name])
        except ValueError as error:
            problems.append(_unreadable(added, path, field.text, error, values))
            return None
    list_path, _dot, index = beside.rpartition(".")
    place = int(index) + (not item.before)
    return _Item(list_path, place, written, read, (added.document,), (added,)) if written else None


def _placed(items: Sequence[_Item], values: Values) -> list[Taken]:
    """Return the items as they are inserted one after the other, with the paths that they have then."""
    before: Counter[str] = Counter()
    found = []
    for item in sorted(items, key=lambda each: (each.list_path, each.index)):
        path = f"{item.list_path}.{item.index + before[item.list_path]}"
        before[item.list_path] += 1
        text = ", ".join(item.written.values())
        documents = ", ".join(item.documents)
        title = values.title(item.list_path)
        made = nested(item.written)
        found.append(Taken(path, title, None, text, documents, how="added", item=made, sources=item.sources))
    return found


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


def _no_place(added: AddedItem, values: Values) -> Problem:
    message = _(
        "“{text}” was added to the list “{title}” in {document}, but the list has been changed in the data "
        "file since then, and its place there is not sure. Generate, and pull again."
    )
    title = values.title(added.item.list_path)
    text = excerpts(added.item.text)[0]
    said = message.format(text=text, title=title, document=added.document)
    return Problem("error", "pull-item-moved", said, added.document, Place(words=title), added.item.path)


def _unreadable(added: AddedItem, path: str, text: str, error: ValueError, values: Values) -> Problem:
    message = _(
        "“{item}” was added in Word, but the text “{text}” in its field “{title}” cannot be taken into the "
        "data file. {reason} Correct it in the document, and pull again."
    )
    said = message.format(
        item=excerpts(added.item.text)[0], text=excerpts(text)[0], title=values.title(path), reason=error
    )
    return Problem(
        "error", "pull-unreadable", said, added.document, Place(words=values.title(path)), added.item.path
    )
