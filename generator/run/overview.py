"""A project as a whole: how far it has come, what is answered and wrong, its money and its days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.facts import VALUES, Facts, Stage
from generator.problems import Answered, Level, Problem, ProblemError, stops_final
from generator.run.job import Task
from generator.run.running import remembered
from generator.system.output_folders import FINALS, folder_of
from generator.tables import Amount

if TYPE_CHECKING:
    from generator.grant.forms.form import Form
    from generator.grant.project import Dossier

_LONGEST = 200
"""Characters of a name; one that the schema refuses may have any number."""


@dataclass(frozen=True)
class Overview:
    """A project in figures; one with a value that cannot be read has no documents and no `facts`.

    `finals`: whether the final of each of its documents lies beside the drafts.
    """

    file: Path
    problems: tuple[Problem, ...]
    name: str = ""
    documents: int = 0
    answers: tuple[Answered, ...] = ()
    facts: Facts | None = None
    finals: bool = False

    @property
    def required(self) -> int:
        """How many questions must have an answer; one that several documents ask counts once."""
        return self.answers[-1].required if self.answers else 0

    @property
    def answered(self) -> int:
        """How many of them have one."""
        return self.answers[-1].answered if self.answers else 0

    @property
    def applied(self) -> Decimal | None:
        """What is known of the kronor applied for."""
        return (self.facts.applied.kronor or Decimal(0)) if self.facts else None

    @property
    def stage(self) -> Stage:
        """How far it has come: as its data says, else by what is missing and whether the finals are made.

        Finals of a project in which something is missing or wrong since are not to be sent: it is a draft
        again. Whether they are as today's data would make them, `status` says.
        """
        if self.facts is None:
            return "unread"
        if self.facts.stage != "draft":
            return self.facts.stage
        if stops_final(self.problems) or not self.documents:
            return "draft"
        return "final" if self.finals else "ready"

    @property
    def unread(self) -> tuple[Problem, ...]:
        """The errors of one that cannot be read."""
        return tuple(each for each in self.problems if each.level == "error") if self.facts is None else ()

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
            "applied": plain(self.applied),
        }


def overview_of(task: Task) -> Overview:
    """Return the project of a task; from an earlier run, when it would be the same now."""
    return remembered("check", task, lambda: _made(task), None, Overview, Amount, *VALUES)


def _made(task: Task) -> Overview:
    from generator.grant.forms.loading import load_all

    folder = folder_of(task.options.output, task.data)
    return overview(task.data, load_all(task.templates), task.options.now.date(), folder)


def overview(file: Path, forms: Sequence[Form], today: date, folder: Path) -> Overview:
    """Return the project in a data file, as it stands today; `folder`: that of its documents."""
    from generator.grant.project import survey

    try:
        return overview_in(survey(file, forms, draft=True, today=today), file, today, folder)
    except ProblemError as error:
        return Overview(file, tuple(dict.fromkeys(error.problems)), file.stem)


def overview_in(dossier: Dossier, file: Path, today: date, folder: Path) -> Overview:
    """Return the project that was read from a data file."""
    from generator.grant.checks.roots import by_root
    from generator.grant.portfolio.facts import facts

    problems = (*dossier.slips, *by_root(dossier.problems))
    name, answers = _name(dossier), dossier.answered()
    if dossier.slips:
        return Overview(file, problems, name, answers=answers)
    forms = [document.form for document in dossier.documents]
    found = facts(dossier.data, forms, today)
    return Overview(file, problems, name, len(forms), answers, found, _has_finals(dossier, folder))


def plain(number: Decimal | None) -> int | float | None:
    """Return a number for JSON."""
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


def _name(dossier: Dossier) -> str:
    values = dossier.file.values.get("project")
    named = [values.get(key) for key in ("short_name", "name")] if isinstance(values, dict) else []
    name = next((each for each in named if each and isinstance(each, str)), Path(dossier.file.name).stem)
    return name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…"


def _has_finals(dossier: Dossier, folder: Path) -> bool:
    """Say whether the final of each document lies there, by the name that it has today."""
    if not folder.is_dir():
        return False
    from generator.run.finals import final_names

    names = final_names(dossier)
    return bool(names) and all((folder / FINALS / name.file).is_file() for name in names.values())
