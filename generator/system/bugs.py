"""A bug of ours: what is said of it, and the log to send to those who can mend it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from generator import __version__
from generator.language import _
from generator.problems import Problem

CODE = "bug"
"""The code of the Problem that a bug becomes where the work goes on."""


heard: list[int] = []
"""The signals of Ctrl-C that have come to this process."""


def problem(error: BaseException, file: Path) -> Problem:
    """Return the Problem of a data file at which the program failed."""
    return Problem("error", CODE, told(error), str(file))


def told(error: BaseException) -> str:
    """Write a log about the error and return what to say: where the log lies, else all that it says.

    An error after Ctrl-C is no bug, and is raised as KeyboardInterrupt: Python itself, as it makes a class,
    and libraries in C, as they are imported, make another error of it.
    """
    if heard:
        raise KeyboardInterrupt from error
    import traceback

    trace = "".join(traceback.format_exception(error)).rstrip()
    message = _("This is a bug in the program, not in your file. Nothing was lost.")
    try:
        log = _logged(trace)
    except OSError:
        return f"{message}\n{_about(trace)}"
    return f"{message} " + _("Please send this file to those who look after the program: {log}").format(
        log=log
    )


@lru_cache(maxsize=16)
def _logged(trace: str) -> Path:
    """Return the log: one for all the files, of a thousand, at which the same went wrong."""
    import tempfile

    log = Path(tempfile.mkdtemp(prefix="ansokan-")) / "ansokan-bug.md"
    log.write_text(_about(trace), encoding="utf-8")
    return log


def _about(trace: str) -> str:
    import platform

    head = f"# ansokan {__version__}, Python {platform.python_version()}, {platform.platform()}"
    return f"{head}\n\n```\n{trace}\n```\n"
