"""A data file as far as it can be read: in the place of a value that cannot stands UNREADABLE."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, TypeVar

from pydantic import ValidationError

from generator.grant.schema.base import Part, keys_of
from generator.grant.schema.data import Data
from generator.grant.schema.errors import key_meant, owner, problems_of, steps_of, without_empty
from generator.grant.yaml import document
from generator.grant.yaml.document import DataFile
from generator.located import UNREADABLE, Unreadable, if_readable
from generator.problems import Problem, ProblemError

Model = TypeVar("Model", bound=Data)


class Read(NamedTuple):
    """A data file, its values, and the slips that keep some of them from being read."""

    file: DataFile
    data: Data
    slips: tuple[Problem, ...]


def read_what_can_be(content: bytes, name: str, model: type[Data]) -> Read:
    """Return what can be read of a data file; raise ProblemError when nothing can."""
    try:
        file = document.read(content, name)
    except document.SlipsError as slips:
        if slips.rest is None:
            raise ProblemError(*slips.problems) from None
        told = slips.lines | {each.place.line for each in slips.problems if each.code != "encoding"}
        data, found = _fitting(slips.rest, model, slips.affected)
        found = [*slips.problems, *(each for each in found if each.place.line not in told)]
        return Read(slips.rest, data, tuple(sorted(found, key=lambda problem: problem.place[:2])))
    data, found = _fitting(file, model, ())
    return Read(file, data, tuple(found))


def _fitting(file: DataFile, model: type[Model], unread: Iterable[str]) -> tuple[Model, list[Problem]]:
    """Return the values that fit the model, and a Problem for each that does not."""
    problems: list[Problem] = []
    paths = {_of_field(path) for path in unread} - {""}
    while True:
        values = without_empty(file.values, model)
        for path in paths:
            _take_out(values, path.split("."))
        try:
            data = model.model_validate(values)
            break
        except ValidationError as error:
            problems += problems_of(error, file, model)
            found = set(_unread(error, model, file))
            if found <= paths:
                raise ProblemError(*problems) from None
            paths |= found
    for path in paths:
        _put(data, path.split("."))
    _forget_worked_out_years(data)
    return data, problems


def _unread(error: ValidationError, model: type[Part], file: DataFile) -> Iterator[str]:
    """Yield the path of each value that does not fit, and those of the keys that an unknown one may mean."""
    for detail in error.errors(include_url=False):
        steps = steps_of(detail, model)
        yield _of_field(".".join(steps))
        parent = owner(model, steps)[0]
        if detail["type"] == "extra_forbidden" and parent is not None:
            meant = key_meant(steps[-1], keys_of(parent))
            beside = [".".join([*steps[:-1], key]) for key in ([meant] if meant else keys_of(parent))]
            yield from (path for path in beside if file.value_at(path) is None)


def _of_field(path: str) -> str:
    """Return the path of the key that holds a value: an item that cannot be read leaves its list unknown."""
    steps = path.split(".")
    while steps and steps[-1].isdigit():
        steps.pop()
    return ".".join(steps)


def _take_out(values: Any, steps: list[str]) -> None:
    """Take out what stands at a path, if anything does."""
    *parents, last = steps
    for step in parents:
        if isinstance(values, list) and step.isdigit() and int(step) < len(values):
            values = values[int(step)]
        else:
            values = values.get(step) if isinstance(values, dict) else None
    if isinstance(values, dict):
        values.pop(last, None)


def _put(group: Any, steps: list[str]) -> None:
    """Put UNREADABLE at the path of a key that the model has."""
    *parents, last = steps
    for step in parents:
        if isinstance(group, tuple):
            group = group[int(step)] if step.isdigit() and int(step) < len(group) else None
        else:
            group = vars(group).get(step) if isinstance(group, Part) else None
    if isinstance(group, Part) and last in keys_of(type(group)):
        vars(group)[last] = UNREADABLE


def _forget_worked_out_years(data: Data) -> None:
    """Where the years of the project cannot be read, the year of a cost that names none is not known."""
    if not isinstance(if_readable(data.calendar_years), Unreadable):
        return
    lines = if_readable(lambda: tuple(data.budget.lines))
    for line in () if isinstance(lines, Unreadable) else lines:
        if line.answered and "year" not in line.model_fields_set:
            vars(line)["year"] = UNREADABLE
