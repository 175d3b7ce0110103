"""How the command ends: fine, with Problems, or with an internal error and a log to send."""

from __future__ import annotations

import sys

import click

from generator.cli.printing import say, show
from generator.language import _
from generator.problems import ProblemError
from generator.system import bugs

PROBLEMS, BUG, INTERRUPTED = 1, 3, 130


def run(command: click.Command) -> int:
    """Run the command and return its exit code; never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # an old Windows console cannot write å in its own encoding
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        return int(command.main(prog_name="ansokan", standalone_mode=False) or 0)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        return interrupted()
    except ProblemError as error:
        show(error.problems)
        return PROBLEMS
    except Exception as error:  # noqa: BLE001 -- whatever it is, it is our bug
        say(bugs.message(error), err=True)
        return BUG


def interrupted() -> int:
    """Say so after Ctrl-C and return the exit code."""
    say(_("Interrupted. What was written is whole."), err=True)
    return INTERRUPTED
