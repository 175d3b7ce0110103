"""How the command ends: fine, with Problems, or with an internal error and a log to send."""

from __future__ import annotations

import contextlib
import io

import click

from generator.cli import streams
from generator.cli.printing import say, show
from generator.language import _
from generator.problems import ProblemError
from generator.system import bugs
from generator.system.reasons import reason

PROBLEMS, BUG, INTERRUPTED = 1, 3, 130


def run(command: click.Command) -> int:
    """Run the command and return its exit code; never a traceback."""
    streams.prepare()
    try:
        return _ended(command)
    except OSError as error:
        if streams.failed(error):
            return _unprinted(error)
        raise


def _ended(command: click.Command) -> int:
    try:
        return int(command.main(prog_name="ansokan", standalone_mode=False) or 0)
    except click.ClickException as error:
        said = io.StringIO()  # it names what was typed, which may hold anything
        error.show(said)
        say(said.getvalue().rstrip("\n"), err=True)
        return error.exit_code
    except click.Abort:
        return interrupted()
    except ProblemError as error:
        show(error.problems)
        return PROBLEMS
    except Exception as error:
        if isinstance(error, OSError) and streams.failed(error):
            raise
        say(bugs.message(error), err=True)
        return BUG


def interrupted() -> int:
    """Say so after Ctrl-C and return the exit code."""
    say(_("Interrupted. What was written is whole."), err=True)
    return INTERRUPTED


def _unprinted(error: OSError) -> int:
    """Say why nothing more was printed, unless the reader has left, and return the exit code."""
    if not streams.is_gone(error):
        message = _("What is said here cannot be written: {reason}. Write it to another file.")
        with contextlib.suppress(OSError):
            say(message.format(reason=reason(error)), err=True)
    return PROBLEMS
