"""The command that says how documents stand: status."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.group import ansokan, data_files, files_argument, forms_for, templates_option
from generator.cli.printing import say, show
from generator.language import _, ngettext
from generator.problems import Problem
from generator.projects import beside, refuse_shared

if TYPE_CHECKING:
    from generator.status import Status

MOST = 5
"""So many paths are named; the others are counted."""


@ansokan.command(help=_("Say how each document stands: up to date, edited in Word, in conflict."))
@files_argument
@click.option(
    "--output", type=click.Path(path_type=Path), help=_("Folder for documents. Default: output beside data.")
)
@templates_option
def status(files: tuple[Path, ...], output: Path | None, templates: Path | None) -> int:
    """Print a line for each document, then what is wrong with those that cannot be read."""
    from generator.status import status as status_of

    chosen = data_files(files)
    refuse_shared(chosen, output)
    problems: list[Problem] = []
    for file in chosen:
        for each in status_of(file, forms_for(templates, file), output or beside(file, "output")):
            say(f"{each.document}: {', '.join(_words(each))}")
            problems += each.problems
    show(problems)
    return int(bool(problems))


def _words(each: Status) -> list[str]:
    if each.problems:
        return [_("cannot be told")]
    if not each.there:
        return [_("not generated yet")]
    if not each.ours or each.stale is None:
        return [_("not generated here")]
    words = [_stale(each.stale) if each.stale else _("up to date")]
    if each.pending:
        count = len(each.pending)
        text = ngettext("{count} field to pull", "{count} fields to pull", count)
        words.append(text.format(count=count) + f" ({_named([field.path for field in each.pending])})")
    if each.edits:
        text = ngettext("{count} other edit by hand", "{count} other edits by hand", each.edits)
        words.append(text.format(count=each.edits))
    if each.conflicts:
        words.append(
            ngettext("{count} conflict", "{count} conflicts", each.conflicts).format(count=each.conflicts)
        )
    return words


def _stale(paths: tuple[str, ...]) -> str:
    if paths == ("*",):
        return _("stale (the form has changed)")
    return _("stale ({paths} changed)").format(paths=_named(paths))


def _named(paths: tuple[str, ...] | list[str]) -> str:
    more = [f"+{len(paths) - MOST}"] if len(paths) > MOST else []
    return ", ".join([*dict.fromkeys(paths[:MOST]), *more])
