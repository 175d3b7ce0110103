"""The commands of `ansokan`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from generator import __version__
from generator.cli.printing import closing, show, show_json, show_report, tally
from generator.language import _, ngettext
from generator.problems import Problem, ProblemError, has_errors

HANDFUL = 5
"""With more data files than this, a progress bar is shown."""

files_argument = click.argument("files", nargs=-1, type=click.Path(path_type=Path))
templates_option = click.option(
    "--templates",
    type=click.Path(path_type=Path),
    help=_("Folder of templates. Default: templates beside the data folder, else the built-in one."),
)
format_option = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help=_("How to report.")
)
document_option = click.option(
    "--document", "documents", multiple=True, help=_("Only this document (the template folder's name).")
)


@click.group(
    help=_("One data file about a project becomes its applications and decision memo as Word files."),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="ansokan", help=_("Show the version."))
@click.option("--lang", help=_("Language of messages: sv or en. Default: that of the computer."))
def ansokan(lang: str | None) -> None:
    """Speak the language that main() has already chosen from `lang`."""
    del lang


@ansokan.command(help=_("Write a complete, commented data file to fill in."))
@click.argument("file", type=click.Path(path_type=Path))
@templates_option
def new(file: Path, templates: Path | None) -> None:
    """Write a data file, and beside it the schema that makes editors complete its keys."""
    from generator import scaffold  # noqa: PLC0415

    for path in scaffold.write_new(file, _forms(templates, file)):
        click.echo(_("written: {file}").format(file=path))


@ansokan.command(help=_("Say what is missing or wrong in data files, without making documents."))
@files_argument
@templates_option
@format_option
def check(files: tuple[Path, ...], templates: Path | None, form: str) -> int:
    """Print the Problems of each data file."""
    from generator.generate import check as check_one  # noqa: PLC0415

    problems = [
        problem for file in _data_files(files) for problem in check_one(file, _forms(templates, file))
    ]
    if form == "json":
        show_json(problems)
    else:
        show(problems)
        click.echo(", ".join(tally(problems)) + ".")
    return int(has_errors(problems))


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
@format_option
def generate(
    files: tuple[Path, ...],
    documents: tuple[str, ...],
    output: Path | None,
    templates: Path | None,
    final: bool,
    form: str,
) -> int:
    """Make documents and report on each."""
    from generator import generate as job  # noqa: PLC0415

    reports = []
    chosen = _data_files(files)
    with _progress(chosen, shown=form == "text") as bar:
        for file in bar:
            forms = _forms(templates, file)
            _refuse_unknown(documents, [each.name for each in forms])
            options = job.Options(output or _beside(file, "output"), documents, final)
            reports.append(job.generate(file, forms, options))
    problems = [problem for report in reports for problem in report.problems]
    if form == "json":
        made = [
            {"data": str(report.data), "document": str(outcome.document), "state": outcome.state}
            for report in reports
            for outcome in report.outcomes
        ]
        show_json(problems, documents=made)
    else:
        for report in reports:
            show_report(report)
        click.echo(closing(reports))
    return int(has_errors(problems))


@ansokan.command(help=_("Fill any Word template with any data (YAML or JSON)."))
@click.argument("template", type=click.Path(path_type=Path))
@click.argument("data", type=click.Path(path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
def fill(template: Path, data: Path, out: Path) -> None:
    """Render a template with plain data; no schema, no fields."""
    from generator.fill import fill as fill_one  # noqa: PLC0415

    click.echo(f"{_('written') if fill_one(template, data, out) else _('unchanged')}: {out}")


@ansokan.command(help=_("Check templates and forms against the schema, without data."))
@click.argument("names", nargs=-1)
@templates_option
@format_option
def lint(names: tuple[str, ...], templates: Path | None, form: str) -> int:
    """Print what is wrong with the templates."""
    from generator.lint import lint as lint_one  # noqa: PLC0415

    forms = _forms(templates, None)
    _refuse_unknown(names, [each.name for each in forms])
    problems = [p for each in forms if not names or each.name in names for p in lint_one(each, forms)]
    if form == "json":
        show_json(problems)
    else:
        show(problems)
        click.echo(", ".join(tally(problems)) + ".")
    return int(has_errors(problems))


@ansokan.command(help=_("Print the JSON Schema of a data file."))
@templates_option
def schema(templates: Path | None) -> None:
    """Print the schema that editors complete keys from."""
    from generator import scaffold  # noqa: PLC0415

    click.echo(json.dumps(scaffold.json_schema(_forms(templates, None)), ensure_ascii=False, indent=2))


def _forms(templates: Path | None, data: Path | None) -> list[Any]:
    from generator.grant.form import builtin_templates, load_all  # noqa: PLC0415

    beside = _beside(data, "templates") if data else Path("templates")
    own = beside if any(beside.glob("*/form.yaml")) else builtin_templates()
    return load_all(templates or own)


def _beside(data: Path, name: str) -> Path:
    folder = data.parent
    return (folder.parent if folder.name == "data" else folder) / name


def _data_files(files: Sequence[Path]) -> list[Path]:
    chosen = list(files) or sorted(Path("data").glob("*.yaml")) + sorted(Path("data").glob("*.yml"))
    if not chosen:
        message = _("There is no data file here. Make one with: ansokan new data/projekt.yaml")
        raise ProblemError(Problem("error", "no-data", message))
    return chosen


def _refuse_unknown(names: Sequence[str], known: Sequence[str]) -> None:
    for name in names:
        if name not in known:
            message = _("There is no document {name}. Choose among: {known}.")
            raise click.UsageError(message.format(name=name, known=", ".join(known)))


class _Plain:
    """Stands where a progress bar would, and shows nothing."""

    def __init__(self, files: Sequence[Path]) -> None:
        self._files = files

    def __enter__(self) -> Iterator[Path]:
        return iter(self._files)

    def __exit__(self, *_exception: object) -> None:
        return None


def _progress(files: Sequence[Path], *, shown: bool) -> Any:
    if not shown or len(files) <= HANDFUL or not click.get_text_stream("stderr").isatty():
        return _Plain(files)
    label = ngettext("{count} project", "{count} projects", len(files)).format(count=len(files))
    return click.progressbar(files, label=label, file=click.get_text_stream("stderr"))
