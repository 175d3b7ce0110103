"""The commands that make files: new, generate, fill."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import click

from generator.cli.group import (
    ansokan,
    beside,
    data_files,
    document_option,
    files_argument,
    folder_for,
    format_option,
    forms_for,
    now,
    refuse_unknown,
    templates_option,
)
from generator.cli.reporting import closing, show_report, show_reports_json
from generator.job import Options, Outcome, Report
from generator.language import _, ngettext
from generator.problems import has_errors
from generator.running import run

HANDFUL = 5
"""With more data files than this, a progress bar is shown."""


@ansokan.command(help=_("Write a complete, commented data file to fill in."))
@click.argument("file", type=click.Path(path_type=Path))
@templates_option
def new(file: Path, templates: Path | None) -> None:
    """Write a data file, and beside it the schema that makes editors complete its keys."""
    from generator import scaffold

    for path in scaffold.write_new(file, forms_for(templates, file)):
        click.echo(_("written: {file}").format(file=path))


@ansokan.command(help=_("Make the documents of the data files (all in data/ when none is named)."))
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
@click.option("--replace", is_flag=True, help=_("Overwrite edited documents; keep each as a copy beside."))
@click.option("--pdf", is_flag=True, help=_("Make a PDF of each document too (needs LibreOffice)."))
@click.option(
    "--office",
    type=click.Path(path_type=Path),
    help=_("LibreOffice's program. Default: where it usually is."),
)
@click.option("--dry-run", is_flag=True, help=_("Say what would be done, and write nothing."))
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
    wants_pdf, office = how.pop("pdf"), how.pop("office")
    chosen = data_files(files)
    if documents:
        for folder in dict.fromkeys(folder_for(templates, file) for file in chosen):
            refuse_unknown(documents, [each.name for each in forms_for(folder, None)])
    reports = []
    with _progress(chosen, shown=form == "text") as bar:
        for file in bar:
            options = Options(output or beside(file, "output"), now(), documents, **how)
            reports.append(run(file, folder_for(templates, file), options))
    if wants_pdf and not how["dry_run"]:
        reports.append(_printed(reports, office))
    if form == "json":
        show_reports_json(reports)
    else:
        for report in reports:
            show_report(report)
        click.echo(closing(reports))
    return int(has_errors(problem for report in reports for problem in report.problems))


def _printed(reports: Sequence[Report], office: Path | None) -> Report:
    """Make PDF files of what was generated, in one call of LibreOffice, and report on them."""
    from generator.pdf import to_pdf

    made = [each.document for report in reports for each in report.outcomes if each.state != "refused"]
    printed, problems = to_pdf(made, office=office)
    return Report(Path(), tuple(Outcome(each.path, each.state) for each in printed), tuple(problems))


@ansokan.command(help=_("Fill any Word template with any data (YAML or JSON)."))
@click.argument("template", type=click.Path(path_type=Path))
@click.argument("data", type=click.Path(path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
def fill(template: Path, data: Path, out: Path) -> None:
    """Render a template with plain data; no schema, no fields."""
    from generator.fill import fill as fill_one

    click.echo(f"{_('written') if fill_one(template, data, out) else _('unchanged')}: {out}")


def _progress(files: Sequence[Path], *, shown: bool) -> Any:
    if not shown or len(files) <= HANDFUL or not sys.stderr.isatty():
        return nullcontext(files)
    label = ngettext("{count} project", "{count} projects", len(files)).format(count=len(files))
    return click.progressbar(files, label=label, file=sys.stderr)
