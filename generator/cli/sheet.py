"""The command that makes pages to paste from: sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import language
from generator.cli.printing import say, show
from generator.cli.shared import (
    document_option,
    files_argument,
    refuse_unknown,
    templates_option,
)
from generator.language import _, ngettext
from generator.problems import Problem, ProblemError
from generator.run.which_files import data_files, forms_for
from generator.system.output_folders import beside, folder_of, refuse_shared

if TYPE_CHECKING:
    from generator.grant.forms.form import Form


@click.command(
    help=_("Make a page for each document, with the answers to paste into the e-service or case system.")
)
@files_argument
@document_option
@click.option(
    "--output", type=click.Path(path_type=Path), help=_("Folder for the pages. Default: output beside data.")
)
@templates_option
def sheet(
    files: tuple[Path, ...], documents: tuple[str, ...], output: Path | None, templates: Path | None
) -> int:
    """Write the pages and say what became of each."""
    problems: list[Problem] = []
    changed: list[bool] = []
    chosen = data_files(files)
    refuse_shared(chosen, output)
    for file in chosen:
        forms = forms_for(templates, file)
        refuse_unknown(documents, [each.name for each in forms])
        folder = folder_of(output or beside(file, "output"), file)
        try:
            changed += _made(file, forms, documents, folder, output or beside(file, "output"))
        except ProblemError as error:
            problems += error.problems
    show(problems)
    written, same = sum(changed), len(changed) - sum(changed)
    pages = ngettext("{count} page written", "{count} pages written", written).format(count=written)
    say(f"{pages}, {ngettext('{count} unchanged', '{count} unchanged', same).format(count=same)}.")
    return int(bool(problems))


def _made(
    file: Path, forms: Sequence[Form], documents: Sequence[str], folder: Path, output: Path
) -> Iterator[bool]:
    """Write the pages of a data file, and yield of each whether it changed."""
    from generator import sheet as sheets
    from generator.grant.project import open_dossier
    from generator.run.status import status
    from generator.run.unpulled import unpulled

    dossier = open_dossier(file, forms, draft=False)
    spoken = language.in_use()
    with language.swedish():  # as the pages are
        if spoken != "sv":
            dossier = open_dossier(file, forms, draft=False)
        made = list(sheets.pages(dossier, documents, unpulled(status(file, forms, output)[0])))
    for name, content in made:
        changed = sheets.write(folder / name, content)
        say(f"{_('written') if changed else _('unchanged')}: {folder / name}")
        yield changed
