"""Which lists of the data file are a sheet of the workbook each, and which keys of their items a column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.grant.schema.base import Key, Part, keys_of, once
from generator.grant.schema.errors import group_of, is_list, owner
from generator.grant.schema.references import references

LISTS = (
    "budget.lines",
    "budget.flat_rates",
    "project.activities",
    "project.partners",
    "financing.contributions",
)
"""Paths of the lists, in the order of their sheets."""
SEPARATOR = "; "
"""Between the items of a list that stands in one cell."""


@dataclass(frozen=True, eq=False)
class Column:
    """A key of an item: `name` (`granted.amount`), what people call it, and how its values are read.

    `named`: the path of the names that its values are, # for each index; "" where they are no names.
    """

    name: str
    title: str
    key: Key
    named: str = ""

    @property
    def kind(self) -> str:
        """The kind of its value, or of the items of its list."""
        return self.key.kind

    @property
    def is_list(self) -> bool:
        """Whether its value is a list of texts."""
        return is_list(self.key.annotation)


@dataclass(frozen=True)
class Sheet:
    """A list of the data file as a sheet: its path, the sheet's name, and the columns."""

    path: str
    title: str
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column | None:
        """Return the column of a key, None when the sheet has none."""
        return next((each for each in self.columns if each.name == name), None)


@once
def sheets(model: type[Part]) -> tuple[Sheet, ...]:
    """Return the sheets of the workbook of a project with this schema."""
    return tuple(_sheet(model, path) for path in LISTS)


def _sheet(model: type[Part], path: str) -> Sheet:
    found = owner(model, path.split("."))[1]
    item = group_of(found.annotation) if found else None
    if found is None or item is None:
        raise ValueError(f"the schema has no list of groups at {path}")
    names = {each.removeprefix(f"{path}.#."): named for each, named in references(model).items()}
    made = (
        Column(name, title, key, names.get(f"{name}.#" if is_list(key.annotation) else name, ""))
        for name, title, key in _keys(item)
    )
    return Sheet(path, found.title, tuple(made))


def _keys(item: type[Part]) -> Iterator[tuple[str, str, Key]]:
    """Yield what is said of an item in a cell each; of a group in it, what has room on one line."""
    for name, key in keys_of(item).items():
        inner = group_of(key.annotation)
        if inner is None:
            yield name, key.title, key
        elif not is_list(key.annotation):
            yield from (
                (f"{name}.{own}", f"{key.title}: {each.title}", each)
                for own, each in keys_of(inner).items()
                if group_of(each.annotation) is None and not each.several_lines
            )
