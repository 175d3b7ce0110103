"""A group of keys in a YAML file: every key is known, each may have a title and help, few must be there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Annotated, Any, NamedTuple, TypeVar, cast

from pydantic import BaseModel, ConfigDict, Field

from generator.grant.schema.types import FORM_NAME, SEVERAL_LINES, has_mark, kind_of, options_of
from generator.located import About, Missing, Origin, if_readable, is_given

Function = TypeVar("Function", bound=Callable[..., Any])


def once(function: Function) -> Function:
    """Let a function of a class work once for each (mypy takes no class for hashable, as cache() asks)."""
    return cast("Function", cache(function))


def key(title: str, help_: str = "", *, example: str = "") -> Any:
    """Return a key with its Swedish title, help and example; an answer that is missing is None."""
    return Field(None, title=title, description=help_, examples=[example] if example else None)


def group(of: Any, title: str = "", help_: str = "") -> Any:
    """Return a key that holds a group of other keys."""
    return Field(default_factory=of, title=title or None, description=help_ if title else None)


def items(title: str, help_: str = "", *, example: str = "") -> Any:
    """Return a key that holds a list."""
    return Field((), title=title, description=help_, examples=[example] if example else None)


class Part(BaseModel):
    """Keys that belong together. A key without a default must be there."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Group(Part):
    """Keys of the data file; what is computed from them are its public properties."""

    def located_fields(self, title: str) -> tuple[Mapping[str, Any], Mapping[str, Any], Mapping[str, About]]:
        """Return the values, what is computed, and what is said of each key; `title`: that of this group."""
        computed = {name: if_readable(partial(getattr, self, name)) for name in derived_names(type(self))}
        return self.__dict__, computed, self.about_keys(title)

    @classmethod
    def about_keys(cls, _title: str) -> Mapping[str, About]:
        """Return what is said of each key; `_title`: that of the group."""
        return about(cls)

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
        return kind_of(self.annotation).name

    @property
    def options(self) -> tuple[str, ...]:
        """The words that its value, or each item of its list, is chosen among; none for other types."""
        return options_of(self.annotation)

    @property
    def several_lines(self) -> bool:
        """Whether its value, or each item of its list, needs more room than a line where it is typed."""
        return has_mark(self.annotation, SEVERAL_LINES)

    @property
    def names_form(self) -> bool:
        """Whether its value, or each item of its list, is the name of a receiver's form."""
        return has_mark(self.annotation, FORM_NAME)


@once
def derived_names(model: type[Group]) -> tuple[str, ...]:
    """Return the names of what a group computes: the public properties of our own models."""
    return tuple(
        name
        for base in reversed(model.__mro__)
        if issubclass(base, Group)
        for name, value in vars(base).items()
        if isinstance(value, property) and not name.startswith("_")
    )


@once
def keys_of(part: type[Part]) -> Mapping[str, Key]:
    """Return the keys of a group by name."""
    return {
        name: Key(
            Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation,
            field.title or "",
            field.description or "",
            (field.examples or [""])[0],
        )
        for name, field in part.model_fields.items()
    }


@once
def about(model: type[Group]) -> dict[str, About]:
    """Return what is said of each key of a group."""
    return {name: About(each.title or name, each.kind, each.options) for name, each in keys_of(model).items()}


def missing(part: type[Group], path: str, name: str) -> Missing:
    """Return what stands in the place of a key's value that is missing in the group at `path`."""
    title, kind, options, _whose = about(part)[name]
    return Missing(Origin(f"{path}.{name}", title, kind, options=options))
