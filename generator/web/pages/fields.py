"""The fields of a theme, made from the schema: nothing here knows a key by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from generator.grant.checks.carried import NOT_REVIEWED
from generator.grant.schema.base import Key, Part, keys_of
from generator.grant.schema.errors import group_of, is_list
from generator.grant.schema.references import opened, paths_like, references
from generator.grant.schema.themes import Theme, keys_in
from generator.problems import Problem
from generator.web.kept.drafts import Draft
from generator.web.opened import Opened
from generator.web.pages.asked import Asked, asked
from generator.web.saving.long_lines import unbroken

Control = Literal["line", "lines", "markdown", "choice"]
SINGLES_TO_OTHERS = 3
"""Items are rows of a grid when so many keys are single values for each that is not."""
MOST_COLUMNS = 9
"""A grid has the first so many keys as columns; the others are unfolded under their row."""


@dataclass(frozen=True)
class Field:
    """One value: `text` as its file has it, `draft` what was typed and is not saved.

    `options`: what it is chosen among, each with its words; `names`: where the names stand that it is one of;
    `carried`: the earlier project that it was taken from, until somebody has reviewed it.
    """

    path: str
    key: Key
    control: Control
    text: str
    draft: Draft | None
    asked: tuple[Asked, ...]
    problems: tuple[Problem, ...]
    options: tuple[tuple[str, str], ...] = ()
    names: str = ""
    carried: str = ""
    kind: str = "field"

    @property
    def written(self) -> str:
        """What stands in the field."""
        return self.text if self.draft is None else self.draft.value


@dataclass(frozen=True)
class Heap:
    """Keys that belong together."""

    path: str
    key: Key
    inside: tuple[Any, ...]
    problems: tuple[Problem, ...]
    kind: str = "group"


@dataclass(frozen=True)
class Row:
    """An item of a list; `is_new`: the one after the last, which is there when something is typed in it.

    `carried`: as of a Field, for a row of a grid, whose cells have no room for it.
    """

    path: str
    number: int
    cells: tuple[Any, ...]
    more: tuple[Any, ...]
    is_new: bool
    carried: str = ""

    @property
    def name(self) -> str:
        """What the row is recognised by: its first text."""
        return next((each.written for each in self.cells if each.kind == "field" and each.written), "")


@dataclass(frozen=True)
class Items:
    """A list: of single values, of rows of a grid (`columns`), or of groups, each a card."""

    path: str
    key: Key
    columns: tuple[tuple[str, Key], ...]
    rows: tuple[Row, ...]
    asked: tuple[Asked, ...]
    problems: tuple[Problem, ...]
    kind: str
    draft: None = None
    carried: str = ""


@dataclass(frozen=True)
class Fields:
    """What makes the fields of a project."""

    project: Opened
    drafts: Mapping[str, Draft]
    questions: Mapping[str, list[Asked]]

    @classmethod
    def of(cls, project: Opened, drafts: Mapping[str, Draft]) -> Fields:
        """Return what makes the fields of a project."""
        return cls(project, drafts, asked(project.dossier) if project.dossier else {})

    def theme(self, theme: Theme) -> tuple[Any, ...]:
        """Return what is filled in under a theme."""
        return tuple(self.made(path, key) for path, key in keys_in(theme, self.project.model))

    def made(self, path: str, key: Key) -> Any:
        """Return the field, the group or the list of a key."""
        inner = group_of(key.annotation)
        if is_list(key.annotation):
            return self._items(path, key, inner)
        if inner is not None:
            return Heap(path, key, tuple(self._inside(inner, path)), self._problems(path))
        return self._field(path, key)

    def _inside(self, group: type[Part], path: str) -> Iterator[Any]:
        for name, key in keys_of(group).items():
            yield self.made(f"{path}.{name}", key)

    def _field(self, path: str, key: Key) -> Field:
        control: Control = "line"
        options = self._options(key)
        if options:
            control = "choice"
        elif key.kind == "markdown":
            control = "markdown"
        elif key.several_lines:
            control = "lines"
        asked_here = tuple(self.questions.get(path, ()))
        return Field(
            path,
            key,
            control,
            self._text(path),
            self.drafts.get(path),
            asked_here,
            self._problems(path),
            options,
            references(self.project.model).get(opened(path), ""),
            self.project.earlier if path in self.project.unreviewed else "",
        )

    def _options(self, key: Key) -> tuple[tuple[str, str], ...]:
        if key.names_form:
            return tuple((form.name, form.text.short) for form in self.project.forms)
        return tuple((each, each) for each in key.options)

    def names(self) -> Mapping[str, list[str]]:
        """Return the names of items that other values name, by the path of the names with # for indexes."""
        values = self.project.dossier.file.values if self.project.dossier else {}
        patterns = dict.fromkeys(references(self.project.model).values())
        return {each: [self._text(path) for path in paths_like(values, each)] for each in patterns}

    def _text(self, path: str) -> str:
        try:
            text = (self.project.values.written(path) or "").rstrip("\n")
        except LookupError:
            return ""
        return unbroken(self.project.model, path, text)

    def _problems(self, path: str) -> tuple[Problem, ...]:
        """Return what is said at a path; of what is to be reviewed each field has a mark of its own."""
        return tuple(each for each in self.project.by_path.get(path, ()) if each.code != NOT_REVIEWED)

    def _items(self, path: str, key: Key, group: type[Part] | None) -> Items:
        columns = _columns(group) if group else {}
        count = self.project.values.count(path)
        rows = tuple(self._row(path, key, group, columns, number, count) for number in range(count + 1))
        kind = "texts" if group is None else "grid" if columns else "cards"
        asked_here = tuple(self.questions.get(path, ()))
        return Items(path, key, tuple(columns.items()), rows, asked_here, self._problems(path), kind)

    def _row(
        self,
        path: str,
        key: Key,
        group: type[Part] | None,
        columns: Mapping[str, Key],
        number: int,
        count: int,
    ) -> Row:
        where = f"{path}.{number}"
        if group is None:
            cells: tuple[Any, ...] = (self._field(where, key),)
            return Row(where, number, cells, (), number == count)
        names = columns or keys_of(group)
        made = (self.made(f"{where}.{name}", each) for name, each in names.items())
        cells = tuple(replace(each, carried="") if columns else each for each in made)
        rest = {name: each for name, each in keys_of(group).items() if name not in names}
        more = tuple(self.made(f"{where}.{name}", each) for name, each in rest.items())
        is_carried = columns and any(path.startswith(f"{where}.") for path in self.project.unreviewed)
        carried = self.project.earlier if is_carried else ""
        return Row(where, number, cells, more, number == count, carried)


def _columns(group: type[Part]) -> dict[str, Key]:
    """Return the keys of the items that are columns of a grid; none when they are better as cards."""
    keys = keys_of(group)
    singles = {
        name: key
        for name, key in keys.items()
        if group_of(key.annotation) is None and not is_list(key.annotation) and key.kind != "markdown"
    }
    if len(singles) < SINGLES_TO_OTHERS * (len(keys) - len(singles)):
        return {}
    return dict(list(singles.items())[:MOST_COLUMNS])
