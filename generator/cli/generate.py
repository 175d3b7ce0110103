"""The commands that make files: new, generate, fill."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import click

from generator.cli.printing import say, say_data, show
from generator.cli.progress import progress_bar
from generator.cli.reports import Reporter
from generator.cli.shared import (
    accept_option,
    document_option,
    files_argument,
    format_option,
    refuse_unknown,
    templates_option,
)
from generator.language import _, ngettext
from generator.phrases.outcomes import outcome_line
from generator.problems import ProblemError
from generator.run.job import MOST_YEARS, Options, Report, Task
from generator.run.running import run
from generator.run.which_files import data_files, folder_for, forms_for
from generator.system.files import read_if_there
from generator.system.output_folders import beside, refuse_shared
from generator.system.program import now


@click.command(help=_("Write a complete, commented data file to fill in."))
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--from",
    "earlier",
    type=click.Path(path_type=Path),
    help=_(
        "Begin with the texts, people, rates and receivers of an earlier project: its data file, or a "
        "document of it when that is gone."
    ),
)
@click.option(
    "--years",
    type=click.IntRange(0, MOST_YEARS),
    metavar=_("NUMBER"),
    help=_("Take its days and years too, moved by so many years. Default: they are left out."),
)
@templates_option
def new(file: Path, earlier: Path | None, years: int | None, templates: Path | None) -> None:
    """Write a data file, and beside it the schema that makes editors complete its keys."""
    from generator.run import beginning, scaffold

    if years is not None and earlier is None:
        raise click.UsageError(_("--years moves the days of an earlier project. Name it with --from."))
    forms = forms_for(templates, file)
    made = beginning.begun_from(earlier, forms, years) if earlier else None
    for path in scaffold.write_new(file, forms, made and made.data):
        say(_("written: {file}").format(file=path))
    if made and earlier:
        show(made.problems, err=False)
        say(_taken(made.taken, earlier))


def _taken(count: int, earlier: Path) -> str:
    return ngettext(
        "{count} value is taken from {file}, and marked until it is reviewed or changed. See it with: "
        "ansokan check",
        "{count} values are taken from {file}, each marked until it is reviewed or changed. See them with: "
        "ansokan check",
        count,
    ).format(count=count, file=earlier)


@click.command(help=_("Make the documents of the data files (all in data/ when none is named)."))
@files_argument
@document_option
@click.option(
    "--output", type=click.Path(path_type=Path), help=_("Folder for documents. Default: output beside data.")
)
@templates_option
@click.option(
    "--final", is_flag=True, help=_("Make documents to send: no fields, no draft marks; refuse on errors.")
)
@click.option(
    "--track-changes", is_flag=True, help=_("Show in edited documents what is brought in as tracked changes.")
)
@accept_option
@click.option("--replace", is_flag=True, help=_("Overwrite edited documents; keep each as a copy beside."))
@click.option("--pdf", is_flag=True, help=_("Make a PDF of each document too (needs LibreOffice)."))
@click.option(
    "--package",
    is_flag=True,
    help=_(
        "With --final: freeze what is sent as a zip file with the documents, their PDFs, the data file, what "
        "was found and a list of checksums. What is sent next is a new version, with what has changed."
    ),
)
@click.option(
    "--office",
    type=click.Path(path_type=Path),
    help=_("LibreOffice's program. Default: where it usually is."),
)
@click.option("--dry-run", is_flag=True, help=_("Say what would be done, and write nothing."))
@click.option(
    "--watch",
    is_flag=True,
    help=_(
        "Go on: make anew what each save of a data file or template touches, until Ctrl-C. A document that "
        "is open in Word is left until the next save."
    ),
)
@format_option
def generate(
    files: tuple[Path, ...],
    documents: tuple[str, ...],
    output: Path | None,
    templates: Path | None,
    form: str,
    **how: Any,
) -> int:
    """Make documents and report on each."""
    watch, wants_pdf, office, package = (how.pop(name) for name in ("watch", "pdf", "office", "package"))
    if watch:
        _refuse_beside_watch(wants_pdf, how["final"], how["dry_run"], form == "json")
    if package and not how["final"]:
        raise click.UsageError(_("--package is for what is sent: add --final."))
    chosen = data_files(files)
    if documents:
        for folder in dict.fromkeys(folder_for(templates, file) for file in chosen):
            refuse_unknown(documents, [each.name for each in forms_for(folder, None)])

    def task(file: Path) -> Task:
        options = Options(output or beside(file, "output"), now(), documents, **how)
        return Task(file, folder_for(templates, file), options)

    if watch:
        refuse_shared(chosen, output)
        from generator.cli.watch import go_on

        return go_on(lambda: data_files(files), task)
    reporter = Reporter(form, dry_run=how["dry_run"])
    try:
        refuse_shared(chosen, output)
    except ProblemError as error:
        reporter.add(Report(Path(), (), error.problems))
        return reporter.end()
    made = _make(reporter, [*map(task, chosen)], kept=package, progress=form == "text")
    printed = Report(Path(), (), ())
    if (wants_pdf or package) and not how["dry_run"]:
        from generator.run.printing import print_all

        printed = print_all(reporter.documents, office)
        reporter.add(printed)
    for each in made if not how["dry_run"] else ():
        reporter.add(_frozen(each, [outcome.document for outcome in printed.outcomes]))
    return reporter.end()


class _Made(NamedTuple):
    """What became of a data file; `data`: what it held before, None when it could not be read."""

    task: Task
    report: Report
    data: bytes | None


def _frozen(made: _Made, printed: Sequence[Path] = ()) -> Report:
    from generator.phrases.sent import texts_of
    from generator.run.sent import freeze

    return freeze(made.task, made.report, made.data, texts_of, printed)


def _make(reporter: Reporter, tasks: Sequence[Task], *, kept: bool, progress: bool) -> list[_Made]:
    """Make the documents and report on each data file in its turn, above the progress bar.

    What became of them is returned when it is to be `kept`.
    """
    made = []
    with progress_bar(len(tasks), shown=progress) as bar:
        for task in tasks:
            data = _held(task.data) if kept else None
            report = run(task)
            made += [_Made(task, report, data)] if kept else []
            if bar:
                click.echo("\r" + " " * (bar.max_width or 0) + "\r", nl=False, err=True)
            reporter.add(report)
            if bar:
                bar.update(1)
    return made


def _held(data: Path) -> bytes | None:
    """Return what a data file holds; what is wrong with it the run says."""
    with suppress(ProblemError):
        return read_if_there(data)
    return None


def _refuse_beside_watch(*asked: bool) -> None:
    """Raise a usage error for what is asked for beside --watch and makes no sense there."""
    for option, is_asked in zip(("--pdf", "--final", "--dry-run", "--format json"), asked, strict=True):
        if is_asked:
            message = _("--watch cannot be used with {option}. Leave one of them out.")
            raise click.UsageError(message.format(option=option))


@click.command(help=_("Fill any Word template with any data (YAML or JSON)."))
@click.argument("template", type=click.Path(path_type=Path))
@click.argument("data", type=click.Path(path_type=Path), required=False)
@click.argument("out", type=click.Path(path_type=Path), required=False)
@click.option("--replace", is_flag=True, help=_("Overwrite an edited OUT; keep it as a copy beside."))
@click.option(
    "--names", is_flag=True, help=_("Print the names that TEMPLATE needs, as a data file to fill in.")
)
def fill(template: Path, data: Path | None, out: Path | None, *, replace: bool, names: bool) -> None:
    """Render a template with plain data; no schema, no fields."""
    from generator.run.filling.fill import fill as fill_one
    from generator.run.filling.fill import needed

    if names and not data:
        say_data(needed(template))
        return
    if names or not data or not out:
        raise click.UsageError(_("Name TEMPLATE, DATA and OUT, or TEMPLATE alone with --names."))
    outcome = fill_one(template, data, out, now() if replace else None)
    show(outcome.notes)
    say(outcome_line(outcome))
