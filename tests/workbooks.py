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

TEXT = """# Överst
project:
  activities:
    - name: Ledning   # hela tiden
      start: 2026-09-01
    - name: Kurser
budget:
  lines:
    - category: Personal   # lön
      description: Ledare
      activity: Ledning
      quantity: 400
      unit_price: 1 450
    # Resorna
    - category: Resor och logi
      description: Tåg
      activity: Kurser
      amount: 12 000
    - description: Film
      amount: 5 000
  flat_rates:
    - name: Indirekta
      rate: 15 %
      base:
        - Personal
financing:
  contributions:
    - financier: Regionen
      amount: 300 000
      granted:
        conditions:
          - Ett villkor.
"""
"""A small project: comments, a list in an item, what no column shows."""


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


def errors(done):
    return [each for each in done.problems if each.level == "error"]
