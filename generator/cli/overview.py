"""The command that shows all projects together: overview."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from generator.cli.overview_json import as_dict
from generator.cli.overview_text import text_of
from generator.cli.printing import say, show, show_json
from generator.cli.progress import progress_bar
from generator.cli.shared import files_argument, templates_option
from generator.language import _
from generator.phrases.overview import sheets, tables
from generator.run.job import Options, Task
from generator.run.overview import Overview, overview_of
from generator.run.which_files import data_files_in_folders, folder_for
from generator.system.output_folders import beside
from generator.system.program import now

NAME = "oversikt"
"""What a file with the overview is called, when nobody says."""


@click.command(help=_("Show all projects: status, money by funder and year, next dates, strategic areas."))
@files_argument
@templates_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "html", "xlsx", "json"]),
    default="text",
    help=_("How to show it; html and xlsx are written to a file."),
)
@click.option(
    "--to",
    type=click.Path(path_type=Path),
    help=_("The file to write. Default: oversikt.html or oversikt.xlsx in output beside data."),
)
def overview(files: tuple[Path, ...], templates: Path | None, form: str, to: Path | None) -> int:
    """Show the projects in one of the forms; exit 1 when one of them cannot be read."""
    if to and form in {"text", "json"}:
        raise click.UsageError(
            _("--to goes with --format html or xlsx. Choose one of them, or leave --to out.")
        )
    moment, chosen = now(), data_files_in_folders(files)
    found = _read(
        [Task(each, folder_for(templates, each), Options(beside(each, "output"), moment)) for each in chosen]
    )
    unread = [problem for each in found for problem in each.unread]
    if form == "json":
        show_json((problem for each in found for problem in each.problems), **as_dict(found, moment.date()))
    elif form == "text":
        say(text_of(tables(found, moment.date())) + "\n")
        show(unread)
    else:
        target = to or beside(chosen[0], "output") / f"{NAME}.{form}"
        _write(found, moment.date(), target, form)
        say(_("written: {file}").format(file=target))
        show(unread)
    return int(any(each.facts is None for each in found))


def _read(tasks: Sequence[Task]) -> list[Overview]:
    """Return the projects; to read one that has changed takes a tenth of a second."""
    found = []
    with progress_bar(len(tasks), shown=True) as bar:
        for task in tasks:
            found.append(overview_of(task))
            if bar:
                bar.update(1)
    return found


def _write(found: Sequence[Overview], today: date, target: Path, form: str) -> None:
    """Write the overview as a file of this form."""
    if form == "html":
        from generator.sheet import write
        from generator.web.pages.overview import as_file

        write(target, as_file(found, today).encode())
    else:
        from generator.excel.overview_book import write_book

        write_book(target, sheets(tables(found, today)))
