"""The command that says what this computer has of all that the program uses: doctor."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.printing import say
from generator.language import N_, _
from generator.run.doctor import examined

_WORDS = {"there": N_("there"), "missing": N_("missing"), "error": N_("error")}


@click.command(help=_("Say what is there of Word, LibreOffice and rights, and what is missing for what."))
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False, exists=True), default=Path())
def doctor(folder: Path) -> int:
    """Print a line for each thing; 1 when one of them stands in the way of everything."""
    found = list(examined(folder))
    for finding in found:
        say(f"{_(_WORDS[finding.state])}: {finding.text}")
    return int(any(finding.state == "error" for finding in found))
