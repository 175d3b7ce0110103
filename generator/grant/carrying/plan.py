"""What of an earlier project's data file is taken, what is moved in time, and what nobody can take."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.grant.carrying.taken import moved, way_of
from generator.grant.schema import Data
from generator.grant.schema.base import Key, Part, keys_of
from generator.grant.schema.errors import group_of, is_list
from generator.grant.yaml.tree import Node
from generator.located import Unreadable


class Plan:
    """What becomes of each value, by its path in the earlier file.

    `gone` is left out, `put` says something else now; `lost` are those of `gone` that the schema cannot read.
    """

    def __init__(self, root: Node, data: Data, years: int | None) -> None:
        self.gone: set[str] = set()
        self.put: dict[str, str] = {}
        self.lost: list[tuple[str, Node]] = []
        self._years, self._unread = years, set(_unread(data, ""))
        self.is_empty = not self._group(root, type(data), "")

    def _group(self, node: Node, part: type[Part], before: str) -> bool:
        """Plan the values of a group; return whether any of them stays."""
        stays = False
        for name, child in node.value.items() if isinstance(node.value, dict) else ():
            path, key = f"{before}{name}", keys_of(part).get(name)
            if key is None or path in self._unread:
                self.lost += [(path, child)] if is_given(child) else []
                self.gone.add(path)
            elif is_given(child):
                stays |= self._stays(way_of(key) != "left" and self._value(child, key, path), path)
            elif isinstance(child.value, dict | list):
                self._value(child, key, path)
                self._hollow(child, path)
        return stays

    def _value(self, node: Node, key: Key, path: str) -> bool:
        inner = group_of(key.annotation)
        if not is_list(key.annotation):
            return self._group(node, inner, f"{path}.") if inner else self._single(node, key, path)
        stays = False
        for number, item in enumerate(node.value if isinstance(node.value, list) else ()):
            at = f"{path}.{number}"
            taken = self._group(item, inner, f"{at}.") if inner else self._single(item, key, at)
            if is_given(item):
                stays |= self._stays(taken, at)
            else:
                self._hollow(item, at)
        return stays

    def _hollow(self, node: Node, path: str) -> None:
        """Let a group or list without a text go when all that stood in it does."""
        held = node.value if isinstance(node.value, dict) else range(len(node.value or ()))
        if held and all(f"{path}.{name}" in self.gone for name in held):
            self.gone.add(path)

    def _single(self, node: Node, key: Key, path: str) -> bool:
        written = str(node.value)
        text = moved(key, written, self._years) if way_of(key) == "moved" else written
        if text is not None and text != written:
            self.put[path] = text
        return text is not None

    def _stays(self, stays: bool, path: str) -> bool:
        if not stays:
            self.gone.add(path)
        return stays


def is_given(node: Node) -> bool:
    """Say whether there is a text in a value, or anywhere within it."""
    return any(text.strip() for _path, text in texts_in(node.plain(), ""))


def texts_in(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """Yield each text in the values of a data file with its path."""
    if isinstance(value, str):
        yield path, value
    elif value is not None:
        named = value.items() if isinstance(value, dict) else enumerate(value)
        for name, each in named:
            yield from texts_in(each, f"{path}.{name}" if path else str(name))


def _unread(part: Part, before: str) -> Iterator[str]:
    """Yield the paths of the values that cannot be read."""
    for name, value in vars(part).items():
        if isinstance(value, Unreadable):
            yield f"{before}{name}"
        elif isinstance(value, Part):
            yield from _unread(value, f"{before}{name}.")
        elif isinstance(value, tuple):
            for number, item in enumerate(value):
                yield from _unread(item, f"{before}{name}.{number}.") if isinstance(item, Part) else ()
