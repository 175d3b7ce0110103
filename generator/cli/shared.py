"""What the commands share: options, and which documents may be asked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from generator.language import _

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


def refuse_unknown(names: Sequence[str], known: Sequence[str]) -> None:
    """Raise a usage error for a document that is not among the known ones."""
    for name in names:
        if name not in known:
            message = _("There is no document {name}. Choose among: {known}.")
            raise click.UsageError(message.format(name=name, known=", ".join(known)))
