"""Edits in Word taken to the data files: looked at, or written, all or only those that a person has chosen.

What is not chosen stays in the document as if it had been edited after the pull.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from generator.fields import PulledItems
from generator.grant import project
from generator.grant.yaml import document
from generator.grant.yaml.document import DataFile
from generator.problems import Problem, gathered
from generator.pull import (
    Pulled,
    Taken,
    base_of,
    data_file_of,
    everything,
    follow_renamed,
    origin,
    pull,
    refuse_other_kinds,
    restore_origin,
)
from generator.run.which_files import forms_for
from generator.run.word_file import WordFile
from generator.system import files
from generator.system.locks import locked
from generator.system.output_folders import BASES
from generator.system.pulled_texts import recall_all, remember
from generator.word.opc.package import Package
from generator.word.revisions.resolve import accept_proposals


class Task(NamedTuple):
    """Which documents, their data file and folder of templates when these are said, and what is taken.

    `removed`: items that were deleted in Word are taken out of the data. `accept`: what people propose in
    tracked changes counts as accepted.
    """

    documents: tuple[Path, ...]
    data: Path | None = None
    templates: Path | None = None
    removed: bool = False
    accept: bool = False


class Change(NamedTuple):
    """How one data file changes: the file as it was, and what was pulled."""

    data: Path
    source: DataFile
    pulled: Pulled

    @property
    def is_other(self) -> bool:
        """Say whether the file says anything else afterwards."""
        return self.pulled.text != self.source.text


class Report(NamedTuple):
    """What was taken to each data file, or would be, and what is to be said."""

    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]

    @property
    def taken(self) -> Iterator[tuple[Path, Taken]]:
        """What was taken, each with its data file."""
        return ((each.data, taken) for each in self.changes for taken in each.pulled.taken)

    @property
    def looked(self) -> int:
        """How many fields were looked at."""
        return sum(each.pulled.looked for each in self.changes)


def look(task: Task) -> Report:
    """Return what would be taken; nothing is written."""
    return _pulled(task, everything, lambda _change, _packages: None)


def take(task: Task, chosen: Callable[[Taken], bool] = everything) -> Report:
    """Write what is chosen to the data files, and return it."""
    return _pulled(task, chosen, _write)


def _pulled(
    task: Task, chosen: Callable[[Taken], bool], write: Callable[[Change, list[Package]], None]
) -> Report:
    problems: list[Problem] = []
    changes: list[Change] = []
    for data, packages in _by_data_file(task, problems).items():
        with gathered(problems):
            change = _change(data, packages, task, chosen)
            if change.is_other:
                write(change, packages)
            changes.append(change)
            problems += change.pulled.problems
    return Report(tuple(changes), tuple(problems))


def _by_data_file(task: Task, problems: list[Problem]) -> dict[Path, list[Package]]:
    """Return the documents, what is proposed in them accepted when asked for, by the data file of each."""
    found: dict[Path, list[Package]] = {}
    for path in dict.fromkeys(task.documents):
        with gathered(problems):
            package = WordFile(files.read(path), str(path)).package
            restore_origin(package)
            home = task.data or data_file_of(package)
            follow_renamed(package, home)
            if task.accept:
                accept_proposals(package)
            found.setdefault(home, []).append(package)
    return found


def _change(data: Path, packages: list[Package], task: Task, chosen: Callable[[Taken], bool]) -> Change:
    source = document.read(files.read(data), str(data))
    model = project.model(forms_for(task.templates, data))
    refuse_other_kinds(source, model)
    earlier = {each.name: recall_all(Path(each.name), origin(each).generation) for each in packages}
    bases = {each.name: base_of(each, data) for each in packages}
    made = pull(packages, source, model, earlier, bases, removed=task.removed, chosen=chosen)
    return Change(data, source, made)


def _write(change: Change, packages: list[Package]) -> None:
    """Write the data file, and note beside the bases what was pulled: no run sees one without the other."""
    path, source, pulled = change
    bases = {Path(package.name).parent / BASES for package in packages}
    with ExitStack() as held:
        for folder in sorted(folder for folder in bases if folder.is_dir()):
            held.enter_context(locked(folder))
        files.write(path, source.encode(pulled.text), over=source.encode(source.text))
        for package in packages:
            texts, items = pulled.texts.get(package.name, {}), pulled.items.get(package.name, PulledItems())
            if texts or any(items):
                remember(Path(package.name), origin(package).generation, texts, items)
