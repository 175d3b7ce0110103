"""A project's money to a workbook and back: written, looked at, taken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from generator import language
from generator.excel.columns import sheets
from generator.excel.export_book import export as book_of
from generator.excel.own_book import exported, own_sheet
from generator.excel.read_book import Book, read_book
from generator.grant import project
from generator.grant.schema import Data
from generator.grant.schema.references import opened
from generator.grant.yaml import document
from generator.grant.yaml.document import DataFile
from generator.language import _
from generator.problems import Problem, ProblemError, by_weight
from generator.pull import Pulled, Taken, everything
from generator.pull.references import with_references
from generator.pull.schema_values import Values
from generator.pull.write_data import write_all
from generator.run.budget.cells import Cells
from generator.run.budget.changed_rows import added, gone, moved
from generator.run.budget.edited_cells import edited
from generator.run.budget.sides import Sides, sides_of
from generator.run.pulling import Change, Report
from generator.run.which_files import forms_for
from generator.system import files
from generator.system.output_folders import beside, folder_of

LEFT = frozenset({"book-conflict", "book-row-gone", "book-row-kept"})
"""Errors that leave their own cell or row as it is; with any other nothing of the workbook is taken."""


class Task(NamedTuple):
    """Which data file and which workbook; the folder of templates when it is said.

    `content`: the workbook's bytes, where it lies in no file.
    """

    data: Path
    book: Path
    templates: Path | None = None
    content: bytes | None = None


def place_of(data: Path, output: Path | None = None) -> Path:
    """Return where the workbook of a data file lies: beside its documents."""
    return folder_of(output or beside(data, "output"), data) / f"budget-{data.stem}.xlsx"


def export(task: Task) -> bool:
    """Write the workbook; say whether it is another than the one that lies there."""
    source, model = _opened(task)
    with language.swedish():  # as the data are
        made = book_of(source, model, task.data.name)
    lying = files.read_if_there(task.book)
    if lying == made:
        return False
    if lying is not None:
        _refuse_unimported(task, lying)
    task.book.parent.mkdir(parents=True, exist_ok=True)
    files.write(task.book, made, over=lying)
    return True


def look(task: Task) -> Report:
    """Return what would be taken from the workbook; nothing is written."""
    change = _change(task, everything)
    return Report((change,), change.pulled.problems)


def take(task: Task) -> Report:
    """Write what the workbook says to the data file, and return what was taken."""
    change = _change(task, everything)
    if change.is_other:
        source = change.source
        files.write(task.data, source.encode(change.pulled.text), over=source.encode(source.text))
    return Report((change,), change.pulled.problems)


def _opened(task: Task) -> tuple[DataFile, type[Data]]:
    source = document.read(files.read(task.data), str(task.data))
    return source, project.model(forms_for(task.templates, task.data))


def _change(task: Task, chosen: Callable[[Taken], bool]) -> Change:
    source, model = _opened(task)
    content = files.read(task.book) if task.content is None else task.content
    book = read_book(content, str(task.book))
    problems: list[Problem] = []
    values = Values(source, model)
    found, looked = _decided(book, task, values, model, problems)
    text, taken = write_all(filter(chosen, found), source, model, problems)
    if any(each.level == "error" and each.code not in LEFT for each in problems):
        text, taken = source.text, ()
    return Change(task.data, source, Pulled(text, taken, tuple(by_weight(problems)), looked, {}, {}))


def _decided(
    book: Book, task: Task, values: Values, model: type[Data], problems: list[Problem]
) -> tuple[list[Taken], int]:
    """Return the changes, and how many cells were looked at."""
    before = exported(book)
    if before is None:
        raise ProblemError(Problem("error", "book-foreign", _("Not exported here."), book.name))
    found = list[Sides]()
    for sheet in sheets(model):
        own = own_sheet(book, sheet)
        if own is not None:
            items = before.items.get(sheet.path, ())
            found.append(sides_of(Cells(own, items, task.book.name, from_1904=book.from_1904), values))
    looked = sum(len(row.cells) for each in found for row in each.cells.own.rows)
    edits = [edit for each in found for edit in edited(each, problems)]
    names = {(opened(each.path), each.old): each.new for each in edits if each.old and each.new}
    rows = [
        change
        for each in found
        for change in (*gone(each, problems), *moved(each, problems), *added(each, names, problems))
    ]
    return [*with_references(edits, values), *rows], looked


def _refuse_unimported(task: Task, lying: bytes) -> None:
    """Raise ProblemError when the workbook that lies there says what the data file does not."""
    try:
        change = _change(task._replace(content=lying), everything)
        is_known = not change.is_other and not any(each.level == "error" for each in change.pulled.problems)
    except ProblemError:
        is_known = False
    if not is_known:
        message = _(
            "The workbook that lies there holds what the data file does not. Take it back first: ansokan "
            "budget import {data} {book}. Or name another file with --to."
        )
        message = message.format(data=task.data, book=task.book)
        raise ProblemError(Problem("error", "book-not-imported", message, str(task.book)))
