"""How the command ends: fine, with Problems, or with a bug of ours and a log to send."""

from __future__ import annotations

import platform
import sys
import tempfile
import traceback
from pathlib import Path

import click

from generator import __version__
from generator.cli.printing import show
from generator.language import _
from generator.problems import ProblemError

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
        click.echo(_("Interrupted. What was written is whole."), err=True)
        return INTERRUPTED
    except ProblemError as error:
        show(error.problems)
        return PROBLEMS
    except Exception:  # noqa: BLE001 -- whatever it is, it is our bug
        click.echo(_bug(), err=True)
        return BUG


def _bug() -> str:
    lines = [
        f"# ansokan {__version__}, Python {platform.python_version()}, {platform.platform()}",
        "",
        "```",
        traceback.format_exc().rstrip(),
        "```",
        "",
    ]
    message = _("This is a bug in the program, not in your file. Nothing was lost.")
    try:
        log = Path(tempfile.mkdtemp(prefix="ansokan-")) / "ansokan-bug.md"
        log.write_text("\n".join(lines), encoding="utf-8")
    except OSError:
        return "\n".join([message, *lines])
    return (
        message + " " + _("Please send this file to those who look after the program: {log}").format(log=log)
    )
