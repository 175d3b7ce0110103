"""`generate --watch`: the documents are made anew whenever a save touches them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from generator.cli.printing import say
from generator.cli.reports import Reporter
from generator.language import _, ngettext
from generator.problems import ProblemError
from generator.run.file_changes import Snapshot, changes, is_temporary, stamps
from generator.run.job import Task
from generator.run.running import folders, run, warm_up
from generator.system.program import files_in, now


def go_on(chosen: Callable[[], list[Path]], task: Callable[[Path], Task]) -> int:
    """Make the documents of the chosen data files, then again what each save touches, until Ctrl-C.

    `chosen` is asked again at each scan, for files come and go.
    """
    watched = _Watched(chosen, task)
    try:
        before = watched.scan()
        _make([*map(task, watched.files)])
        for file in watched.files[:1]:  # the first save is not to wait for what is read at first use
            warm_up(task(file))
        message = ngettext("Watching {count} project.", "Watching {count} projects.", len(watched.files))
        say(message.format(count=len(watched.files)) + " " + _("Ctrl-C ends it."))
        for touched in changes(before, watched.scan, time.sleep):
            _say_gone(watched.gone(touched))
            _make([*map(task, watched.reached_by(touched))])
    except KeyboardInterrupt:
        say(_("Stopped watching."))
    return 0


class _Watched:
    """The data files that are watched, and the templates that they are for."""

    def __init__(self, chosen: Callable[[], list[Path]], task: Callable[[Path], Task]) -> None:
        self._chosen, self._task = chosen, task
        self._seen: set[str] = set()
        self.files: list[Path] = []

    def scan(self) -> Snapshot:
        """Return what tells each file from what it was, for all files now."""
        try:
            self.files = self._chosen()
        except ProblemError:  # the last was taken away
            self.files = []
        self._seen.update(map(str, self.files))
        one_of = {file.parent: file for file in self.files}
        roots = {folder for file in one_of.values() for folder in folders(self._task(file).templates)}
        inside = (path for root in roots for path in files_in(root) if not is_temporary(Path(path).name))
        return stamps([*map(str, self.files), *inside])

    def reached_by(self, paths: set[str]) -> list[Path]:
        """Return the data files that these reach: a template reaches all."""
        return [file for file in self.files if str(file) in paths or paths - self._seen]

    def gone(self, paths: set[str]) -> list[str]:
        """Return those among them that were data files; one that was named is missed, and asked for again."""
        return sorted((paths & self._seen) - {str(file) for file in self.files})


def _make(tasks: Sequence[Task]) -> None:
    reporter = Reporter()
    for task in tasks:
        reporter.add(run(task))
    if tasks:
        reporter.end(f"{now():%H:%M:%S} ")


def _say_gone(files: Iterable[str]) -> None:
    for file in files:
        say(_("{file} is gone; its documents stay.").format(file=file))
