"""A data file in one run: at once when nothing has changed since the last, else the whole job."""

from __future__ import annotations

from pathlib import Path

from generator.problems import ProblemError, by_weight
from generator.run import remembering
from generator.run.job import Options, Report, Task
from generator.system import bugs
from generator.system.files import builtin_templates


def run(task: Task) -> Report:
    """Bring a project's documents up to date with its data and its forms.

    Whatever goes wrong becomes a Problem of the report, so that the other data files of a run go on.
    """
    try:
        return _remembered(*task)
    except ProblemError as error:
        return Report(task.data, (), tuple(by_weight(error.problems)))
    except Exception as error:  # noqa: BLE001 -- whatever it is, it is our bug
        return Report(task.data, (), (bugs.problem(error, task.data),))


def warm_up(task: Task) -> None:
    """Do the whole job and write nothing: then all that it needs has been read."""
    run(task._replace(options=task.options._replace(dry_run=True)))


def folders(templates: Path) -> list[Path]:
    """Return the folders whose files a run with these templates depends on."""
    return [*dict.fromkeys([templates, builtin_templates()])]


def _remembered(data: Path, templates: Path, options: Options) -> Report:
    before = _seen(data, templates, options)
    if before and (report := remembering.recall(data, before, options)):
        return report
    report = _whole(data, templates, options)
    if before and _seen(data, templates, options) == before:  # nobody has saved meanwhile
        remembering.remember(report, before, options)
    return report


def _seen(data: Path, templates: Path, options: Options) -> str | None:
    try:
        return remembering.seen(data, folders(templates), options)
    except ProblemError:  # the whole job says what is wrong
        return None


def _whole(data: Path, templates: Path, options: Options) -> Report:
    from generator.grant.forms.form import load_all
    from generator.run.generate import generate

    return generate(data, load_all(templates), options)
