"""The workbook of a project's money: what stands in its cells, and that its sums are the program's."""

import datetime as dt
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from workbooks import FIRST, cell, column, exported, opened, read, taken

from generator.grant import project
from generator.grant.forms.loading import load_all
from generator.grant.schema.errors import validate
from generator.system.files import builtin_templates

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


def calc(file, folder):
    """Let LibreOffice's Calc open a workbook, reckon, and save it; skip where there is none."""
    office = shutil.which("soffice")
    command = [
        office,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "xlsx",
    ]
    subprocess.run(
        [*command, "--outdir", str(folder / "out"), str(file)], check=False, capture_output=True, timeout=120
    )
    made = folder / "out" / file.name
    if not made.is_file():
        pytest.skip("LibreOffice is here without Calc")
    return made.read_bytes()


@pytest.mark.office
@pytest.mark.parametrize("name", EXAMPLES)
def test_calc_reckons_what_the_program_reckons_and_saves_no_changed_figure(name, tmp_path):
    text = example(name)
    file = tmp_path / "b.xlsx"
    file.write_bytes(exported(text))

    saved = calc(file, tmp_path)

    done = taken(text, saved)
    assert (done.text, done.taken, done.problems) == (text, (), ())
    file.write_bytes(saved)
    book = openpyxl.load_workbook(file, data_only=True)
    data = validate(read(text), project.model(load_all(builtin_templates())))
    rows = {row[0].value: [each.value for each in row[1:]] for row in book["Summor"] if row[0].value}
    every = data.budget.total
    assert Decimal(str(rows["Alla kostnader"][-1])) == every
    assert [Decimal(str(each)) for each in rows["Alla kostnader"][:-2]] == [
        each.total for each in data.budget.by_year
    ]
    for row in data.budget.rows:
        assert Decimal(str(rows[str(row.name)][-1])) == row.total
    assert Decimal(str(rows["All finansiering"][-1])) == data.financing.total
    assert Decimal(str(rows["Kostnader minus finansiering"][-1])) == every - data.financing.total
    sheet = book["Aktiviteter"]
    activities = {
        sheet.cell(row, column(sheet, "name")).value: sheet.cell(row, column(sheet, "*")).value
        for row in range(FIRST, FIRST + len(data.project.activities))
    }
    assert {name: Decimal(str(each)) for name, each in activities.items()} == {
        each.name: each.total for each in data.budget.by_activity if each.name in activities
    }
