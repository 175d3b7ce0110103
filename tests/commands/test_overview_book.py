"""The workbook of all projects: figures that are numbers, sums that are formulas, texts that are never either."""

import csv
import io
import shutil
import subprocess
import sys
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from overviews import ALL, GRANTED, written

from generator import language
from generator.excel.overview_book import book as book_of
from generator.excel.overview_book import write_book
from generator.problems import ProblemError
from generator.tables import Amount, Column, Row, Table
from generator.unseen import visible

SHEETS = ["Projekt", "Finansiärer och år", "Datum", "Strategiskt område"]
EVIL = [
    "=1+1",
    "+1+1",
    "-1",
    "@SUM(A1)",
    '=HYPERLINK("http://x")',
    "\t=1",
    "<b>&",
    "a\u202e\u0007b",
    "x" * 40_000,
]


@pytest.fixture
def book(ansokan, tmp_path, monkeypatch):
    """Return a function that makes the workbook of projects on 10 January 2025, and reads it with openpyxl."""

    def made(projects=ALL):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1736510400")
        written(tmp_path, projects)
        language.use("sv")
        ansokan("overview --format xlsx")
        return load_workbook(tmp_path / "output" / "oversikt.xlsx")

    return made


def column(sheet, title):
    """The cells of a column below its title, down to the sum."""
    at = [cell.value for cell in sheet[1]].index(title)
    last = [cell.value for cell in sheet["A"]].index("Summa")
    return [row[at] for row in sheet.iter_rows(min_row=2, max_row=last + 1)]


def test_each_table_has_its_sheet_with_a_header_that_stays_and_a_filter(book):
    found = book()

    assert found.sheetnames == SHEETS
    for sheet in found:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.page_setup.orientation == "landscape"
        assert all(6 < each.width < 45 for each in sheet.column_dimensions.values())
    assert found["Projekt"].auto_filter.ref == "A1:P5"  # the sum stands below it


def test_figures_are_numbers_days_are_days_and_what_is_said_of_them_is_their_format(book):
    found = book()["Projekt"]

    applied = column(found, "Sökt")
    assert [cell.value for cell in applied[:4]] == [600_000, 1_534_567.5, "okänt", None]
    assert applied[1].number_format == '"cirka "#,##0.00'
    assert column(found, "Finansiering")[2].number_format == '"cirka "#,##0" + 1 okänt"'
    assert column(found, "Slutar")[0].value.date() == date(2025, 5, 31)
    assert column(found, "Börjar")[2].value == "när ansökan skickas in"
    answered = column(found, "Besvarade")[0]
    assert (answered.value, answered.number_format) == (8, '0" av 37"')
    assert [cell.value for cell in column(found, "Andel 1:1")[:2]] == [0.5, 1]


def test_a_figure_has_room_with_all_that_is_said_of_it(book):
    many = "".join(
        "    - {financier: A, about: ja, amount: 9 999 999 999.50}\n    - {financier: B, about: ja}\n" * 3
    )
    sheet = book({"x": f"financing:\n  contributions:\n{many}"})["Finansiärer och år"]

    assert column(sheet, "I finansieringen")[-1].number_format == '"cirka "#,##0.00" + 3 okända"'
    assert sheet.column_dimensions["F"].width > len("cirka 29 999 999 998,50 + 3 okända") + 2


def test_a_sum_is_a_formula_over_the_rows_that_a_filter_shows(book):
    found = book()["Projekt"]

    assert column(found, "Sökt")[-1].value == "=SUBTOTAL(109,H2:H5)"
    assert column(found, "Sökt")[-1].number_format == '"cirka "#,##0.00" + 1 okänt"'
    assert column(found, "Andel 1:1")[-1].value == (
        '=IF(SUBTOTAL(109,J2:J5)=0,"",SUBTOTAL(109,K2:K5)/SUBTOTAL(109,J2:J5))'
    )


