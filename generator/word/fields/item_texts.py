"""An item that people have added to a list in Word, with the texts of its fields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.fields import FieldValue, PulledItem
from generator.formats import same
from generator.word.fields.field_text import FieldText
from generator.word.fields.locate import Location
from generator.word.items.added import NewItem
from generator.word.items.controls import Control
from generator.word.items.lines import Line

Read = Callable[[Location], str | None]
"""Return the text of a field."""


class ItemLine(NamedTuple):
    """A line of such an item: the item that it was made like, and its fields."""

    like: str
    fields: tuple[FieldText, ...]


class ItemText(NamedTuple):
    """An item that people have added, line by line.

    `like`: the item that it was made like, whose paths its fields carry; `beside`: the one that it stands
    after, or `before` which it stands; `close`: before the lines below that one; `path`: where it comes in
    the list.
    """

    path: str
    like: str
    beside: str
    before: bool
    close: bool
    lines: tuple[ItemLine, ...]

    @property
    def list_path(self) -> str:
        """The path of the list."""
        return self.path.rpartition(".")[0]

    @property
    def fields(self) -> Iterator[tuple[str, FieldText]]:
        """Its fields by their paths within the item: `name`, `targets.0.by`; nothing for a single text."""
        counts: Counter[str] = Counter()
        for line in self.lines:
            holder = line.like[len(self.like) + 1 :].rpartition(".")[0]
            within = f"{holder}.{counts[holder]}" if holder else ""
            counts[holder] += 1
            for field in line.fields:
                rest = field.path[len(line.like) + 1 :]
                yield ".".join(filter(None, (within, rest))), field

    @property
    def text(self) -> str:
        """What it says, on one line."""
        return ", ".join(field.text for line in self.lines for field in line.fields if field.text)

    @property
    def noted(self) -> PulledItem:
        """It as it is noted when it is pulled."""
        lines = tuple(tuple((field.path, field.text) for field in line.fields) for line in self.lines)
        return PulledItem(self.beside, self.before, self.close, lines)

    def is_among(self, items: Sequence[Mapping[str, FieldValue]]) -> bool:
        """Say whether one of the items of a list says the same in all the fields."""
        fields = list(self.fields)
        return any(
            all(
                same(field.shown.kind, item[name].text if name in item else None, field.text)
                for name, field in fields
            )
            for item in items
        )


def since(pulled: Sequence[PulledItem], added: Sequence[ItemText]) -> tuple[list[ItemText], list[ItemText]]:
    """Return which of the added items were not pulled yet, and which may have been edited since they were."""
    left = list(pulled)
    unknown = []
    for item in added:
        if item.noted in left:
            left.remove(item.noted)
        else:
            unknown.append(item)
    edited = [item for item in unknown if any(_alike(item.noted, each) for each in left)]
    return [item for item in unknown if item not in edited], edited


def _alike(item: PulledItem, other: PulledItem) -> bool:
    """Say whether two items have the same fields, and say the same in one of them."""
    mine, theirs = ([field for line in each.lines for field in line] for each in (item, other))
    same_fields = [path for path, _text in mine] == [path for path, _text in theirs]
    return same_fields and any(a == b for a, b in zip(mine, theirs, strict=True))


class GoneItem(NamedTuple):
    """An item that people have taken out of a document; `fields`: what it showed, by the paths within it."""

    path: str
    fields: dict[str, FieldValue]

    @property
    def text(self) -> str:
        """What it said, on one line."""
        return ", ".join(value.text for value in self.fields.values() if value.text)


class MovedItems(NamedTuple):
    """A list whose items stand in another order in Word; `items`: what they showed, as they stand now."""

    path: str
    items: tuple[GoneItem, ...]

    @property
    def text(self) -> str:
        """What the items begin with, in their order."""
        return "; ".join(next((v.text for v in each.fields.values() if v.text), "") for each in self.items)


class CopyText(NamedTuple):
    """A copy that says what the original says, or a row that was typed: nobody knows what it is to become.

    `path`: the item, or the list.
    """

    path: str
    text: str


def read_copy(line: Line) -> CopyText:
    """Return a copy with its text."""
    return CopyText(line.item, ", ".join(control.text for control in line.controls if control.text))


def read_gone(path: str, shown: Sequence[FieldValue]) -> GoneItem:
    """Return an item that is no longer there, as it was shown."""
    fields: dict[str, FieldValue] = {}
    for value in shown:
        if value.path == path or value.path.startswith(f"{path}."):
            fields.setdefault(value.path[len(path) + 1 :], value)
    return GoneItem(path, fields)


def place_among(fields: Mapping[str, FieldValue], items: Sequence[Mapping[str, FieldValue]]) -> int | None:
    """Return which of the items says the same in most fields, None when none does."""
    best, place = len(fields) / 2, None
    for n, item in enumerate(items):
        same_fields = sum(
            same(value.kind, value.text, item[name].text) for name, value in fields.items() if name in item
        )
        if same_fields > best:
            best, place = same_fields, n
    return place


def read_item(
    item: NewItem, by_control: Mapping[Control, FieldValue], by_path: Mapping[str, FieldValue], read: Read
) -> ItemText:
    """Return an item with its texts; `by_control` and `by_path`: what the document showed."""
    lines = []
    for new in (item.head, *item.below):
        fields = []
        for control, twin in zip(new.line.controls, new.twin.controls, strict=True):
            value = by_control.get(twin) or by_path[control.tag]
            fields.append(FieldText(value, read(Location(value, control.part, control))))
        lines.append(ItemLine(new.line.item, tuple(fields)))
    place = item.beside.item, item.before, item.close
    return ItemText(item.path, item.head.line.item, *place, tuple(lines))


def items_of(list_path: str, shown: Sequence[FieldValue]) -> list[dict[str, FieldValue]]:
    """Return the items that a document shows of a list: by the path within the item, the value."""
    found: dict[int, dict[str, FieldValue]] = {}
    for value in shown:
        if value.path.startswith(f"{list_path}."):
            index, _dot, rest = value.path[len(list_path) + 1 :].partition(".")
            if index.isdigit():
                found.setdefault(int(index), {}).setdefault(rest, value)
    return list(found.values())
