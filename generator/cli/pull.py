"""The command that takes edits in Word back to the data file: pull."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.printing import say, say_data, show, show_json, tally
from generator.cli.shared import accept_option, format_option, forms_for, templates_option
from generator.language import _, ngettext
from generator.problems import Problem, ProblemError, has_errors
from generator.system.output_folders import BASES
from generator.system.pulled_texts import recall_all, remember

if TYPE_CHECKING:
    from generator.grant.yaml.document import DataFile
    from generator.pull import Pulled, Taken
    from generator.word.opc.package import Package


@click.command(help=_("Take what was changed in the fields of Word documents back to the data file."))
@click.argument("documents", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    help=_("The data file. Default: the one that the document comes from, in the folder data."),
)
@click.option(
    "--removed",
    is_flag=True,
    help=_("Take rows and items that were deleted in Word out of the data file too."),
)
@click.option("--dry-run", is_flag=True, help=_("Show how the data file would change, and write nothing."))
@accept_option
@templates_option
@format_option
def pull(
    documents: tuple[Path, ...],
    data: Path | None,
    templates: Path | None,
    form: str,
    **how: bool,
) -> int:
    """Take the edits, report on each, and write the data files."""
    removed, dry_run, accept = (how[name] for name in ("removed", "dry_run", "accept"))
    problems: list[Problem] = []
    taken: list[tuple[Path, Taken]] = []
    written: list[Path] = []
    changes: list[str] = []
    looked = 0
    for file, group in _by_data_file(documents, data, problems, accept=accept).items():
        try:
            source, pulled = _pull_one(file, group, templates, removed=removed)
            if pulled.text != source.text:
                if not dry_run:
                    _write(file, source, pulled, group)
                written.append(file)
        except ProblemError as error:
            problems += error.problems
            continue
        problems += pulled.problems
        taken += [(file, each) for each in pulled.taken]
        looked += pulled.looked
        changes += _difference(source, pulled) if dry_run else []
    if form == "json":
        names = [str(file) for file in written]
        found = [_as_dict(file, each) for file, each in taken]
        show_json(problems, data=names, taken=found, looked=looked, difference="".join(changes))
    else:
        word = _("would be written") if dry_run else _("written")
        _show([each for _file, each in taken], [f"{word}: {file}" for file in written], changes)
        show(problems)
        _count(len(taken), looked, problems)
    return int(has_errors(problems))


def _as_dict(file: Path, each: Taken) -> dict[str, Any]:
    """Return the JSON form of `--format json`."""
    names = ("path", "title", "old", "new", "document", "items", "how", "references")
    return {**{name: getattr(each, name) for name in names}, "data": str(file)}


def _by_data_file(
    documents: Sequence[Path], data: Path | None, problems: list[Problem], *, accept: bool
) -> dict[Path, list[Package]]:
    """Return the documents, what is proposed in them accepted when asked for, by the data file of each."""
    from generator.pull import data_file_of, follow_renamed, restore_origin
    from generator.run.word_file import WordFile
    from generator.system import files
    from generator.word.revisions.resolve import accept_proposals

    found: dict[Path, list[Package]] = {}
    for path in dict.fromkeys(documents):
        try:
            package = WordFile(files.read(path), str(path)).package
            restore_origin(package)
            home = data or data_file_of(package)
            follow_renamed(package, home)
            if accept:
                accept_proposals(package)
        except ProblemError as error:
            problems += error.problems
            continue
        found.setdefault(home, []).append(package)
    return found


def _pull_one(
    file: Path, documents: list[Package], templates: Path | None, *, removed: bool
) -> tuple[DataFile, Pulled]:
    from generator.grant import project
    from generator.grant.yaml import document
    from generator.pull import base_of, origin, refuse_other_kinds
    from generator.pull import pull as pull_all
    from generator.system import files

    source, model = document.read(files.read(file), str(file)), project.model(forms_for(templates, file))
    refuse_other_kinds(source, model)
    earlier = {each.name: recall_all(Path(each.name), origin(each).generation) for each in documents}
    bases = {each.name: base_of(each, file) for each in documents}
    return source, pull_all(documents, source, model, earlier, bases, removed=removed)


def _write(path: Path, source: DataFile, pulled: Pulled, documents: list[Package]) -> None:
    """Write the data file, and note beside the bases what was pulled: no run sees one without the other."""
    from generator.fields import PulledItems
    from generator.pull import origin
    from generator.system import files
    from generator.system.locks import locked

    bases = {Path(package.name).parent / BASES for package in documents}
    with ExitStack() as held:
        for folder in sorted(folder for folder in bases if folder.is_dir()):
            held.enter_context(locked(folder))
        files.write(path, source.encode(pulled.text), over=source.encode(source.text))
        for package in documents:
            texts, items = pulled.texts.get(package.name, {}), pulled.items.get(package.name, PulledItems())
            if texts or any(items):
                remember(Path(package.name), origin(package).generation, texts, items)


def _difference(source: DataFile, pulled: Pulled) -> Iterable[str]:
    import difflib

    old, new = (text.splitlines(keepends=True) for text in (source.text, pulled.text))
    for line in difflib.unified_diff(old, new, source.name, source.name):
        yield line.rstrip("\r\n") + "\n"


def _show(taken: Sequence[Taken], written: Sequence[str], changes: Sequence[str]) -> None:
    """Print each field that was taken, the data files that now hold them, and how these would change."""
    from generator.excerpts import excerpts

    for each in taken:
        old, new = excerpts(each.old or "", each.new or "")
        line = {
            "edited": _('taken: {path}: "{old}" -> "{new}" ({document})'),
            "added": _('added: {path}: "{new}" ({document})'),
            "removed": _('removed: {path}: "{old}" ({document})'),
            "moved": _('put in another order: {path}: "{new}" ({document})'),
        }[each.how]
        say(line.format(path=each.path, old=old, new=new, document=each.document))
        if each.references:
            line = _("  its name is changed too in: {paths}")
            say(line.format(paths=", ".join(each.references)))
    for line in written:
        say(line)
    if changes:
        say_data("".join(changes).removesuffix("\n"))


def _count(taken: int, looked: int, problems: Sequence[Problem]) -> None:
    counts = [
        ngettext("{count} field taken", "{count} fields taken", taken).format(count=taken),
        ngettext("{count} looked at", "{count} looked at", looked).format(count=looked),
        *tally(problems),
    ]
    say(", ".join(counts) + ".")
