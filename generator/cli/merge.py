"""The command that brings mailed copies into the documents: merge."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.printing import say, show, show_json
from generator.cli.shared import accept_option, format_option
from generator.language import _
from generator.phrases.merged import change_line, copy_line, merge_counts
from generator.problems import has_errors
from generator.system.program import now

if TYPE_CHECKING:
    from generator.run.merging import Report


@click.command(
    help=_("Bring copies that people have edited and sent back into the documents they are copies of.")
)
@click.argument("copies", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    help=_("The data file. Default: the one that the copy comes from, in the folder data."),
)
@click.option(
    "--output", type=click.Path(path_type=Path), help=_("Folder of documents. Default: output beside data.")
)
@click.option("--dry-run", is_flag=True, help=_("Say what would be done, and write nothing."))
@accept_option
@format_option
def merge(
    copies: tuple[Path, ...],
    data: Path | None,
    output: Path | None,
    form: str,
    *,
    dry_run: bool,
    accept: bool,
) -> int:
    """Merge the copies and report on each."""
    from generator.run.merging import Task
    from generator.run.merging import merge as merge_all

    report = merge_all(Task(copies, now(), data, output, dry_run, accept))
    if form == "json":
        _show_json(report)
    else:
        _show(report, dry_run=dry_run)
    return int(has_errors(report.problems))


def _show_json(report: Report) -> None:
    show_json(
        report.problems,
        written=[str(path) for path in report.written],
        copies=[
            {
                "copy": str(each.copy),
                "document": str(each.document),
                "conflicts": each.conflicts,
                "changes": [change._asdict() for change in each.changes],
            }
            for each in report.copies
        ],
    )


def _show(report: Report, *, dry_run: bool) -> None:
    """Print what came from each copy, the documents that now hold it, and what is to be done next."""
    for each in report.copies:
        say(copy_line(each))
        for change in each.changes:
            say("    " + change_line(change))
    word = _("would be written") if dry_run else _("written")
    for document in report.written:
        say(f"{word}: {document}")
    show(report.problems)
    for document in report.written if not dry_run else ():
        say(
            _("Take what is in fields back to the data file: ansokan pull {document}").format(
                document=document
            )
        )
    say(", ".join(merge_counts(report)) + ".")
