"""Which keys of the data file name an item that stands elsewhere in it, and which sort items."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from generator.grant.schema.base import Part, keys_of, once
from generator.grant.schema.errors import group_of, is_list
from generator.grant.schema.types import HEADING, NameOf


@once
def references(model: type[Part]) -> Mapping[str, str]:
    """Return the path of each key that names items, and that of the names; # stands for an index."""
    return {path: mark.path for path, mark in _marked(model, "") if isinstance(mark, NameOf)}


@once
def headings(model: type[Part]) -> frozenset[str]:
    """Return the paths of the keys under whose values documents show the items; # stands for an index."""
    return frozenset(path for path, mark in _marked(model, "") if mark is HEADING)


def _marked(part: type[Part], before: str) -> Iterator[tuple[str, Any]]:
    """Yield the path of each key with each mark of its type."""
    for name, each in keys_of(part).items():
        path = f"{before}{name}.#" if is_list(each.annotation) else f"{before}{name}"
        for mark in _marks(each.annotation):
            yield path, mark
        if inner := group_of(each.annotation):
            yield from _marked(inner, f"{path}.")


def _marks(annotation: Any) -> Iterator[Any]:
    if annotation is HEADING or isinstance(annotation, NameOf):
        yield annotation
    for inner in get_args(annotation):
        yield from _marks(inner)


def opened(path: str) -> str:
    """Return the path with # for each index."""
    return ".".join("#" if name.isdigit() else name for name in path.split("."))


def paths_like(values: Any, pattern: str) -> Iterator[str]:
    """Yield the paths of single values that a pattern with # for indexes stands for."""
    first, _dot, rest = pattern.partition(".")
    if first == "#":
        inside = {str(number): each for number, each in enumerate(values if isinstance(values, list) else ())}
    else:
        inside = {first: values[first]} if isinstance(values, Mapping) and first in values else {}
    for name, value in inside.items():
        yield from (f"{name}.{path}" for path in paths_like(value, rest)) if rest else [name]
