"""The commands that say what is wrong: check, lint, schema."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import language
from generator.cli.answered import say_answered
from generator.cli.printing import say, say_data, show, show_json
from generator.cli.shared import (
    files_argument,
    format_option,
    refuse_unknown,
    templates_option,
)
from generator.cli.streams import speak_utf8
from generator.cli.table import table
from generator.language import _
from generator.phrases.findings import tally
from generator.problems import Problem, did_you_mean, has_errors
from generator.run.job import Options, Task
from generator.run.overview import overview_of
from generator.run.which_files import data_files, folder_for, forms_for
from generator.system.output_folders import beside
from generator.system.program import now

if TYPE_CHECKING:
    from generator.grant.forms.form import Form


@click.command(help=_("Say what is missing or wrong in data files, without making documents."))
@files_argument
@templates_option
@format_option
@click.option(
    "--explain",
    "code",
    metavar=_("CODE"),
    help=_("Say what a check looks for, why, and its source; of a question (form.id) where it comes from."),
)
def check(files: tuple[Path, ...], templates: Path | None, form: str, code: str | None) -> int:
    """Print the Problems of each data file, and of several files a table."""
    if code:
        return _explain(code, forms_for(templates, files[0] if files else None))
    tasks = [
        Task(file, folder_for(templates, file), Options(beside(file, "output"), now()))
        for file in data_files(files)
    ]
    projects = [*map(overview_of, tasks)]
    problems = [problem for project in projects for problem in project.problems]
    if form == "json":
        show_json(problems, projects=[project.as_dict() for project in projects])
    else:
        for project in projects:
            _show_apart(project.problems)
            say_answered(project.answers)
        if len(projects) > 1:
            say("\n".join([*table(projects), ""]))
        say(", ".join(tally(problems)) + ".")
    return int(has_errors(problems))


@click.command(help=_("Check templates and forms against the schema, without data."))
@click.argument("names", nargs=-1)
@templates_option
@format_option
@click.option("--annotate", is_flag=True, help=_("Write the findings as comments into a copy of the layout."))
def lint(names: tuple[str, ...], templates: Path | None, form: str, *, annotate: bool) -> int:
    """Print what is wrong with the templates."""
    from generator.lint.template_check import lint as lint_one

    forms = forms_for(templates, None)
    refuse_unknown(names, [each.name for each in forms])
    found = [(each, lint_one(each, forms)) for each in forms if not names or each.name in names]
    # What is wrong with what several forms share, a layout or a text taken over, is found with each.
    problems = list(dict.fromkeys(problem for _each, some in found for problem in some))
    if form == "json":
        show_json(problems)
    else:
        _show_apart(problems)
        say(", ".join(tally(problems)) + ".")
    if annotate:
        for each, some in found:
            if each.layout.parent == each.folder:  # another's is annotated with that
                _annotate(each, forms, some)
    return int(has_errors(problems))


@click.command(help=_("Print the JSON Schema of a data file."))
@templates_option
def schema(templates: Path | None) -> None:
    """Print the schema that editors complete keys from."""
    import json

    from generator.run import scaffold

    speak_utf8()
    say_data(json.dumps(scaffold.json_schema(forms_for(templates, None)), ensure_ascii=False, indent=2))


def _show_apart(problems: Sequence[Problem]) -> None:
    """Print Problems, when there are any, with an empty line after them."""
    if problems:
        show(problems, err=False)
        say("")


def _explain(code: str, forms: Sequence[Form]) -> int:
    """Print what a check or a question is; a usage error names the nearest when there is none of that id."""
    from generator.grant.checks.explain import codes, explain
    from generator.grant.checks.explain_question import explain_question, names
    from generator.phrases.explained import explanation

    if paragraphs := explain_question(code, forms):
        say("\n\n".join(paragraphs))
        return 0
    found = explain(code, forms)
    if not found:
        known = names(forms) if "." in code else codes(forms)
        message = _("There is no check or question called {code}.").format(code=code)
        raise click.UsageError(message + did_you_mean(code, known))
    for number, each in enumerate(found):
        if number:
            say("")
        say(explanation(each))
    return 0


def _annotate(form: Form, forms: Sequence[Form], problems: Sequence[Problem]) -> None:
    """Write the copy with comments, when there is anything to say in it, and name it."""
    from generator.lint.annotate import annotate
    from generator.lint.template_check import lint as lint_one

    if language.in_use() != "sv":  # what stands in a Word file is Swedish
        with language.swedish():
            problems = lint_one(form, forms)
    if copy := annotate(form.layout, problems):
        say(_("written: {file}").format(file=copy), err=True)
