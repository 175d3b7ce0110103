"""Items of lists: those typed where a list had none, and whether one is still what a document showed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from generator.fields import FieldValue
from generator.formats.pasted_lists import typed_items
from generator.pull.edited_document import Edit
from generator.pull.schema_values import Values


def is_prompt(edit: Edit) -> bool:
    """Say whether the field was generated where a list of single values had no items."""
    return edit.base.path.endswith(".0") and edit.base._replace(text=None) in edit.shown


def _items_of(edit: Edit, text: str | None) -> list[FieldValue]:
    """Return the items that a text in such a field is, each on a line of its own."""
    path, kind, _text = edit.base
    holder = path.rpartition(".")[0]
    return [FieldValue(f"{holder}.{n}", kind, item) for n, item in enumerate(typed_items(text or ""))]


def items_to_write(edit: Edit, values: Values) -> tuple[str, ...]:
    """Return the items typed in such a field, as the data file is to have them."""
    return tuple(values.to_write(path, kind, text or "") for path, kind, text in _items_of(edit, edit.now))


def value_of(edit: Edit, text: str | None, values: Values) -> Any:
    """Return the value of a field with this text, None for none; raise ValueError with a sentence."""
    if is_prompt(edit):
        return _one_or_all(map(values.shown, _items_of(edit, text)))
    return values.shown(edit.base._replace(text=text)) if text and text.strip() else None


def all_items(path: str, values: Values) -> Any:
    """Return the items of the list that begins at `path`, as `value_of` does those of its field."""
    holder = path.rpartition(".")[0]
    return _one_or_all(values.now(f"{holder}.{n}") for n in range(values.count(holder)))


def _one_or_all(found: Iterable[Any]) -> Any:
    items = tuple(found)
    return items if len(items) > 1 else next(iter(items), None)


def emptied(edit: Edit, values: Values) -> str | None:
    """Return the path of the first item that an edit leaves nothing of, None when there is none."""
    holder, _, name = edit.base.path.rpartition(".")
    if not name.isdigit():
        return None
    if is_prompt(edit):
        left, there = len(_items_of(edit, edit.now)), values.count(holder)
    else:
        left, there = int(name) + bool(edit.now and edit.now.strip()), int(name) + 1
    return f"{holder}.{left}" if left < there else None


def is_moved(path: str, shown: Sequence[FieldValue], values: Values) -> bool:
    """Say whether an item that the path goes through has another place now, or is gone.

    Item n of the document is item n of the data file when no other pairing of one of them is more alike.
    """
    return any(_is_moved(list_path, index, shown, values) for list_path, index in _list_paths(path))


def place_now(item: str, shown: Sequence[FieldValue], values: Values) -> str | None:
    """Return where an item of the document stands in the data now; None when that is not sure."""
    place = ""
    names = item.split(".")
    for end, name in enumerate(names):
        if not name.isdigit():
            place = f"{place}.{name}".strip(".")
            continue
        items = _items(".".join(names[:end]), shown)
        here = items.get(int(name), [])
        likeness = [_likeness(here, place, n, values) for n in range(values.count(place))]
        best = max(likeness, default=0)
        likely = [n for n, each in enumerate(likeness) if each == best]
        if int(name) in likely or not likeness:  # in a list without items a draft has a place for the first
            place = f"{place}.{name}"
        elif len(likely) == 1:
            place = f"{place}.{likely[0]}"
        else:
            return None
    return place


def stands_in(fields: Mapping[str, FieldValue], path: str, values: Values) -> int:
    """Return how many of the values that an item showed the item of the data at `path` has."""
    return sum(_stands(value, f"{path}.{name}".rstrip("."), values) for name, value in fields.items())


def _list_paths(path: str) -> list[tuple[str, int]]:
    """Return (path of the list, index) for each list that a path goes through, the outermost first."""
    names = path.split(".")
    return [(".".join(names[:i]), int(name)) for i, name in enumerate(names) if name.isdigit()]


def _is_moved(list_path: str, index: int, shown: Sequence[FieldValue], values: Values) -> bool:
    items = _items(list_path, shown)
    here = items.get(index, [])
    if index >= values.count(list_path):
        return any(value.text is not None for _rest, value in here)
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
