"""The command that says how documents stand: status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.printing import say, show, show_json
from generator.cli.shared import (
    files_argument,
    format_option,
    templates_option,
)
from generator.language import _
from generator.phrases.sent import change_lines, since_lines
from generator.phrases.standing import details, standing_words
from generator.problems import Problem, ProblemError, gathered, has_errors
from generator.run.job import Options, Status, Task
from generator.run.running import stand
from generator.run.which_files import data_files, folder_for
from generator.system.output_folders import (
    FINALS,
    beside,
    data_file_gone,
    folder_of,
    folders_without_data,
    refuse_shared,
)
from generator.system.program import now

if TYPE_CHECKING:
    from generator.run.sent import Since


@click.command(help=_("Say how each document stands: up to date, edited in Word, in conflict."))
@files_argument
@click.option(
    "--output", type=click.Path(path_type=Path), help=_("Folder for documents. Default: output beside data.")
)
@templates_option
@format_option
def status(files: tuple[Path, ...], output: Path | None, templates: Path | None, form: str) -> int:
    """Print a line for each document, then what is wrong with those that cannot be read; or a JSON object."""
    chosen = data_files(files)
    refuse_shared(chosen, output)
    found: list[tuple[Path, Status]] = []
    problems: list[Problem] = []
    sent: list[tuple[Path, Since]] = []
    for file in chosen:
        task = Task(file, folder_for(templates, file), Options(output or beside(file, "output"), now()))
        try:
            standing, hints = stand(task)
        except ProblemError as error:
            problems += error.problems
            continue
        found += [(file, each) for each in standing]
        sent += _sent(task, problems)
        problems += [*(problem for each in standing for problem in each.problems), *hints]
    problems += _orphans(chosen, output, problems)
    if form == "json":
        packages = [_package(file, each) for file, each in sent]
        show_json(problems, documents=[_as_dict(file, each) for file, each in found], packages=packages)
    else:
        for _file, each in found:
            say(f"{each.document}: {', '.join(standing_words(each))}")
            for line in details(each):
                say(f"    {line}")
        for _file, last in sent:
            for line in since_lines(last):
                say(line)
        show(problems)
    return int(has_errors(problems))


def _sent(task: Task, problems: list[Problem]) -> Iterator[tuple[Path, Since]]:
    """Yield what was frozen last of a project, and what has changed since."""
    if not any((folder_of(task.options.output, task.data) / FINALS).glob("*.zip")):
        return
    from generator.run.sent import since

    with gathered(problems):
        if (last := since(task)) is not None:
            yield task.data, last


def _package(file: Path, each: Since) -> dict[str, Any]:
    """Return the JSON form of `--format json`."""
    package = each.package
    return {
        "data": str(file),
        "package": str(package.path),
        "version": package.version,
        "day": package.day,
        "changes": list(change_lines(each.changes)),
    }


def _orphans(chosen: Sequence[Path], output: Path | None, problems: Sequence[Problem]) -> Iterator[Problem]:
    """Yield a hint for each folder of documents whose data file is gone, but for those renamed alone."""
    if any(problem.code == "data-file-renamed" for problem in problems):
        return
    mistaken = {problem.file for problem in problems if problem.code == "file-is-folder"}
    files = [file for file in chosen if str(file) not in mistaken]
    for folder, data in dict.fromkeys((output or beside(file, "output"), file.parent) for file in files):
        yield from map(data_file_gone, folders_without_data(folder, data))


def _as_dict(file: Path, each: Status) -> dict[str, Any]:
    """Return the JSON form of `--format json`."""
    state = (
        "absent" if not each.there else "foreign" if not each.ours else "stale" if each.stale else "current"
    )
    final = each.final
    return {
        "data": str(file),
        "document": str(each.document),
        "state": state,
        "stale": list(each.stale or ()),
        "pending": [field._asdict() for field in each.pending],
        "edits": len(each.edits),
        "conflicts": sum(remark.kind == "conflict" for remark in each.remarks),
        "changes": [edit._asdict() for edit in each.edits],
        "remarks": [remark._asdict() for remark in each.remarks],
        "copies": [str(copy) for copy in each.copies],
        "final": final and {**final._asdict(), "file": str(final.file)},
    }
