"""A project as it lay in its file at one moment: its texts, what the schema makes of them, what was found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from generator.language import _
from generator.problems import Level, Problem, ProblemError
from generator.system import files
from generator.web.kept.history import mark_of

if TYPE_CHECKING:
    from generator.grant.forms.form import Form
    from generator.grant.project import Dossier
    from generator.grant.schema import Data
    from generator.pull.schema_values import Values


@dataclass(frozen=True)
class Opened:
    """A project: `data` are the bytes that its file held.

    `dossier` is None while nothing can be read of the file; `writable`: whether all of it can, so that a
    value can be put in it.
    """

    path: Path
    data: bytes
    forms: Sequence[Form]
    model: type[Data]
    dossier: Dossier | None
    problems: tuple[Problem, ...]
    writable: bool

    @cached_property
    def mark(self) -> str:
        """What tells this content of the file from any other."""
        return mark_of(self.data)

    @cached_property
    def values(self) -> Values:
        """The texts of the file, one by one; raises ProblemError while nothing can be read."""
        from generator.pull.schema_values import Values

        if self.dossier is None:
            raise ProblemError(*self.problems)
        return Values(self.dossier.file, self.model)

    @cached_property
    def by_path(self) -> Mapping[str, list[Problem]]:
        """The findings at each path, also those that are told once with others of the same root."""
        found: dict[str, list[Problem]] = defaultdict(list)
        each_place = (*self.dossier.slips, *self.dossier.problems) if self.dossier else self.problems
        for problem in dict.fromkeys(
            replace(each, document="", section="", question="") for each in each_place
        ):
            found[problem.path].append(problem)
        return found

    @cached_property
    def unreviewed(self) -> frozenset[str]:
        """The paths of what was taken from an earlier project and nobody has reviewed."""
        return frozenset(self.dossier.unreviewed if self.dossier else ())

    @cached_property
    def earlier(self) -> str:
        """The name of the file that it was taken from."""
        return (self.values.written("carried_from") if self.dossier else "") or _("an earlier project")

    def count(self, level: Level) -> int:
        """Return how many findings of a level there are."""
        return sum(problem.level == level for problem in self.problems)

    def is_current(self) -> bool:
        """Say whether the file still holds this."""
        return files.read_if_there(self.path) == self.data


def open_project(path: Path, forms: Sequence[Form], today: date) -> Opened:
    """Return the project in a data file; raises ProblemError when there is no such file."""
    from generator.grant.checks.roots import by_root
    from generator.grant.project import model, survey
    from generator.grant.yaml import document

    data, made = files.read(path), model(forms)
    try:
        dossier = survey(path, forms, draft=True, today=today)
    except ProblemError as error:
        return Opened(path, data, forms, made, None, tuple(dict.fromkeys(error.problems)), writable=False)
    problems = (*dossier.slips, *by_root(dossier.problems))
    try:
        document.read(data, str(path))
    except ProblemError:
        return Opened(path, data, forms, made, dossier, problems, writable=False)
    return Opened(path, data, forms, made, dossier, problems, writable=True)
