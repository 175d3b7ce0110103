"""Many data files in one run: what goes wrong with one never stops the rest, and memory stays level."""

from __future__ import annotations

import gc
from collections.abc import Callable, Generator, Iterable
from pathlib import Path
from typing import NamedTuple

from generator.problems import ProblemError, by_weight
from generator.run.job import Options, Report
from generator.run.running import run
from generator.system import bugs

_FEW = 10


class Task(NamedTuple):
    """A data file, the folder of templates that it is for, and how to generate. Plain values."""

    data: Path
    templates: Path
    options: Options


def one(task: Task, do: Callable[[Path, Path, Options], Report] = run) -> Report:
    """Do the task; whatever is raised becomes a Problem of its data file, but Ctrl-C stops, late or not."""
    try:
        report = do(*task)
    except ProblemError as error:
        return Report(task.data, (), tuple(by_weight(error.problems)))
    except Exception as error:  # noqa: BLE001 -- whatever it is, it is our bug, and the other files go on
        return Report(task.data, (), (bugs.problem(error, task.data),))
    if bugs.heard:  # it came where Python could not raise it
        raise KeyboardInterrupt
    return report


def in_turn(tasks: Iterable[Task]) -> Generator[Report, None, None]:
    """Yield the report of each task, done one after the other in this process."""
    for number, task in enumerate(tasks, 1):
        yield one(task)
        tidy(number)


def tidy(number: int) -> None:
    """After every few files, free what they left behind.

    Trees of documents lie in rings, which Python looks for rarely: a thousand files would leave some 80 MB.
    What a batch still holds between two files it holds to its end, so it is looked through only once.
    """
    if number % _FEW == 0:
        gc.collect()
        gc.freeze()
