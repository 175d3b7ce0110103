"""A project as a whole: how much is answered, what is wrong, how much is applied for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.problems import Answered, Level, Problem, ProblemError
from generator.run.job import Task
from generator.run.running import remembered

if TYPE_CHECKING:
    from generator.grant.forms.form import Form
    from generator.grant.project import Dossier


@dataclass(frozen=True)
class Overview:
    """A project in figures; one with a value that cannot be read has no documents, and `applied` is None."""

    file: Path
    problems: tuple[Problem, ...]
    name: str = ""
    documents: int = 0
    answers: tuple[Answered, ...] = ()
    applied: Decimal | None = None

    @property
    def required(self) -> int:
        """How many questions must have an answer; one that several documents ask counts once."""
        return self.answers[-1].required if self.answers else 0

    @property
    def answered(self) -> int:
        """How many of them have one."""
        return self.answers[-1].answered if self.answers else 0

    def count(self, level: Level) -> int:
        """Return how many Problems of a level there are."""
        return sum(problem.level == level for problem in self.problems)

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON form of `--format json`."""
        return {
            "file": str(self.file),
            "name": self.name,
            "documents": self.documents,
            "required": self.required,
            "answered": self.answered,
            "errors": self.count("error"),
            "warnings": self.count("warning"),
            "missing": self.count("missing"),
            "applied": self.applied if self.applied is None else _number(self.applied),
        }


def overview_of(task: Task) -> Overview:
    """Return the project of a task; from an earlier run, when it would be the same now."""
    return remembered("check", task, lambda: _made(task), None, Overview)


def _made(task: Task) -> Overview:
    from generator.grant.forms.loading import load_all

    return overview(task.data, load_all(task.templates), task.options.now.date())


def overview(file: Path, forms: Sequence[Form], today: date) -> Overview:
    """Return the project in a data file, as it stands today."""
    from generator.grant.project import survey

    try:
        return overview_in(survey(file, forms, draft=True, today=today), file)
    except ProblemError as error:
        return Overview(file, tuple(dict.fromkeys(error.problems)), file.stem)


def overview_in(dossier: Dossier, file: Path) -> Overview:
    """Return the project that was read from a data file."""
    from generator.grant.checks.roots import by_root

    problems = (*dossier.slips, *by_root(dossier.problems))
    name, answers = _name(dossier), dossier.answered()
    if dossier.slips:
        return Overview(file, problems, name, answers=answers)
    return Overview(file, problems, name, len(dossier.documents), answers, _applied(dossier))


def _number(amount: Decimal) -> int | float:
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _name(dossier: Dossier) -> str:
    values = dossier.file.values.get("project")
    named = [values.get(key) for key in ("short_name", "name")] if isinstance(values, dict) else []
    return next((each for each in named if each and isinstance(each, str)), Path(dossier.file.name).stem)


def _applied(dossier: Dossier) -> Decimal:
    return sum((each.speakable["form"]["applied"] for each in dossier.documents), Decimal(0))
