"""The command that takes edits in Word back to the data file: pull."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.group import ansokan, format_option, forms_for, templates_option
from generator.cli.printing import show, show_json, tally
from generator.language import _, ngettext
from generator.problems import Problem, ProblemError, has_errors

if TYPE_CHECKING:
    from generator.grant.datafile import DataFile
    from generator.pull import Pulled, Taken

Documents = list[tuple[str, bytes]]


@ansokan.command(help=_("Take what was changed in the fields of Word documents back to the data file."))
@click.argument("documents", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    help=_("The data file. Default: the one that the document comes from, in the folder data."),
)
@click.option("--dry-run", is_flag=True, help=_("Show how the data file would change, and write nothing."))
@templates_option
@format_option
def pull(
    documents: tuple[Path, ...], data: Path | None, dry_run: bool, templates: Path | None, form: str
) -> int:
    """Take the edits, report on each, and write the data files."""
    problems: list[Problem] = []
    taken: list[Taken] = []
    changes: list[str] = []
    looked = 0
    for file, group in _by_data_file(documents, data, problems).items():
        try:
            source, pulled = _pull_one(file, group, templates)
            if not dry_run and pulled.text != source.text:
                _write(file, source, pulled)
        except ProblemError as error:
            problems += error.problems
            continue
        problems += pulled.problems
        taken += pulled.taken
        looked += pulled.looked
        changes += _difference(source, pulled) if dry_run else []
    if form == "json":
        show_json(
            problems, taken=[asdict(each) for each in taken], looked=looked, difference="".join(changes)
        )
    else:
        _show(taken, changes, problems, looked)
    return int(has_errors(problems))


def _by_data_file(
    documents: Sequence[Path], data: Path | None, problems: list[Problem]
) -> dict[Path, Documents]:
    """Return the documents by the data file that each comes from."""
    from generator import files
    from generator.pull import origin

    found: dict[Path, Documents] = {}
    for path in dict.fromkeys(documents):
        try:
            content = files.read(path)
            home = data or _data_file(path, origin(str(path), content).data)
        except ProblemError as error:
            problems += error.problems
            continue
        found.setdefault(home, []).append((str(path), content))
    return found


def _data_file(document: Path, name: str) -> Path:
    """Return the data file of that name: in data/ beside the document's folders, else in data/ here."""
    from generator.files import is_there

    plain = Path(name).name
    for folder in (*document.absolute().parents, Path()):
        for candidate in (folder / "data" / plain, folder / plain):
            if is_there(candidate) and candidate.is_file():
                return _short(candidate)
    message = _(
        "The document comes from the data file {name}, which is not in a folder data beside it or here. "
        "Name the file with --data."
    )
    raise ProblemError(Problem("error", "pull-no-data", message.format(name=plain), str(document)))


def _short(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _pull_one(file: Path, documents: Documents, templates: Path | None) -> tuple[DataFile, Pulled]:
    from generator import files
    from generator.grant import datafile, dossier
    from generator.pull import pull as pull_all

    source = datafile.read(files.read(file), str(file))
    return source, pull_all(documents, source, dossier.model(forms_for(templates, file)))


def _write(path: Path, source: DataFile, pulled: Pulled) -> None:
    from generator import files

    files.write(path, source.encode(pulled.text), over=source.encode(source.text))


def _difference(source: DataFile, pulled: Pulled) -> Iterable[str]:
    import difflib

    old, new = (text.splitlines(keepends=True) for text in (source.text, pulled.text))
    for line in difflib.unified_diff(old, new, source.name, source.name):
        yield line.rstrip("\r\n") + "\n"


def _show(taken: Sequence[Taken], changes: Sequence[str], problems: Sequence[Problem], looked: int) -> None:
    from generator.pull.excerpts import excerpts

    for each in taken:
        old, new = excerpts(each.old or "", each.new or "")
        line = _('taken: {path}: "{old}" -> "{new}" ({document})')
        click.echo(line.format(path=each.path, old=old, new=new, document=each.document))
    click.echo("".join(changes), nl=False)
    show(problems)
    counts = [
        ngettext("{count} field taken", "{count} fields taken", len(taken)).format(count=len(taken)),
        ngettext("{count} looked at", "{count} looked at", looked).format(count=looked),
        *tally(problems),
    ]
    click.echo(", ".join(counts) + ".")
