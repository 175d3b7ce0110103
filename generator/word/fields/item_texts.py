"""An item that people have added to a list in Word, with the texts of its fields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.fields import FieldValue
from generator.formats import same
from generator.word.fields.controls import Control
from generator.word.fields.field_text import FieldText
from generator.word.fields.items import NewItem
from generator.word.fields.lines import Line
from generator.word.fields.locate import Location

Read = Callable[[Location], str | None]
"""Return the text of a field."""


class ItemLine(NamedTuple):
    """A line of such an item: the item that it was made like, and its fields."""

    like: str
    fields: tuple[FieldText, ...]


class ItemText(NamedTuple):
    """An item that people have added, line by line.

    `like`: the item that it was made like, whose paths its fields carry; `beside`: the one that it stands
    after, or `before` which it stands; `path`: where it comes in the list.
    """

    path: str
    like: str
    beside: str
    before: bool
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


class CopyText(NamedTuple):
    """A copy of an item that says what the original says: nobody knows what it is to become."""

    path: str
    text: str


def read_copy(line: Line) -> CopyText:
    """Return a copy with its text."""
    return CopyText(line.item, ", ".join(control.text for control in line.controls if control.text))


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
    return ItemText(item.path, item.head.line.item, item.beside.item, item.before, tuple(lines))


def items_of(list_path: str, shown: Sequence[FieldValue]) -> list[dict[str, FieldValue]]:
    """Return the items that a document shows of a list: by the path within the item, the value."""
    found: dict[int, dict[str, FieldValue]] = {}
    for value in shown:
        if value.path.startswith(f"{list_path}."):
            index, _dot, rest = value.path[len(list_path) + 1 :].partition(".")
            if index.isdigit():
                found.setdefault(int(index), {}).setdefault(rest, value)
    return list(found.values())
