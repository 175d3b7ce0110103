"""A data file in one run: at once when nothing has changed since the last, else the whole job."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from generator.fields import Clash, Pending, Remark, UserEdit
from generator.language import _
from generator.problems import Answered, Place, Problem, ProblemError, by_weight
from generator.run.file_changes import is_temporary, stamps
from generator.run.job import Options, Outcome, Report, Standing, State, Status, Task
from generator.system import bugs
from generator.system.files import builtin_templates
from generator.system.generations import NAME as GENERATIONS
from generator.system.output_folders import BASES, folder_of
from generator.system.program import files_in
from generator.system.pulled_texts import NOTE as PULLED
from generator.system.remembering import NOTE, fingerprint, recall, remember

_NEXT: dict[State, State] = {
    "written": "unchanged",
    "replaced": "unchanged",
    "unchanged": "unchanged",
    "kept": "kept",
}
"""What becomes of a document in the next run, when nothing changes; any other state has to be seen again."""
_PARTS = (
    *(Report, Outcome, Status, Standing, Answered, Problem, Place),
    *(Pending, Clash, UserEdit, Remark),
)
"""What results are made of."""
_TOLD = "1"
"""The form of the note of what the last run told."""
Made = TypeVar("Made")


def run(task: Task) -> Report:
    """Bring a project's documents up to date with its data and its forms.

    Whatever goes wrong becomes a Problem of the report, so that the other data files of a run go on.
    """

    def next_time(report: Report) -> Report | None:
        return _next_time(report, task.options)

    report = _safely(task, lambda: remembered("generate", task, lambda: _whole(task), next_time))
    return _beside_the_last(report, task)


def _beside_the_last(report: Report, task: Task) -> Report:
    """Return the report with what the last run told of too, and note beside the bases what this one tells."""
    note = folder_of(task.options.output, task.data) / BASES / NOTE.format(kind="told")
    found = recall(note, _TOLD)
    told = frozenset(found if isinstance(found, tuple) else ())  # a damaged note tells nothing
    now = tuple(_identity(each) for each in report.problems)
    if not task.options.dry_run and frozenset(now) != told:
        remember(note, _TOLD, now)
    if task.options.final:  # what is sent is looked at whole
        return report
    return report._replace(known=tuple(each for each in report.problems if _identity(each) in told))


def _identity(problem: Problem) -> tuple[str, ...]:
    """Return what makes a Problem the same in two runs: lines and sums may have changed."""
    lines = _("The same on line {lines}.").partition("{")[0]
    message = "" if problem.depends else problem.message.partition(lines)[0]
    return problem.code, problem.path, problem.document, message


def stand(task: Task) -> tuple[tuple[Status, ...], tuple[Problem, ...]]:
    """Return how the documents of a data file stand, and a hint of each that is not made any more.

    Raises ProblemError when the data cannot be read.
    """
    return remembered("status", task, lambda: _status(task))


def _status(task: Task) -> tuple[tuple[Status, ...], tuple[Problem, ...]]:
    from generator.grant.forms.loading import load_all
    from generator.run.status import status

    found, left = status(task.data, load_all(task.templates), task.options.output)
    return tuple(found), tuple(left)


def warm_up(task: Task) -> None:
    """Do the whole job and write nothing: then all that it needs has been read."""
    dry = task._replace(options=task.options._replace(dry_run=True))
    _safely(task, lambda: _whole(dry))


def _safely(task: Task, job: Callable[[], Report]) -> Report:
    try:
        return job()
    except ProblemError as error:
        return Report(task.data, (), tuple(by_weight(error.problems)))
    except Exception as error:  # noqa: BLE001 -- whatever it is, it is our bug
        return Report(task.data, (), (bugs.problem(error, task.data),))


def remembered(
    kind: str,
    task: Task,
    make: Callable[[], Made],
    next_time: Callable[[Made], Made | None] | None = None,
    *classes: type,
) -> Made:
    """Return what `make` gives; from an earlier run, when it would be the same now.

    What writes documents says with `next_time` what it will give then, when nothing changes; None: not sure.
    """
    try:
        before = _read_by(kind, task), _documents(task)
    except ProblemError:  # `make` says what is wrong
        return make()
    note = folder_of(task.options.output, task.data) / BASES / NOTE.format(kind=kind)
    found: Made | None = recall(note, "".join(before), *_PARTS, *classes)
    if found is not None:
        return found
    made = make()
    result = made if next_time is None else next_time(made)
    try:
        after = _read_by(kind, task), _documents(task)
    except ProblemError:
        return made
    if result is not None and (after == before if next_time is None else after[0] == before[0]):
        remember(note, "".join(after), result)  # nobody has saved meanwhile
    return made


def folders(templates: Path) -> list[Path]:
    """Return the folders whose files a run with these templates depends on."""
    return [*dict.fromkeys([templates, builtin_templates()])]


def _read_by(kind: str, task: Task) -> str:
    """Return the fingerprint of what the documents are made from."""
    day = task.options.now.replace(hour=0, minute=0, second=0, microsecond=0)
    paths = [path for folder in folders(task.templates) for path in files_in(folder)]
    options = task.options._replace(now=day, dry_run=False)
    return fingerprint([task.data, *paths], kind, task.data, task.templates, *options)


def _documents(task: Task) -> str:
    """Return the fingerprint of the documents of the project, their bases, and the notes beside these."""
    folder = folder_of(task.options.output, task.data)
    kinds = ".docx", ".next", PULLED
    found = (path for path in files_in(folder) if path.endswith(kinds) and not is_temporary(Path(path).name))
    return fingerprint(
        found, stamps([str(folder / BASES / GENERATIONS)])
    )  # megabytes: to hash them takes long


def _next_time(report: Report, options: Options) -> Report | None:
    """Return what the next run will report when nothing changes; None when it has to look for itself."""
    if options.dry_run or not report.outcomes or any(each.state not in _NEXT for each in report.outcomes):
        return None
    outcomes = [each._replace(state=_NEXT[each.state], copy=None, settled=0) for each in report.outcomes]
    return report._replace(outcomes=tuple(outcomes))


def _whole(task: Task) -> Report:
    from generator.grant.forms.loading import load_all
    from generator.run.generate import generate

    return generate(task.data, load_all(task.templates), task.options)
