"""A group of keys in a YAML file: every key is known, each may have a title and help, few must be there.

Groups are dataclasses, which pydantic validates as they stand; it is read when a schema is not in the cache.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Self, TypeVar, cast, get_args

from generator.grant.schema.types import Kind
from generator.located import Missing, Origin, is_given

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema


Function = TypeVar("Function", bound=Callable[..., Any])


def once(function: Function) -> Function:
    """Let a function of a class work once for each (mypy takes no class for hashable, as cache() asks)."""
    return cast("Function", cache(function))


def key(title: str, help_: str = "", *, example: str = "") -> Any:
    """Return a key with its Swedish title, help and example; an answer that is missing is None."""
    return field(default=None, metadata=_words(title, help_, example))


def group(of: Any, title: str = "", help_: str = "") -> Any:
    """Return a key that holds a group of other keys."""
    return field(default_factory=of, metadata=_words(title, help_))


def items(title: str, help_: str = "", *, example: str = "") -> Any:
    """Return a key that holds a list."""
    return field(default=(), metadata=_words(title, help_, example))


def _words(title: str, help_: str, example: str = "") -> dict[str, Any]:
    words = {"title": title, "description": help_, "examples": [example] if example else None}
    return words if title else {}


class Part:
    """Keys that belong together. A key without a default must be there."""

    __slots__ = ("__dict__", "_known")
    _known: dict[str, Any]
    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    def __init_subclass__(cls) -> None:
        dataclass(init=False, repr=False, eq=False)(cls)

    def __init__(self, **values: Any) -> None:
        self.__dict__.update({each.name: _default(each) for each in fields(self)} | values)  # type: ignore[arg-type]

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{type(self).__name__}.{name} cannot be changed")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash(type(self))

    @property
    def worked_out(self) -> dict[str, Any]:
        """What has been worked out from the keys so far; they never change."""
        if not hasattr(self, "_known"):
            object.__setattr__(self, "_known", {})
        return self._known

    def checked(self) -> Self:
        """Return the group when its keys agree with each other; else raise a PydanticCustomError."""
        return self

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return the dataclass's schema, and after it the check of the whole where there is one."""
        from pydantic_core import core_schema

        schema = handler(source)
        if cls.checked is Part.checked:
            return schema
        return core_schema.no_info_after_validator_function(cls.checked, schema)


class Group(Part):
    """Keys of the data file; what is worked out from them are its public properties."""

    def located_fields(self) -> tuple[Mapping[str, Any], Mapping[str, Any], Mapping[str, tuple[str, str]]]:
        """Return the values, what is worked out, and the title and kind of each key."""
        return self.__dict__, _Derived(self), about(type(self))

    @property
    def answered(self) -> bool:
        """Whether any of its keys has a value; an item of a list may still wait for all of them."""
        return is_given(self)


class Key(NamedTuple):
    """A key of a group: the type of its values, and what people read of it."""

    annotation: Any
    title: str
    help: str
    example: str

    @property
    def kind(self) -> str:
        """The kind of its value, or of the items of its list."""
        return next(_kinds(self.annotation), "text")


class _Derived(Mapping[str, Any]):
    """What a group works out, by name; worked out when asked for."""

    def __init__(self, owner: Group) -> None:
        self._owner = owner

    def __getitem__(self, name: str) -> Any:
        if name not in derived_names(type(self._owner)):
            raise KeyError(name)
        known = self._owner.worked_out
        if name not in known:
            known[name] = getattr(self._owner, name)
        return known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(derived_names(type(self._owner)))

    def __len__(self) -> int:
        return len(derived_names(type(self._owner)))


@once
def derived_names(model: type[Group]) -> tuple[str, ...]:
    """Return the names of what a group works out: the public properties of our own models."""
    return tuple(
        name
        for base in reversed(model.__mro__)
        if issubclass(base, Group)
        for name, value in vars(base).items()
        if isinstance(value, property) and not name.startswith("_")
    )


@once
def keys_of(part: type[Part]) -> Mapping[str, Key]:
    """Return the keys of a group by name. Its module reads annotations as they stand, not as texts."""
    found: dict[str, Key] = {}
    for each in fields(part):  # type: ignore[arg-type]
        words = each.metadata
        example = words.get("examples") or [""]
        title, help_ = words.get("title", ""), words.get("description", "")
        found[each.name] = Key(each.type, title, help_, example[0])
    return found


@once
def about(model: type[Group]) -> dict[str, tuple[str, str]]:
    """Return the Swedish title and the kind of each key of a group."""
    return {name: (each.title or name, each.kind) for name, each in keys_of(model).items()}


def missing(part: type[Group], path: str, name: str) -> Missing:
    """Return what stands in the place of a key's value that is missing in the group at `path`."""
    title, kind = about(part)[name]
    return Missing(Origin(f"{path}.{name}", title, kind))


def _default(each: Field[Any]) -> Any:
    return each.default_factory() if each.default_factory is not MISSING else each.default


def _kinds(annotation: Any) -> Iterator[str]:
    # The arguments of Annotated are the type and its marks.
    if isinstance(annotation, Kind):
        yield annotation.name
    for inner in get_args(annotation):
        yield from _kinds(inner)
