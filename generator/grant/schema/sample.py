"""A project in which every key has a value: so a document of it shows all that a form can show."""

from __future__ import annotations

from typing import Any

from generator.formats import UnfitError
from generator.grant.schema.base import Key, Part, keys_of
from generator.grant.schema.errors import group_of, is_list
from generator.grant.schema.types import kind_of

_OTHERWISE = "10 %", "2025", "2025-01-02", "12345678"
"""Values that a key takes which takes no plain text."""


def sample(model: type[Part], choice: int = 0) -> dict[str, Any]:
    """Return the values of a data file, as texts: a key's example, else a value of its kind.

    `choice`: which of the words of each choice, 0 for the first and -1 for the last. Each list has one item.
    Values that do not go together are not told apart.
    """
    return {name: _value(name, key, choice) for name, key in keys_of(model).items()}


def _value(name: str, key: Key, choice: int) -> Any:
    inner = group_of(key.annotation)
    one = sample(inner, choice) if inner else _text(name, key, choice)
    return [one] if is_list(key.annotation) else one


def _text(name: str, key: Key, choice: int) -> str:
    if key.options:
        return key.options[choice]
    known = (key.example, f"Text {name}", *_OTHERWISE)
    return next((each for each in known if each and _fits(key, each)), "")


def _fits(key: Key, text: str) -> bool:
    try:
        kind_of(key.annotation).parse(text)
    except UnfitError:
        return False
    return True
