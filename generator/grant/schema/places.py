"""Where a draft shows that an answer can be typed: a list that the data lacks has a place, as a key has."""

from typing import Any, TypeVar

from generator.grant.schema.base import Group, Key, keys_of
from generator.grant.schema.errors import group_of, is_list
from generator.located import Unreadable

Placed = TypeVar("Placed", bound=Group)


def with_places(group: Placed) -> Placed:
    """Return the group with an empty item in each list that has none, as a new data file has."""
    keys = keys_of(type(group))
    held = {name: key for name, key in keys.items() if is_list(key.annotation) or group_of(key.annotation)}
    return group.model_copy(update={name: _placed(key, getattr(group, name)) for name, key in held.items()})


def _placed(key: Key, value: Any) -> Any:
    if isinstance(value, Unreadable):
        return value
    inner: Any = group_of(key.annotation)
    if not is_list(key.annotation):
        return with_places(value)
    return tuple(with_places(each) for each in value or (inner(),)) if inner else value or (None,)