@pytest.mark.parametrize("text", EVIL)
def test_a_hostile_text_is_a_text(text):
    table = Table(
        "A", (Column(text), Column("Sökt", "kronor", summed=True)), (Row((text, Amount(Decimal(1)))),)
    )
    sheet = load_workbook(io.BytesIO(book_of([("A", table)])))["A"]

    for cell in (sheet["A1"], sheet["A2"]):
        assert cell.data_type == "s"
        assert cell.value == visible(text)[:32_000]
        assert cell.quotePrefix == text.startswith(("=", "+", "-", "@"))
    assert [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"] == ["B3"]


def test_a_project_that_is_called_as_a_formula_is_called_so(book):
    found = book({"x": "project: {name: =1+1}\nfinancing: {contributions: [{financier: =A1, amount: 1}]}"})

    assert [found["Projekt"]["A2"].value, found["Finansiärer och år"]["A2"].value] == ["=1+1", "=A1"]
    assert {found["Projekt"]["A2"].data_type, found["Finansiärer och år"]["A2"].data_type} == {"s"}


@pytest.fixture
def sheets_in_office(tmp_path):
    """Return a function that has LibreOffice reckon a workbook, and gives its sheets as rows of texts."""
    if not (Path(shutil.which("soffice") or "/").resolve().parent / "libsclo.so").exists():
        pytest.skip("LibreOffice has no Calc here")

    def read(path):
        form = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,false,false,false,false,-1"
        home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
        command = [
            "soffice",
            home,
            "--headless",
            "--convert-to",
            form,
            "--outdir",
            str(tmp_path / "csv"),
            str(path),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        rows = {}
        for name in SHEETS:
            with (tmp_path / "csv" / f"{path.stem}-{name}.csv").open(encoding="utf-8", newline="") as file:
                rows[name] = list(csv.reader(file, delimiter=";"))
        return rows

    return read


@pytest.mark.office
def test_libreoffice_reckons_the_same_sums(book, tmp_path, sheets_in_office):
    book()
    rows = sheets_in_office(tmp_path / "output" / "oversikt.xlsx")

    head, *_projects, total = rows["Projekt"][:6]
    sums = dict(zip(head, total, strict=True))
    assert sums["Projekt"] == "Summa"
    assert Decimal(sums["Sökt"]) == Decimal("2134567.5")
    assert Decimal(sums["Beviljat"]) == 500_000
    assert Decimal(sums["Anslag 1:1"]) == Decimal("2034567.5")
    assert Decimal(sums["Finansiering"]) == Decimal("2634567.5")
    assert round(float(sums["Andel 1:1"].rstrip("%")), 6) == round(203456750 / 2634567.5, 6)
    assert rows["Finansiärer och år"][-3][3:] == ["2734567.5", "500000", "2634567.5"]
    assert "2025-08-31" in [row[0] for row in rows["Datum"]]
    assert [row[2] for row in rows["Strategiskt område"][1:7]] == ["1", "0", "0", "1", "1", "3"]


def test_a_workbook_that_somebody_has_saved_since_is_left(book, ansokan, tmp_path):
    path = tmp_path / "output" / "oversikt.xlsx"
    found = book({"a": GRANTED})
    assert "skriven: " in ansokan("overview --format xlsx").said  # nobody has touched it
    found["Projekt"]["R2"] = "min anteckning"
    found.properties.lastModifiedBy = "Anna"
    found.save(path)
    before = path.read_bytes()

    said = ansokan("overview --format xlsx")

    assert (said.code, "[not-ours]" in said.said) == (1, True)
    assert path.read_bytes() == before
    assert ansokan("overview --format xlsx --to annan.xlsx").code == 0


@pytest.mark.parametrize("content", [b"", b"PK", b"text"])
def test_a_file_that_is_no_workbook_is_left(tmp_path, content):
    (tmp_path / "x.xlsx").write_bytes(content)

    with pytest.raises(ProblemError):
        write_book(tmp_path / "x.xlsx", [])


def test_the_workbook_holds_no_macro_link_or_outside_part(book, tmp_path):
    book()
    with zipfile.ZipFile(tmp_path / "output" / "oversikt.xlsx") as package:
        names = package.namelist()
        relations = b"".join(package.read(name) for name in names if name.endswith(".rels"))

    assert not [name for name in names if "vba" in name.lower() or "external" in name.lower()]
    assert b'TargetMode="External"' not in relations


def test_openpyxl_is_read_for_a_workbook_alone(project, tmp_path):
    for form, is_read in (("text", False), ("xlsx", True)):
        command = [
            sys.executable,
            "-X",
            "importtime",
            "-m",
            "generator",
            "overview",
            "--format",
            form,
            str(project),
        ]
        done = subprocess.run(
            command,
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )
        assert (" openpyxl\n" in done.stderr) == is_read


def test_a_table_without_rows_has_no_sum_of_itself(book):
    found = book({"x": "project: {name: A}"})["Finansiärer och år"]

    assert [cell.value for row in found.iter_rows(min_row=2, max_row=3) for cell in row if cell.value] == []
