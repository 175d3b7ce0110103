"""What a workbook says that its data file does not, put in the text of that file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from generator.excel.columns import sheets
from generator.excel.reading.other_book import tables
from generator.excel.reading.own_book import exported, own_table
from generator.excel.reading.read_book import Book, read_book
from generator.grant.schema import Data
from generator.grant.schema.references import opened, paths_like
from generator.grant.yaml.document import DataFile
from generator.problems import Problem, ProblemError, by_weight
from generator.pull import Pulled, Taken
from generator.pull.references import with_references
from generator.pull.schema_values import Values
from generator.pull.write_data import write_all
from generator.run.budget.cells import Cells
from generator.run.budget.changed_rows import Names, added, gone, moved
from generator.run.budget.edited_cells import edited
from generator.run.budget.refusals import refuse_other_data, refuse_too_many, unknown_headings
from generator.run.budget.sides import Sides, sides_of
from generator.run.budget.told import again, beside_the_sheets, told

LEFT = frozenset({"book-conflict", "book-row-gone", "book-row-kept", "book-row-known"})
"""Errors that leave their own cell or row as it is; with any other, nothing of the workbook is taken."""


def pulled(
    content: bytes,
    name: str,
    source: DataFile,
    model: type[Data],
    named: Mapping[str, str] = MappingProxyType({}),
) -> Pulled:
    """Return the text of the data file with what was changed in the workbook called `name`, and what is told.

    `named`: the keys of headings of other workbooks that are not known, as a person says them.

    A cell that cannot be read, and whatever the schema refuses, leaves the whole file as it is: half a budget
    has wrong sums. Raises ProblemError for a workbook that is refused.
    """
    book = read_book(content, name)
    problems: list[Problem] = []
    values = Values(source, model)
    found = _sides(book, values, model, named)
    refuse_too_many(name, found)
    problems += beside_the_sheets(book, found, sheets(model))
    changes = list(_changes(found, values, problems))
    text, taken = write_all(changes, source, model, problems)
    if any(each.level == "error" and each.code not in LEFT for each in problems):
        text, taken = source.text, ()
    if taken and all(each.level == "hint" for each in problems):  # nothing was left
        problems.append(Problem("hint", "book-export-again", again(), name))
    looked = sum(len(row.cells) for each in found for row in each.cells.own.rows)
    return Pulled(text, taken, tuple(by_weight(problems)), looked, {}, {})


def _sides(book: Book, values: Values, model: type[Data], named: Mapping[str, str]) -> list[Sides]:
    """Return the lists that the workbook shows; raise ProblemError when it shows none."""
    known, before = sheets(model), exported(book)
    if before is None:
        found = [sides_of(Cells(each, (), book, values), values) for each in tables(book, known, named)]
        if not found:
            raise ProblemError(unknown_headings(book, values.file.name, known))
        return found
    found = []
    for sheet in known:
        if own := own_table(book, sheet):
            found.append(sides_of(Cells(own, before.items.get(sheet.path, ()), book, values), values))
    refuse_other_data(book.name, before.data, values.file.name, found)
    return found


def _changes(found: list[Sides], values: Values, problems: list[Problem]) -> Iterator[Taken]:
    edits = [edit for each in found for edit in edited(each, problems)]
    names = dict(_new_names(edits, values))
    yield from with_references([_renamed(each, names, values) for each in edits], values)
    for sides in found:
        problems += told(sides)
        yield from gone(sides, problems)
        yield from moved(sides, problems)
        yield from added(sides, names, problems)


def _new_names(edits: Iterable[Taken], values: Values) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield what names become: those of one item each, that no other has."""
    for each in edits:
        names = opened(each.path)
        if each.old and each.new and names in values.references.values():
            said = [values.written(path) for path in paths_like(values.file.values, names)]
            if said.count(each.old) == 1 and each.new not in said:
                yield (names, each.old), each.new


def _renamed(edit: Taken, names: Names, values: Values) -> Taken:
    """Return an edit that names an item, by the new name of that."""
    named = values.references.get(opened(edit.path), "")
    return replace(edit, new=names.get((named, edit.new or ""), edit.new))
