"""`ansokan budget`: where the workbook lies, what is written, what is said, with which exit code."""

import json

import openpyxl

BOOK = "output/projekt/budget-projekt.xlsx"


def edit(tmp_path, cell, value):
    made = openpyxl.load_workbook(tmp_path / BOOK)
    made["Kostnader"][cell] = value
    made.save(tmp_path / BOOK)


def test_a_workbook_goes_out_comes_back_and_may_then_be_written_anew(ansokan, project, tmp_path):
    before = project.read_text(encoding="utf-8")
    assert ansokan("budget export data/projekt.yaml").code == 0
    assert "unchanged" in ansokan("budget export data/projekt.yaml").said
    edit(tmp_path, "H4", 612.5)

    shown = ansokan(f"budget import data/projekt.yaml {BOOK} --dry-run")
    assert "+      unit_price: 612,5" in shown.said
    assert project.read_text(encoding="utf-8") == before
    refused = ansokan("budget export data/projekt.yaml")
    assert (refused.code, "book-not-imported" in refused.said) == (1, True)

    came = ansokan(f"budget import data/projekt.yaml {BOOK}")

    assert (came.code, "Kostnader row 4, column Pris per enhet" in came.said) == (0, True)
    assert project.read_text(encoding="utf-8") == before.replace("unit_price: 500", "unit_price: 612,5", 1)
    assert ansokan("budget export data/projekt.yaml").code == 0


def test_what_cannot_be_read_changes_nothing_and_ends_with_1(ansokan, project, tmp_path):
    before = project.read_bytes()
    ansokan("budget export data/projekt.yaml")
    edit(tmp_path, "H4", "mycket")

    came = ansokan(f"budget import data/projekt.yaml {BOOK} --format json")

    found = json.loads(came.said)
    assert (came.code, found["problems"][0]["where"]) == (1, "Kostnader row 4, column Pris per enhet")
    assert project.read_bytes() == before


def test_another_place_and_json(ansokan, project, tmp_path):
    made = ansokan("budget export data/projekt.yaml --to ut/b.xlsx --format json")

    assert json.loads(made.said)["state"] == "written"
    assert (tmp_path / "ut" / "b.xlsx").is_file()
    assert project.is_file()


def test_a_file_that_is_not_there_and_a_column_that_says_nothing(ansokan, project):
    assert ansokan("budget import data/projekt.yaml nothing.xlsx").code == 1
    assert ansokan("budget import data/projekt.yaml nothing.xlsx --column Kr").code == 2
    assert ansokan("budget export data/none.yaml").code == 1
    assert project.is_file()


def test_a_heading_or_a_key_that_is_none_is_a_usage_error_that_names_it(ansokan, project, tmp_path):
    made = openpyxl.Workbook()
    for row in (["Grej", "Belopp"], ["Buss", 100]):
        made.active.append(row)
    made.save(tmp_path / "egen.xlsx")
    before = project.read_bytes()
    ansokan("budget export data/projekt.yaml")

    for book, column, words in (
        ("egen.xlsx", "Grej=descripton", "“descripton” in --column is no key"),
        ("egen.xlsx", "Grejj=description", "No cell of the workbook says “Grejj”"),
        (BOOK, "Belopp=amount", "The workbook was exported here"),
    ):
        came = ansokan(f"budget import data/projekt.yaml {book} --column {column}")
        assert (came.code, words in " ".join(came.said.split())) == (2, True)
    assert '"Grej=description"' in ansokan("budget import data/projekt.yaml egen.xlsx").said
    assert project.read_bytes() == before


def test_an_export_names_the_figures_that_are_texts_and_counts_none_of_them(ansokan, project):
    text = project.read_text(encoding="utf-8").replace("unit_price: 500", "unit_price: ungefär 500", 1)
    project.write_text(text, encoding="utf-8")

    made = ansokan("budget export data/projekt.yaml")

    assert (made.code, "book-text" in made.said, "budget.lines.0.unit_price" in made.said) == (0, True, True)
