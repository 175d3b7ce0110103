"""A project's money to a workbook and back: written, looked at, taken."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from generator import language
from generator.excel.columns import sheets
from generator.excel.export_book import export as book_of
from generator.excel.export_book import texts_of
from generator.excel.reading.own_book import exported
from generator.excel.reading.read_book import read_book
from generator.grant import project
from generator.grant.schema import Data
from generator.grant.yaml import document
from generator.grant.yaml.document import DataFile
from generator.language import _
from generator.problems import Problem, ProblemError, has_errors
from generator.run.budget import refusals
from generator.run.budget.importing import pulled
from generator.run.pulling import Change, Report
from generator.run.which_files import forms_for
from generator.system import files
from generator.system.output_folders import beside, folder_of


class Task(NamedTuple):
    """Which data file and which workbook; the folder of templates when it is said.

    `content`: the workbook's bytes, where it lies in no file. `named`: the keys of unknown headings.
    """

    data: Path
    book: Path
    templates: Path | None = None
    content: bytes | None = None
    named: Mapping[str, str] = MappingProxyType({})


def place_of(data: Path, output: Path | None = None) -> Path:
    """Return where the workbook of a data file lies: beside its documents."""
    return folder_of(output or beside(data, "output"), data) / f"budget-{data.stem}.xlsx"


class Exported(NamedTuple):
    """What became of the workbook, and the figures of the data file that are texts in it, in no sum."""

    is_other: bool
    texts: tuple[Problem, ...]


def export(task: Task) -> Exported:
    """Write the workbook, if it is another than the one that lies there.

    Raises ProblemError when that one holds what the data file does not.
    """
    source, model = _opened(task)
    with language.swedish():  # as the data are
        made = book_of(source, model, task.data.name)
    lying = files.read_if_there(task.book)
    if lying != made:
        if lying is not None:
            _refuse_unimported(task, lying)
        files.write(task.book, made, over=lying)  # makes its folder too
    return Exported(lying != made, tuple(texts_of(source, model)))


def unknown_name(task: Task) -> str:
    """Return what is wrong with the headings and keys that the task names; "" when nothing is."""
    if not task.named:
        return ""
    _source, model = _opened(task)
    book = read_book(files.read(task.book) if task.content is None else task.content, str(task.book))
    return refusals.unknown_name(book, task.named, sheets(model), is_own=exported(book) is not None)


def look(task: Task) -> Report:
    """Return what would be taken from the workbook; nothing is written."""
    change = _change(task)
    return Report((change,), change.pulled.problems)


def take(task: Task) -> Report:
    """Write what the workbook says to the data file, and return what was taken."""
    change = _change(task)
    if change.is_other:
        source = change.source
        files.write(task.data, source.encode(change.pulled.text), over=source.encode(source.text))
    return Report((change,), change.pulled.problems)


def _opened(task: Task) -> tuple[DataFile, type[Data]]:
    source = document.read(files.read(task.data), str(task.data))
    return source, project.model(forms_for(task.templates, task.data))


def _change(task: Task) -> Change:
    source, model = _opened(task)
    content = files.read(task.book) if task.content is None else task.content
    return Change(task.data, source, pulled(content, str(task.book), source, model, task.named))


def _refuse_unimported(task: Task, lying: bytes) -> None:
    """Raise ProblemError when the workbook that lies there says what the data file does not."""
    try:
        change = _change(task._replace(content=lying))
        is_known = not change.is_other and not has_errors(change.pulled.problems)
    except ProblemError:
        is_known = False
    if not is_known:
        message = _(
            "The workbook that lies there holds what the data file does not. Take it back first, or move it "
            "elsewhere: the export would replace it. Take it back with: ansokan budget import {data} {book}"
        )
        message = message.format(data=task.data, book=task.book)
        raise ProblemError(Problem("error", "book-not-imported", message, str(task.book)))
