"""Data files shared out over processes: each gets the next file when it is ready with the last.

Not a ProcessPoolExecutor: when one of its processes dies, it ends the others in the middle of their files and
does not say at which file it happened.
"""

from __future__ import annotations

import contextlib
import gc
import signal
from collections.abc import Generator, Iterable
from multiprocessing import connection, get_context
from typing import TYPE_CHECKING, Any

from generator import language
from generator.language import _
from generator.problems import Problem
from generator.run.batch import Task, one, tidy
from generator.run.job import Report

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

    Pipe = connection.Connection[Any, Any]

_PATIENCE = 5.0
"""Seconds that a process may take to finish its file, when no more is asked of it."""


def shared(tasks: Iterable[Task], count: int) -> Generator[Report, None, None]:
    """Yield the reports, in the order of the tasks, which `count` processes do at the same time.

    However this ends, the processes finish the files that they are at, and leave.
    """
    left = enumerate(tasks)
    reports: dict[int, Report] = {}
    turn = 0
    crew = [_Worker() for _number in range(count)]
    try:
        for worker in crew:
            worker.take(next(left, None))
        while busy := {worker.pipe: worker for worker in crew if worker.at is not None}:
            for pipe in connection.wait(list(busy)):
                worker = busy[pipe]  # type: ignore[index]
                number, report = worker.report()
                reports[number] = report
                worker.take(next(left, None))
            while turn in reports:
                yield reports.pop(turn)
                turn += 1
    finally:
        for worker in crew:
            worker.dismiss()
        for worker in crew:
            worker.end()


class _Worker:
    """Does one task at a time in a process of its own, and in a new one when that has died."""

    pipe: Pipe

    def __init__(self) -> None:
        self.at: tuple[int, Task] | None = None
        """The task that it does, and its number."""
        self._process: SpawnProcess | None = None

    def take(self, at: tuple[int, Task] | None) -> None:
        """Begin with a task; without one, there is no more to do."""
        self.at = at
        if at is None:
            self.dismiss()
            return
        if self._process is None:
            self._start()
        with contextlib.suppress(OSError):  # it has just died: report() will say so
            self.pipe.send(at[1])

    def report(self) -> tuple[int, Report]:
        """Return the number of its task, and what became of it."""
        assert self.at is not None
        number, task = self.at
        try:
            return number, self.pipe.recv()
        except (EOFError, OSError):
            self.dismiss()
            self.end()
            return number, Report(task.data, (), (_died(task),))

    def dismiss(self) -> None:
        """Let the process leave when it is ready."""
        if self._process is not None:
            self.pipe.close()

    def end(self) -> None:
        """Wait until the process has left; it is not waited for without end."""
        if self._process is not None:
            self._process.join(_PATIENCE)
            self._process.kill()
            self._process = None

    def _start(self) -> None:
        context = get_context("spawn")  # as in Windows; a copy of this process would hold its locks
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, language.in_use()), daemon=True)
        # A terminal sends Ctrl-C to all its processes: the new one is deaf to it from its first moment.
        heard = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            self._process.start()
        finally:
            signal.signal(signal.SIGINT, heard)
        theirs.close()


def _work(pipe: Pipe, name: str) -> None:
    """Do what comes through the pipe until it is closed: then nobody asks for more, or nobody is there."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # in Windows it is not inherited
    gc.set_threshold(200_000, 20, 20)  # as in cli/__init__.py
    language.use(name)
    number = 0
    with contextlib.suppress(EOFError, OSError):
        while True:
            pipe.send(one(pipe.recv()))
            number += 1
            tidy(number)


def _died(task: Task) -> Problem:
    message = _(
        "The process that worked on this file was ended from outside; perhaps there was not memory enough. "
        "What was written is whole. Generate this file again, with fewer --jobs."
    )
    return Problem("error", "worker-died", message, str(task.data))
