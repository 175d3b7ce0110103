"""An item of a list written in YAML with its keys, and no text in them yet."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from generator.grant.yaml.scalars import STEP, key_text

Item: TypeAlias = "str | Mapping[str, Item] | Sequence[Item] | None"


def composed(item: Item) -> Item:
    """Return the item as it is read back: its texts and names in NFC."""
    if item is None or isinstance(item, str):
        return item and unicodedata.normalize("NFC", item)
    if isinstance(item, Mapping):
        return {unicodedata.normalize("NFC", name): composed(value) for name, value in item.items()}
    return [composed(value) for value in item]


def leaves(item: Item, path: str) -> Iterator[tuple[str, str]]:
    """Yield each text of the item with its path; the item's own is `path`."""
    if isinstance(item, str):
        yield path, item
    elif item is not None:
        named = item.items() if isinstance(item, Mapping) else ((str(n), each) for n, each in enumerate(item))
        for name, value in named:
            yield from leaves(value, f"{path}.{name}")


def flow(item: Item) -> str:
    """Return the item in brackets."""
    if not isinstance(item, Mapping | Sequence) or isinstance(item, str):
        return "null"
    if isinstance(item, Mapping):
        return "{" + ", ".join(f"{key_text(name)}: {flow(value)}" for name, value in item.items()) + "}"
    return "[" + ", ".join(map(flow, item)) + "]"


def block(item: Item, column: int, newline: str) -> str:
    """Return the lines of the item, its dash at `column`."""
    return "".join(line + newline for line in _dashed(item, column))


def _dashed(item: Item, column: int) -> list[str]:
    pad = " " * column
    if not item or isinstance(item, str):
        return [f"{pad}-{_empty(item)}"]
    first, *rest = lines(item, column + STEP)
    return [f"{pad}- {first.lstrip(' ')}", *rest]


def lines(item: Mapping[str, Item] | Sequence[Item], column: int) -> Iterator[str]:
    """Yield the lines of keys or of items that stand at `column`."""
    if not isinstance(item, Mapping):
        for value in item:
            yield from _dashed(value, column)
        return
    for name, value in item.items():
        head = f"{' ' * column}{key_text(name)}:"
        if not value or isinstance(value, str):
            yield head + _empty(value)
        else:
            yield head
            yield from lines(value, column + STEP)


def _empty(item: Item) -> str:
    """Return what stands behind a key or a dash whose value has no lines of its own."""
    return "" if item is None or isinstance(item, str) else f" {flow(item)}"
