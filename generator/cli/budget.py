"""The commands that take a project's money to Excel and back: budget export, budget import."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.printing import say, show, show_json
from generator.cli.pull import tell
from generator.cli.shared import format_option, templates_option
from generator.language import _


@click.group(help=_("Take costs, flat rates, activities, partners and financing to Excel and back."))
def budget() -> None:
    """Hold the two ways."""


@budget.command("export", help=_("Write a workbook of the project's money: sums as formulas."))
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--to",
    type=click.Path(path_type=Path),
    help=_("The workbook. Default: budget-… .xlsx among the project's documents."),
)
@templates_option
@format_option
def export(file: Path, to: Path | None, templates: Path | None, form: str) -> int:
    """Write the workbook and say where it lies."""
    from generator.run import budget as run

    book = to or run.place_of(file)
    changed, found = run.export(run.Task(file, book, templates))
    if form == "json":
        show_json(found, workbook=str(book), state="written" if changed else "unchanged")
    else:
        say(f"{_('written') if changed else _('unchanged')}: {book}")
        show(found)
    return 0


@budget.command(
    "import", help=_("Take what was changed in a workbook back to the data file: only what differs.")
)
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("book", type=click.Path(path_type=Path))
@click.option(
    "--column",
    "columns",
    multiple=True,
    help=_("In a workbook of your own: what a heading is, as “Kr/h=unit_price”. Repeat it for each."),
)
@click.option("--dry-run", is_flag=True, help=_("Show how the data file would change, and write nothing."))
@templates_option
@format_option
def import_(
    file: Path, book: Path, columns: tuple[str, ...], templates: Path | None, form: str, *, dry_run: bool
) -> int:
    """Take the changes, report on each, and write the data file."""
    from generator.run import budget as run

    task = run.Task(file, book, templates, named=_named(columns))
    if wrong := run.unknown_name(task):
        raise click.UsageError(wrong)
    return tell(run.look(task) if dry_run else run.take(task), form, dry_run=dry_run)


def _named(columns: tuple[str, ...]) -> dict[str, str]:
    """Return the keys of headings; raise a usage error for what says none."""
    found = {}
    for each in columns:
        heading, equals, key = each.rpartition("=")
        if not (heading.strip() and equals and key.strip()):
            message = _("{text} says no column. Write heading and key, such as “Kr/h=unit_price”.")
            raise click.UsageError(message.format(text=f"“{each}”"))
        found[heading.strip()] = key.strip()
    return found
