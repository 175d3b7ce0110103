"""The commands that say what is wrong: check, lint, schema."""

from __future__ import annotations

import json
from pathlib import Path

import click

from generator.cli.group import (
    ansokan,
    data_files,
    files_argument,
    format_option,
    forms_for,
    refuse_unknown,
    templates_option,
)
from generator.cli.printing import show, show_json, tally
from generator.language import _
from generator.problems import has_errors


@ansokan.command(help=_("Say what is missing or wrong in data files, without making documents."))
@files_argument
@templates_option
@format_option
def check(files: tuple[Path, ...], templates: Path | None, form: str) -> int:
    """Print the Problems of each data file."""
    from generator.generate import check as check_one  # noqa: PLC0415

    problems = [
        problem for file in data_files(files) for problem in check_one(file, forms_for(templates, file))
    ]
    if form == "json":
        show_json(problems)
    else:
        show(problems)
        click.echo(", ".join(tally(problems)) + ".")
    return int(has_errors(problems))


@ansokan.command(help=_("Check templates and forms against the schema, without data."))
@click.argument("names", nargs=-1)
@templates_option
@format_option
def lint(names: tuple[str, ...], templates: Path | None, form: str) -> int:
    """Print what is wrong with the templates."""
    from generator.lint import lint as lint_one  # noqa: PLC0415

    forms = forms_for(templates, None)
    refuse_unknown(names, [each.name for each in forms])
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

    click.echo(json.dumps(scaffold.json_schema(forms_for(templates, None)), ensure_ascii=False, indent=2))
