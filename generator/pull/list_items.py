"""Whether an item of a list is still the one that a document showed; lists are rearranged in the data."""

from __future__ import annotations

from collections.abc import Sequence

from generator.fields import FieldValue
from generator.pull.schema_values import Values


def is_moved(path: str, shown: Sequence[FieldValue], values: Values) -> bool:
    """Say whether an item that the path goes through has another place now, or is gone.

    Item n of the document is item n of the data file when no other pairing of one of them is more alike.
    """
    return any(_is_moved(list_path, index, shown, values) for list_path, index in _list_paths(path))


def _list_paths(path: str) -> list[tuple[str, int]]:
    """Return (path of the list, index) for each list that a path goes through, the outermost first."""
    names = path.split(".")
    return [(".".join(names[:i]), int(name)) for i, name in enumerate(names) if name.isdigit()]


def _is_moved(list_path: str, index: int, shown: Sequence[FieldValue], values: Values) -> bool:
    items = _items(list_path, shown)
    here = items.get(index, [])
    own = _likeness(here, list_path, index, values)
    others_here = (_likeness(item, list_path, index, values) for n, item in items.items() if n != index)
    here_elsewhere = (
        _likeness(here, list_path, n, values) for n in range(values.count(list_path)) if n != index
    )
    return own < max(max(others_here, default=0), max(here_elsewhere, default=0))


def _items(list_path: str, shown: Sequence[FieldValue]) -> dict[int, list[tuple[str, FieldValue]]]:
    """Return the shown values of each item, with the rest of their paths."""
    items: dict[int, list[tuple[str, FieldValue]]] = {}
    for value in shown:
        if value.path.startswith(f"{list_path}."):
            index, _, rest = value.path[len(list_path) + 1 :].partition(".")
            if index.isdigit():
                items.setdefault(int(index), []).append((rest, value))
    return items


def _likeness(item: Sequence[tuple[str, FieldValue]], list_path: str, index: int, values: Values) -> int:
    """Return how many of the values that the item showed stand at `index` now."""
    return sum(_stands(value, f"{list_path}.{index}.{rest}".rstrip("."), values) for rest, value in item)


def _stands(value: FieldValue, path: str, values: Values) -> bool:
    try:
        return bool(values.shown(value) == values.now(path))
    except (LookupError, ValueError):
        return False
