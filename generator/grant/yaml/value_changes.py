"""Which texts differ between two readings of a data file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple


class Change(NamedTuple):
    """One text of the file that differs: at a path, from and to. `rows`: items of a list came or went."""

    path: str
    old: str | None
    new: str | None
    rows: bool = False


def changes_between(before: Any, after: Any, path: str = "") -> Iterator[Change]:
    """Yield each text that differs between the values of two data files."""
    if isinstance(before, Mapping | None) and isinstance(after, Mapping | None) and (before or after):
        old, new = before or {}, after or {}
        for name in dict.fromkeys([*old, *new]):
            yield from changes_between(old.get(name), new.get(name), f"{path}.{name}".lstrip("."))
    elif isinstance(before, list) or isinstance(after, list):
        yield from _between_lists(before or [], after or [], path)
    elif before != after:
        yield Change(path, before, after)


def _between_lists(before: Sequence[Any], after: Sequence[Any], path: str) -> Iterator[Change]:
    if isinstance(before, str) or isinstance(after, str) or len(before) != len(after):
        yield Change(path, _rows(before), _rows(after), rows=True)
        return
    for number, (old, new) in enumerate(zip(before, after, strict=True)):
        yield from changes_between(old, new, f"{path}.{number}")


def _rows(value: Sequence[Any]) -> str:
    """Return a list in one line: its items' first texts."""
    if isinstance(value, str):
        return value
    return "; ".join(str(next(filter(None, each.values()), "")) if isinstance(each, dict) else str(each or "")
                     for each in value)  # fmt: skip
