"""Single values of a data file as the schema reads them: two ways of writing one value are the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pydantic_core import ValidationError

from generator.fields import FieldValue
from generator.formats import read_back
from generator.grant.schema import Data
from generator.grant.schema.errors import group_of, owner, problems_of
from generator.grant.schema.references import headings, opened, references
from generator.grant.yaml.document import DataFile
from generator.hard_spaces import without_hard_spaces
from generator.markdown import parse, write

_INDEX = re.compile("[0-9]{1,9}")
"""The number of an item; no list is longer."""


class Values:
    """The values of a data file, one by one."""

    def __init__(self, file: DataFile, model: type[Data]) -> None:
        self.file, self._model = file, model
        self._parsed: dict[tuple[str, str], Any] = {}

    @property
    def references(self) -> Mapping[str, str]:
        """The path of each key that names items, and that of the names; # stands for an index."""
        return references(self._model)

    def headings(self, item: str) -> Mapping[str, str]:
        """Return what documents say of an item by the table that it stands in: keys, and what is written."""
        start = f"{opened(item)}."
        names = [path.removeprefix(start) for path in headings(self._model) if path.startswith(start)]
        return {name: text for name in names if (text := self.written(f"{item}.{name}"))}

    def title(self, path: str) -> str:
        """Return what people call the value."""
        field = owner(self._model, path.split("."))[1]
        return (field.title if field else "") or path.rpartition(".")[2]

    def called(self, path: str) -> str:
        """Return what people call a place: of an item of a list the list and its number first."""
        names = path.split(".")
        rows = [number for number, name in enumerate(names) if name.isdigit()]
        if not rows:
            return self.title(path)
        last = rows[-1]
        row = f"{self.title('.'.join(names[:last]))} {int(names[last]) + 1}"
        return row if last == len(names) - 1 else f"{row}: {self.title(path)}"

    def knows(self, path: str) -> bool:
        """Say whether the schema has a single value at the path."""
        names = path.split(".")
        if not all(name.isidentifier() or _INDEX.fullmatch(name) for name in names):
            return False
        holder, field = owner(self._model, names)
        return holder is not None and field is not None and group_of(field.annotation) is None

    def written(self, path: str) -> str | None:
        """Return what the file has at the path, None for no value; raise LookupError for a missing item.

        In a list without items no item is missing: a draft has a place for the first.
        """
        branch: Any = self.file.values
        for name in path.split("."):
            if isinstance(branch, list) and branch and name.isdigit():
                branch = branch[int(name)]
            elif isinstance(branch, Mapping):
                branch = branch.get(name)
            elif branch:
                raise LookupError(path)
            else:
                branch = None
        return branch if isinstance(branch, str) else None

    def count(self, list_path: str) -> int:
        """Return how many items the file has in a list, 0 where it has no list."""
        branch: Any = self.file.values
        for name in list_path.split("."):
            if isinstance(branch, list):
                branch = branch[int(name)] if _INDEX.fullmatch(name) and int(name) < len(branch) else None
            else:
                branch = branch.get(name) if isinstance(branch, Mapping) else None
        return len(branch) if isinstance(branch, list) else 0

    def now(self, path: str) -> Any:
        """Return the file's value, None when it has none; for what the schema refuses, a thing of its own."""
        written = self.written(path)
        try:
            return self.parsed(path, written) if written and written.strip() else None
        except ValueError as error:
            return error

    def shown(self, field: FieldValue) -> Any:
        """Return the value that a field with this text shows; raise ValueError with a sentence if none."""
        path, kind, text = field
        return None if text is None else self.parsed(path, self.to_write(path, kind, text))

    def to_write(self, path: str, kind: str, text: str) -> str:
        """Return what to write in the data file for a field's text; raise ValueError with a sentence."""
        try:
            found = text.strip() if kind == "choice" else read_back(kind, text)
        except ValueError as error:
            try:  # the words that stand for a date: "när ansökan skickas in"
                self.parsed(path, text.strip())
            except ValueError:
                raise error from None
            return text.strip()
        value = self.parsed(path, found)
        return str(value) if kind == "choice" else found

    def parsed(self, path: str, written: str) -> Any:
        """Return a value of the data file as the schema has it; raise ValueError with what is wrong."""
        if (path, written) not in self._parsed:
            self._parsed[path, written] = self._parse(path, written)
        return self._parsed[path, written]

    def _parse(self, path: str, written: str) -> Any:
        nested: Any = written
        for name in reversed(path.split(".")):
            nested = [nested] if name.isdigit() else {name: nested}
        try:
            value: Any = self._model.model_validate(nested)
        except ValidationError as error:
            raise ValueError(problems_of(error, self.file, self._model)[0].message) from None
        for name in path.split("."):
            value = value[0] if name.isdigit() else getattr(value, name)
        field = owner(self._model, path.split("."))[1]
        if isinstance(value, str):  # documents show hard ones
            value = without_hard_spaces(value)
        return write(parse(value)) if field is not None and field.kind == "markdown" else value
