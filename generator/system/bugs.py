"""An internal error: its message, and the log to send to those who can fix it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from generator import __version__
from generator.language import _
from generator.problems import Problem

CODE = "bug"
"""The code of the Problem that a bug becomes where the work goes on."""


def problem(error: BaseException, file: Path) -> Problem:
    """Return the Problem of a data file at which the program failed."""
    return Problem("error", CODE, message(error), str(file))


def message(error: BaseException) -> str:
    """Write a log about the error and return what to print: where the log lies, else the log itself."""
    import traceback

    trace = "".join(traceback.format_exception(error)).rstrip()
    text = _("This is a bug in the program, not in your file. Nothing was lost.")
    try:
        log = _logged(trace)
    except OSError:
        return f"{text}\n{_log_of(trace)}"
    return f"{text} " + _("Please send this file to those who look after the program: {log}").format(log=log)


@lru_cache(maxsize=16)
def _logged(trace: str) -> Path:
    """Return the log: one for all the files, of a thousand, at which the same went wrong."""
    import tempfile

    log = Path(tempfile.mkdtemp(prefix="ansokan-")) / "ansokan-bug.md"
    log.write_text(_log_of(trace), encoding="utf-8")
    return log


def _log_of(trace: str) -> str:
    import platform

    head = f"# ansokan {__version__}, Python {platform.python_version()}, {platform.platform()}"
    return f"{head}\n\n```\n{trace}\n```\n"
