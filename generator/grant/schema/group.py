"""A group of keys in the data file: every key has a Swedish title and help, and none must be there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from generator.grant.schema.kinds import Kind


def key(title: str, help_: str = "", *, example: str = "", **more: Any) -> Any:
    """Return a key with its Swedish title, help and example; an answer that is missing is None."""
    return Field(
        default=None, title=title, description=help_, examples=[example] if example else None, **more
    )


def group(of: Any, title: str, help_: str = "") -> Any:
    """Return a key that holds a group of other keys."""
    return Field(default_factory=of, title=title, description=help_)


def items(title: str, help_: str = "", *, example: str = "") -> Any:
    """Return a key that holds a list."""
    return Field(default=(), title=title, description=help_, examples=[example] if example else None)


class Group(BaseModel):
    """Keys that belong together; what is worked out from them are its public properties."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    def located_fields(self) -> tuple[Mapping[str, Any], Mapping[str, Any], Mapping[str, tuple[str, str]]]:
        """Return the values, what is worked out, and the title and kind of each key."""
        return self.__dict__, _Derived(self), about(type(self))


class _Derived(Mapping[str, Any]):
    """What a group works out, by name; worked out when asked for."""

    def __init__(self, owner: Group) -> None:
        self._owner = owner

    def __getitem__(self, name: str) -> Any:
        if name not in derived_names(type(self._owner)):
            raise KeyError(name)
        return getattr(self._owner, name)

    def __iter__(self) -> Iterator[str]:
        return iter(derived_names(type(self._owner)))

    def __len__(self) -> int:
        return len(derived_names(type(self._owner)))


@cache
def derived_names(model: type[Group]) -> tuple[str, ...]:
    """Return the names of what a group works out: the public properties of our own models."""
    return tuple(
        name
        for base in reversed(model.__mro__)
        if issubclass(base, Group) and base is not Group
        for name, value in vars(base).items()
        if isinstance(value, property) and not name.startswith("_")
    )


@cache
def about(model: type[Group]) -> dict[str, tuple[str, str]]:
    """Return the Swedish title and the kind of each key of a group."""
    return {name: (field.title or name, kind_of(field)) for name, field in model.model_fields.items()}


def kind_of(field: Any) -> str:
    """Return the kind of a field or of the items of its list."""
    return next(_kinds(field.annotation, field.metadata), "text")


def _kinds(annotation: Any, metadata: Any) -> Iterator[str]:
    yield from (mark.name for mark in metadata if isinstance(mark, Kind))
    yield from (mark.name for mark in getattr(annotation, "__metadata__", ()) if isinstance(mark, Kind))
    for inner in getattr(annotation, "__args__", ()):
        yield from _kinds(inner, ())
