"""The workbook of a project's money: what stands in its cells, and that its sums are the program's."""

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest
from workbooks import FIRST, cell, column, exported, opened, taken

ROOT = Path(__file__).parents[2]
DAY = dt.datetime.fromisoformat("2026-09-01")
EXAMPLES = ["lokal-mat", "strategisk-planering"]
TEXT = """
project:
  name: '=1+1'
  activities:
    - name: Ledning
      start: 2026-09-01
      end: när det är klart
  partners:
    - name: '@SUM(A1)'
      organisation_number: 769999-0003
      contact:
        phone: 0690-123 00
budget:
  lines:
    - category: Personal
      description: '-2+3'
      activity: Ledning
      year: 2026
      quantity: 1,5
      unit_price: 1 000,50
    - amount: ungefär 300
  flat_rates:
    - name: Indirekta
      rate: 12,5 %
      base: [Personal]
financing:
  contributions:
    - financier: +46
      amount: 2 tkr
      share: 50 %
"""


def example(name):
    return (ROOT / "data" / f"{name}.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("sheet", "row", "key", "value", "shown"),
    [
        ("Kostnader", 0, "year", 2026, "0"),
        ("Kostnader", 0, "quantity", 1.5, "General"),
        ("Kostnader", 0, "unit_price", 1000.5, "#,##0.00"),
        ("Kostnader", 1, "amount", "ungefär 300", "#,##0"),
        ("Schabloner", 0, "rate", 0.125, "0.00%"),
        ("Schabloner", 0, "base", "Personal", "@"),
        ("Aktiviteter", 0, "start", DAY, "yyyy-mm-dd"),
        ("Aktiviteter", 0, "end", "när det är klart", "yyyy-mm-dd"),
        ("Parter", 0, "organisation_number", "769999-0003", "@"),
        ("Parter", 0, "contact.phone", "0690-123 00", "@"),
        ("Finansiering", 0, "amount", 2000, "#,##0"),
        ("Finansiering", 0, "share", 0.5, "0%"),
    ],
)
def test_a_value_is_a_number_a_day_or_a_text(sheet, row, key, value, shown):
    found = cell(opened(exported(TEXT)), sheet, row, key)

    assert (found.value, found.number_format) == (value, shown)


@pytest.mark.parametrize(
    ("sheet", "key", "text"),
    [
        ("Kostnader", "description", "-2+3"),
        ("Parter", "name", "@SUM(A1)"),
        ("Finansiering", "financier", "+46"),
    ],
)
def test_a_text_that_begins_as_a_formula_is_none(sheet, key, text):
    found = cell(opened(exported(TEXT)), sheet, 0, key)

    assert (found.value, found.data_type, found.quotePrefix) == (text, "s", True)
    assert opened(exported(TEXT))["Summor"]["A1"].data_type == "s"


def test_the_headings_are_the_schemas_and_the_help_stands_in_their_notes():
    sheet = opened(exported(TEXT))["Kostnader"]
    head = sheet.cell(FIRST - 1, column(sheet, "amount"))

    assert [each.value for each in sheet[FIRST - 1][1:]][:3] == ["Kostnadsslag", "Beskrivning", "År"]
    assert head.comment.text == "Kronor; utelämnas när antal och pris är angivna."


def test_choices_are_lists_and_what_is_ours_is_not_seen():
    book = opened(exported(TEXT))
    sheet = book["Kostnader"]
    rules = {next(iter(each.sqref.ranges)).min_col: each for each in sheet.data_validations.dataValidation}

    assert rules[column(sheet, "category")].formula1.startswith("'val'!")
    assert "COUNTA('Aktiviteter'!" in rules[column(sheet, "activity")].formula1
    assert sheet.row_dimensions[1].hidden
    assert sheet.column_dimensions["A"].hidden
    assert {each.title for each in book if each.sheet_state == "veryHidden"} == {"val", "ansokan"}
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.freeze_panes) == (
        "landscape",
        9,
        "C4",
    )


def test_of_empty_columns_only_what_is_rare_is_folded():
    text = "financing:\n  contributions:\n    - financier: Regionen\n"
    sheet = opened(exported(text))["Finansiering"]
    keys = {each.value: each.column_letter for each in sheet[1] if each.value}
    seen = {key for key, letter in keys.items() if not sheet.column_dimensions[letter].hidden}

    assert {"amount", "share", "status", "form", "year", "granted.amount", "granted.at_most"} <= seen
    assert "programme" not in seen


def test_the_same_data_give_the_same_bytes():
    assert exported(TEXT) == exported(TEXT)


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_comes_home_as_it_went(name):
    text = example(name)

    done = taken(text, opened(exported(text)))

    assert (done.text, done.taken) == (text, ())


def test_nothing_else_reads_the_library_of_workbooks():
    code = (
        "import sys, generator.cli.generate, generator.cli.budget, generator.run.running, generator.run.budget, "
        "generator.web.respond, generator.web.actions; sys.exit('openpyxl' in sys.modules)"
    )

    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
