"""LibreOffice's Calc reckons what the program reckons, and saves a workbook without a changed figure."""

import io
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from workbooks import FIRST, cell, column, exported, opened, read, saved, taken

from generator.grant import project
from generator.grant.forms.loading import load_all
from generator.grant.schema.errors import validate
from generator.system.files import builtin_templates

DATA = Path(__file__).parents[2] / "data"
EXAMPLES = ["lokal-mat", "strategisk-planering"]


def example(name):
    return (DATA / f"{name}.yaml").read_text(encoding="utf-8")


def calc(content, folder):
    """Let LibreOffice's Calc open a workbook, reckon, and save it; skip where there is none."""
    file = folder / "b.xlsx"
    file.write_bytes(content)
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


def assert_sums(text, content):
    """Every sum that the workbook shows is the one that the program reckons from the data file."""
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    data = validate(read(text), project.model(load_all(builtin_templates())))
    rows = {row[0].value: [each.value for each in row[1:]] for row in book["Summor"] if row[0].value}
    every = data.budget.total
    expected = {str(row.name): row.total for row in data.budget.rows} | {
        "Alla kostnader": every,
        "All finansiering": data.financing.total,
        "Kostnader minus finansiering": every - data.financing.total,
        "Ges utanför budgeten": data.financing.outside_total,
    }
    assert {name: Decimal(str(rows[name][-1])) for name in expected} == expected
    years = [Decimal(str(each)) for each in rows["Alla kostnader"][:-1]]
    assert [each for each in years if each] == [each.total for each in data.budget.by_column]
    sheet = book["Aktiviteter"]
    shown = {
        sheet.cell(row, column(sheet, "name")).value: Decimal(str(sheet.cell(row, column(sheet, "*")).value))
        for row in range(FIRST, FIRST + len(data.project.activities))
    }
    assert shown == {each.name: each.total for each in data.budget.by_activity if each.name in shown}


@pytest.mark.office
@pytest.mark.parametrize("name", EXAMPLES)
def test_calc_reckons_what_the_program_reckons_and_saves_no_changed_figure(name, tmp_path):
    text = example(name)

    content = calc(exported(text), tmp_path)

    done = taken(text, content)
    assert (done.text, done.taken, done.problems) == (text, (), ())
    assert_sums(text, content)


@pytest.mark.office
def test_what_is_typed_far_below_without_a_formula_counts_in_every_sum(tmp_path):
    text = example("lokal-mat")
    book = opened(exported(text))
    count = len(read(text).value_at("budget.lines"))
    new = {
        "category": "Personal",
        "year": 2028,
        "quantity": 10.5,
        "unit_price": 99.5,
        "activity": "Logistik och lager",
    }
    typed = {
        ("Kostnader", count): new,
        ("Kostnader", count + 40): {"category": "Personal", "description": "Utan år", "amount": 1000.5},
        ("Schabloner", 1): {"name": "Tillägg", "rate": 0.1, "base": "Indirekta kostnader;Personal"},
        ("Finansiering", 0): {"granted.amount": 1_000_000},
        ("Finansiering", 1): {"outside_budget": "ja"},
    }
    for (sheet, row), values in typed.items():
        for key, value in values.items():
            cell(book, sheet, row, key).value = value

    content = calc(saved(book), tmp_path)

    assert_sums(taken(text, content).text, content)


@pytest.mark.office
def test_a_figure_that_is_a_text_makes_no_sum_an_error(tmp_path):
    text = example("lokal-mat")
    book = opened(exported(text))
    before = openpyxl.load_workbook(io.BytesIO(calc(saved(book), tmp_path)), data_only=True)
    count = len(read(text).value_at("budget.lines"))
    cell(book, "Kostnader", count, "amount").value = "ungefär 300"
    cell(book, "Kostnader", count + 1, "quantity").value = "många"
    cell(book, "Kostnader", count + 1, "unit_price").value = 10
    cell(book, "Finansiering", 20, "amount").value = "mycket"
    cell(book, "Finansiering", 20, "form").value = "kontanta medel"
    (tmp_path / "two").mkdir()

    after = openpyxl.load_workbook(io.BytesIO(calc(saved(book), tmp_path / "two")), data_only=True)

    shown = [[[each.value for each in row] for row in one["Summor"]] for one in (before, after)]
    assert shown[0] == shown[1]
    assert "#VALUE!" not in str([[each.value for each in row] for sheet in after for row in sheet])
