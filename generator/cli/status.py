"""The command that says how documents stand: status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from generator.cli.pending import pending_line
from generator.cli.printing import say, show, show_json
from generator.cli.shared import (
    data_files,
    files_argument,
    folder_for,
    format_option,
    now,
    templates_option,
)
from generator.excerpts import excerpts
from generator.fields import Remark, UserEdit
from generator.language import _, ngettext
from generator.problems import Problem, ProblemError, has_errors
from generator.run.job import Options, Status, Task
from generator.run.running import remembered
from generator.system.output_folders import (
    beside,
    data_file_gone,
    folders_without_data,
    refuse_shared,
)

MOST = 5
"""So many paths are named; the others are counted."""


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
    for file in chosen:
        task = Task(file, folder_for(templates, file), Options(output or beside(file, "output"), now()))
        try:
            standing, hints = remembered("status", task, partial(_status, task))
        except ProblemError as error:
            problems += error.problems
            continue
        found += [(file, each) for each in standing]
        problems += [*(problem for each in standing for problem in each.problems), *hints]
    problems += _orphans(chosen, output, problems)
    if form == "json":
        show_json(problems, documents=[_as_dict(file, each) for file, each in found])
    else:
        for _file, each in found:
            say(f"{each.document}: {', '.join([*_words(each), *_final_words(each)])}")
            for line in _details(each):
                say(f"    {line}")
        show(problems)
    return int(has_errors(problems))


def _orphans(chosen: Sequence[Path], output: Path | None, problems: Sequence[Problem]) -> Iterator[Problem]:
    """Yield a hint for each folder of documents whose data file is gone, but for those renamed alone."""
    if any(problem.code == "data-file-renamed" for problem in problems):
        return
    for folder, data in dict.fromkeys((output or beside(file, "output"), file.parent) for file in chosen):
        yield from map(data_file_gone, folders_without_data(folder, data))


def _status(task: Task) -> tuple[tuple[Status, ...], tuple[Problem, ...]]:
    """Return how the documents of a data file stand, and a hint of each that is not made any more."""
    from generator.grant.forms.loading import load_all
    from generator.run.status import status as status_of

    found, left = status_of(task.data, load_all(task.templates), task.options.output)
    return tuple(found), tuple(left)


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


def _final_words(each: Status) -> list[str]:
    final = each.final
    if final is None:
        return []
    if not final.ours:
        return [_("the file in slutlig was not generated here")]
    words = []
    if final.older:
        words.append(_("the final is older than the draft and the data (ansokan generate --final)"))
    if final.edits:
        words.append(_("the final has been edited since it was made (make the change in the draft)"))
    return words or [_("the final is up to date")]


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
    if count := len(each.edits):
        text = ngettext("{count} other edit by hand", "{count} other edits by hand", count)
        words.append(text.format(count=count))
    counts = Counter(remark.kind for remark in each.remarks)
    for kind, count in counts.items():
        text = {
            "conflict": ngettext("{count} conflict", "{count} conflicts", count),
            "comment": ngettext("{count} comment", "{count} comments", count),
            "proposal": ngettext("{count} proposal", "{count} proposals", count),
        }[kind]
        words.append(text.format(count=count))
    return words


def _details(each: Status) -> Iterator[str]:
    """Yield a line for each field to pull, each other edit, each remark and each copy of the document."""
    for field in each.pending:
        yield pending_line(field)
    for edit in each.edits:
        yield f"{edit.place or _('the document')}, {_edit(edit)}"
    for remark in each.remarks:
        yield _remark(remark)
    for copy in each.copies:
        yield _("a copy of the document lies beside it: {name}").format(name=copy.name)


def _edit(edit: UserEdit) -> str:
    old, new = excerpts(edit.old, edit.new)
    return {
        "changed": _('changed: "{old}" -> "{new}"'),
        "added": _('added: "{new}"'),
        "removed": _('removed: "{old}"'),
        "moved": _('moved here: "{new}"'),
        "formatted": _('formatted anew: "{new}"'),
    }[edit.kind].format(old=old, new=new)


def _remark(remark: Remark) -> str:
    old, new = excerpts(remark.old, remark.new)
    if remark.kind != "proposal":
        text = _('conflict: "{new}"') if remark.kind == "conflict" else _('comment by {author}: "{new}"')
    elif remark.old == remark.new:
        text = _('proposal by {author}, formatted anew: "{new}"')
    elif remark.old and remark.new:
        text = _('proposal by {author}: "{old}" -> "{new}"')
    else:
        text = _('proposal by {author}, add: "{new}"') if new else _('proposal by {author}, delete: "{old}"')
    said = text.format(author=remark.author or _("someone"), old=old, new=new)
    return f"{remark.place}, {said}" if remark.place else said


def _stale(paths: tuple[str, ...]) -> str:
    if paths == ("*",):
        return _("stale (the form, or what is computed from the data, has changed)")
    return _("stale ({paths} changed)").format(paths=_named(paths))


def _named(paths: tuple[str, ...] | list[str]) -> str:
    more = [f"+{len(paths) - MOST}"] if len(paths) > MOST else []
    return ", ".join([*dict.fromkeys(paths[:MOST]), *more])
