"""The page of money: its workbook made, and what was changed in Excel taken home and undone."""

import io
import json
from pathlib import Path

import openpyxl
from asking import Asker
from conftest import EXAMPLE, opened
from playwright.sync_api import expect

BOOK = f"budget-{EXAMPLE.stem}.xlsx"
HEADERS = {"x_file_name": "budget.xlsx", "content_type": "application/octet-stream"}


def edited(book, value, sheet="Kostnader", cell="H4"):
    made = openpyxl.load_workbook(io.BytesIO(book))
    made[sheet][cell] = value
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def data(program):
    return (program.data / EXAMPLE.name).read_text("utf-8")


def test_a_workbook_is_made_edited_taken_home_and_undone(program, page):
    opened(program, page, "fill/pengar")
    before = data(program)
    page.get_by_role("button", name="Till Excel").click()
    said = page.get_by_role("main").get_by_role("status")
    expect(said).to_contain_text(BOOK)
    book = program.folder / "output" / EXAMPLE.stem / BOOK
    book.write_bytes(edited(book.read_bytes(), "612,50"))

    page.get_by_label("Från Excel").set_input_files(str(book))

    expect(said).to_contain_text("1 fält hämtat")
    expect(said).to_contain_text("Kostnader rad 4, kolumn Pris per enhet")
    expect(page.locator('input[data-path="budget.lines.0.unit_price"]')).to_have_value("612,5")
    assert data(program) == before.replace("unit_price: 500", "unit_price: 612,5", 1)
    page.get_by_role("button", name="Ångra").click()
    expect(page.locator('input[data-path="budget.lines.0.unit_price"]')).to_have_value("500")
    assert data(program) == before


def test_a_workbook_that_is_dropped_with_an_unreadable_cell_changes_nothing_and_says_where(program, page):
    opened(program, page, "fill/pengar")
    page.get_by_role("button", name="Till Excel").click()
    said = page.get_by_role("main").get_by_role("status")
    expect(said).to_contain_text(BOOK)
    before, book = data(program), program.folder / "output" / EXAMPLE.stem / BOOK

    page.get_by_label("Från Excel").set_input_files(
        {"name": "b.xlsx", "mimeType": "", "buffer": edited(book.read_bytes(), "ungefär 500")}
    )

    expect(said).to_contain_text("Kostnader rad 4, kolumn Pris per enhet")
    assert data(program) == before


def test_what_is_no_workbook_is_refused_with_a_sentence(tmp_path):
    asker = Asker(tmp_path)
    before = asker.file.read_bytes()

    answer = json.loads(asker.ask("POST", "/p/x/import", b"a;b", **HEADERS).body)

    assert "no Excel workbook" in answer["pieces"]["told"]
    assert asker.file.read_bytes() == before


def test_nothing_is_imported_while_something_typed_is_not_saved(tmp_path):
    asker = Asker(tmp_path)
    asker.told("export", {"mark": asker.mark})
    book = next((tmp_path / "output").rglob("*.xlsx")).read_bytes()
    asker.told("draft", {"path": "budget.lines.0.unit_price", "value": "mycket", "seen": "450"})
    before = asker.file.read_bytes()

    answer = json.loads(asker.ask("POST", "/p/x/import", edited(book, 1), **HEADERS).body)

    assert "compared with what is saved" in answer["pieces"]["told"]
    assert asker.file.read_bytes() == before
    assert Path(asker.file).is_file()
