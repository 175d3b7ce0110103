"""A project's money as a workbook: sums, a sheet for each list, and what it was exported as."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from generator.excel import choices_sheet, list_sheet, sums_sheet
from generator.excel.cell_values import value_of
from generator.excel.columns import Sheet, sheets
from generator.excel.formulas import LINES, PAYERS, RATES, Formulas
from generator.excel.layout import Layout
from generator.excel.remembered import Exported, remember
from generator.excel.writing import to_bytes
from generator.formats.dates import day_of
from generator.language import _
from generator.problems import Problem

if TYPE_CHECKING:
    from generator.grant.schema.base import Part
    from generator.grant.yaml.document import DataFile

FIGURES = frozenset({"decimal", "quantity", "rate"})
"""Kinds of values that are added up."""
_YEAR = re.compile("(?:19|20)[0-9]{2}")


def export(file: DataFile, model: type[Part], name: str) -> bytes:
    """Return the workbook of a data file; `name` is what the file is called."""
    from openpyxl import Workbook

    items = {each.path: items_of(file, each) for each in sheets(model)}
    layouts = {each.path: Layout(each, len(items[each.path])) for each in sheets(model)}
    formulas = Formulas(layouts, years_of(file))
    project = file.value_at("project.name")
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    choices = choices_sheet.add(workbook, layouts)
    for path, layout in layouts.items():
        list_sheet.add(workbook, layout, items[path], formulas, choices)
    sums_sheet.add(workbook, formulas, project if isinstance(project, str) else "")
    remember(workbook, Exported(name, items))
    workbook.active = 0
    return to_bytes(workbook)


def items_of(file: DataFile, sheet: Sheet) -> list[dict[str, Any]]:
    """Return what the data file says of each item, by the keys of the sheet that have a value there."""
    found = file.value_at(sheet.path)
    return [
        {
            column.name: value
            for column in sheet.columns
            if (value := _at(item, column.name.split("."))) not in (None, "", [])
        }
        for item in (found if isinstance(found, list) else ())
    ]


def texts_of(file: DataFile, model: type[Part]) -> Iterator[Problem]:
    """Yield the figures of the data file that stand in the workbook as texts, and count in no sum."""
    for sheet in sheets(model):
        for number, item in enumerate(items_of(file, sheet)):
            for column in sheet.columns:
                written = item.get(column.name)
                if column.kind in FIGURES and isinstance(value_of(column, written), str):
                    message = _(
                        "“{text}” cannot be read as a number. It stands in the workbook as a text, and "
                        "counts in no sum. Correct it in the data file, and export again."
                    )
                    path = f"{sheet.path}.{number}.{column.name}"
                    place = file.place(path)
                    yield Problem(
                        "warning", "book-text", message.format(text=written), file.name, place, path
                    )


def _at(item: Any, names: list[str]) -> Any:
    for name in names:
        item = item.get(name) if isinstance(item, Mapping) else None
    return item if isinstance(item, str | list) else None


def years_of(file: DataFile) -> list[int]:
    """Return the years that the project goes on in or that a row names; none when there is but one."""
    found = sorted({int(year) for year in _years(file)})
    return found if len(found) > 1 else []


def _years(file: DataFile) -> Iterator[str]:
    for path in (LINES, RATES, PAYERS):
        items = file.value_at(path)
        for item in items if isinstance(items, list) else ():
            year = item.get("year") if isinstance(item, Mapping) else None
            if isinstance(year, str) and _YEAR.fullmatch(year.strip()):
                yield year
    days = [_day_year(file.value_at(f"project.period.{name}")) for name in ("start", "end")]
    if all(days):
        yield from map(str, range(min(days), max(days) + 1))


def _day_year(text: Any) -> int:
    try:
        return day_of(text).year if isinstance(text, str) else 0
    except ValueError:
        return 0
