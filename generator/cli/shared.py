"""What the commands share: options, which files and templates are meant, the moment of the run."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.language import _
from generator.problems import Problem, ProblemError
from generator.run.file_changes import is_temporary
from generator.system.files import builtin_templates
from generator.system.output_folders import beside
from generator.system.program import source_date

if TYPE_CHECKING:
    from generator.grant.forms.form import Form

files_argument = click.argument("files", nargs=-1, type=click.Path(path_type=Path))
templates_option = click.option(
    "--templates",
    type=click.Path(path_type=Path),
    help=_("Folder of templates. Default: templates beside the data folder, else the built-in one."),
)
format_option = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help=_("How to report.")
)
accept_option = click.option("--accept", is_flag=True, help=_("Take people's tracked changes as accepted."))
document_option = click.option(
    "--document", "documents", multiple=True, help=_("Only this document (the template folder's name).")
)


def forms_for(templates: Path | None, data: Path | None) -> list[Form]:
    """Return the forms in the folder of templates."""
    from generator.grant.forms.loading import load_all

    return load_all(folder_for(templates, data))


def folder_for(templates: Path | None, data: Path | None) -> Path:
    """Return the folder of templates: `templates`, else the one beside the data, else the built-in one."""
    if templates is not None:
        return templates
    folder = beside(data, "templates") if data else Path("templates")
    is_ours = any(folder.glob("*/form.yaml")) or any(folder.glob("profil/profil.yaml"))
    return folder if is_ours else builtin_templates()


def data_files(files: Sequence[Path]) -> list[Path]:
    """Return the files named, else all in data/; raise ProblemError when there is none."""
    found = sorted(Path("data").glob("*.yaml")) + sorted(Path("data").glob("*.yml"))
    chosen = list(files) or [path for path in found if not is_temporary(path.name)]
    if not chosen:
        message = _("There is no data file here. Make one with: ansokan new data/projekt.yaml")
        raise ProblemError(Problem("error", "no-data", message))
    return chosen


def now() -> datetime:
    """Return the moment of this run, or the one that SOURCE_DATE_EPOCH says (reproducible-builds.org)."""
    epoch = source_date()
    return datetime.now().astimezone() if epoch is None else datetime.fromtimestamp(epoch, UTC)


def refuse_unknown(names: Sequence[str], known: Sequence[str]) -> None:
    """Raise a usage error for a document that is not among the known ones."""
    for name in names:
        if name not in known:
            message = _("There is no document {name}. Choose among: {known}.")
            raise click.UsageError(message.format(name=name, known=", ".join(known)))
