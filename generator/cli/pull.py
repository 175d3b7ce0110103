"""The command that takes edits in Word back to the data file: pull."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.printing import say, say_data, show, show_json
from generator.cli.shared import accept_option, format_option, templates_option
from generator.language import _
from generator.phrases.pulled import pull_counts, taken_lines
from generator.problems import has_errors

if TYPE_CHECKING:
    from generator.pull import Taken
    from generator.run.pulling import Change, Report


@click.command(help=_("Take what was changed in the fields of Word documents back to the data file."))
@click.argument("documents", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    help=_("The data file. Default: the one that the document comes from, in the folder data."),
)
@click.option(
    "--removed",
    is_flag=True,
    help=_("Take rows and items that were deleted in Word out of the data file too."),
)
@click.option("--dry-run", is_flag=True, help=_("Show how the data file would change, and write nothing."))
@accept_option
@templates_option
@format_option
def pull(
    documents: tuple[Path, ...],
    data: Path | None,
    templates: Path | None,
    form: str,
    **how: bool,
) -> int:
    """Take the edits, report on each, and write the data files."""
    from generator.run.pulling import Task, look, take

    task = Task(documents, data, templates, how["removed"], how["accept"])
    dry_run = how["dry_run"]
    return tell(look(task) if dry_run else take(task), form, dry_run=dry_run)


def tell(report: Report, form: str, *, dry_run: bool) -> int:
    """Print what was taken to the data files, or would be, and return the exit code."""
    changes = [line for each in report.changes for line in _difference(each)] if dry_run else []
    written = [each.data for each in report.changes if each.is_other]
    if form == "json":
        _show_json(report, written, changes)
    else:
        word = _("would be written") if dry_run else _("written")
        _show(report, [f"{word}: {file}" for file in written], changes)
    return int(has_errors(report.problems))


def _show_json(report: Report, written: Sequence[Path], changes: Sequence[str]) -> None:
    names = [str(file) for file in written]
    found = [_as_dict(file, each) for file, each in report.taken]
    show_json(report.problems, data=names, taken=found, looked=report.looked, difference="".join(changes))


def _as_dict(file: Path, each: Taken) -> dict[str, Any]:
    """Return the JSON form of `--format json`."""
    names = ("path", "title", "old", "new", "document", "items", "how", "references")
    return {**{name: getattr(each, name) for name in names}, "data": str(file)}


def _difference(change: Change) -> Iterator[str]:
    import difflib

    texts = change.source.text, change.pulled.text
    old, new = (text.splitlines(keepends=True) for text in texts)
    name = change.source.name
    for line in difflib.unified_diff(old, new, name, name):
        yield line.rstrip("\r\n") + "\n"


def _show(report: Report, written: Sequence[str], changes: Sequence[str]) -> None:
    """Print each field that was taken, the data files that now hold them, and how these would change."""
    taken = [each for _file, each in report.taken]
    for line in (*(line for each in taken for line in taken_lines(each)), *written):
        say(line)
    if changes:
        say_data("".join(changes).removesuffix("\n"))
    show(report.problems)
    say(", ".join(pull_counts(len(taken), report.looked, report.problems)) + ".")
