"""Workbooks in tests: exported, edited by openpyxl, taken back."""

import io

import openpyxl

from generator import language
from generator.excel.export_book import export
from generator.grant.schema import Data
from generator.grant.yaml import document
from generator.run.budget.importing import pulled

FIRST = 4
"""The first row of items on a sheet that was exported."""


def read(text):
    return document.read(text.encode(), "data/x.yaml")


def exported(text):
    """Return the workbook of a data file as bytes."""
    with language.swedish():
        return export(read(text), Data, "x.yaml")


def opened(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def taken(text, book):
    """Return what a workbook (openpyxl's, or bytes) brings into the data file."""
    content = book if isinstance(book, bytes) else saved(book)
    return pulled(content, "budget-x.xlsx", read(text), Data)


def column(sheet, name):
    """Return the number of the column of a key."""
    return next(cell.column for cell in sheet[1] if cell.value == name)


def cell(book, sheet, row, name):
    """Return the cell of an item (from 0) by the key of its column."""
    return book[sheet].cell(FIRST + row, column(book[sheet], name))
