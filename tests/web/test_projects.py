"""The first page: the projects of the folder, how each stands, and a new one."""

import io
import json

import pytest
from asking import EVIL, Asker
from axe import axe
from conftest import EXAMPLE
from markupsafe import escape
from openpyxl import load_workbook
from overviews import written
from playwright.sync_api import expect

from generator.formats.cells import cell_text
from generator.phrases.overview import tables
from generator.web.pages.standing import overview


def test_a_project_stands_there_with_its_answers_money_and_documents(program, page):
    page.goto(program.start())

    row = page.get_by_role("row", name=EXAMPLE.stem)
    expect(row).to_contain_text("45 av 45")
    expect(row).to_contain_text("600\u00a0000")
    expect(row).to_contain_text("beslut.docx: inte genererad än")


def test_a_new_project_begins_with_the_example(program, page):
    page.goto(program.start())
    expect(page.get_by_role("row", name=EXAMPLE.stem)).to_contain_text("45 av 45")

    page.get_by_label("Filens namn").fill("mitt projekt")
    page.get_by_role("button", name="Börja med exemplet").click()

    page.wait_for_url("**/p/mitt%20projekt/")
    assert (program.data / "mitt projekt.yaml").read_bytes() == EXAMPLE.read_bytes()


def test_a_name_that_is_taken_is_said_and_nothing_is_written(program, page):
    page.goto(program.start())
    expect(page.get_by_role("row", name=EXAMPLE.stem)).to_contain_text("45 av 45")
    before = (program.data / EXAMPLE.name).read_bytes()

    page.get_by_label("Filens namn").fill(EXAMPLE.stem)
    page.get_by_role("button", name="Börja med ett tomt projekt").click()

    expect(
        page.get_by_role("alert").filter(has_text="Det finns redan ett projekt som heter så")
    ).to_be_visible()
    assert (program.data / EXAMPLE.name).read_bytes() == before


def test_of_a_project_that_cannot_be_read_the_first_page_says_so(tmp_path):
    asker = Asker(tmp_path)
    asker.file.write_text("project: [\n", "utf-8")

    assert asker.ask("GET", "/p/x/standing").status == 200
    assert asker.ask("GET", "/p/x/standing/documents").status == 200


def test_a_new_project_cannot_be_asked_for_before_the_page_can_hear_it(program, page):
    held = []

    def hold(route):
        held.append(route)

    page.route("**/projects.js", hold)
    page.goto(program.start(), wait_until="commit")
    button = page.get_by_role("button", name="Börja med exemplet")
    expect(button).to_be_disabled()

    page.wait_for_timeout(300)
    for each in held:
        each.continue_()

    expect(button).to_be_enabled()


def test_the_first_page_tells_of_all_projects_together(program, page):
    written(program.folder)
    (program.data / EXAMPLE.name).unlink()
    page.goto(program.start())

    row = page.get_by_role("row", name="a-beviljad")
    expect(row).to_contain_text("Hållbara byar")
    expect(row).to_contain_text("avslutad")
    expect(page.get_by_role("row", name="d-trasig")).to_contain_text("kan inte läsas")
    together = page.locator("#together")
    expect(together).to_contain_text("cirka 2\u00a0634\u00a0567,50 + 1 okänt")
    expect(together).to_contain_text("1 projekt har värden som inte kan läsas")
    together.get_by_text("Strategiska områden").click()
    expect(together.get_by_role("row", name="Inget område valt")).to_be_visible()
    together.get_by_role("row", name="2024-09-30").get_by_role("link", name="Hållbara byar").click()
    page.wait_for_url("**/p/a-beviljad/")


@pytest.mark.parametrize("width", [1280, 360])
def test_the_first_page_keeps_nobody_out(program, page, width):
    written(program.folder)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(program.start())
    expect(page.locator("#together")).to_contain_text("okänt")
    page.locator("#together details").evaluate_all("all => all.forEach(each => each.open = true)")

    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1280, 360])
def test_the_page_of_its_own_keeps_nobody_out(ansokan, tmp_path, page, width):
    written(tmp_path)
    ansokan("overview --format html")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto((tmp_path / "output" / "oversikt.html").as_uri())

    assert page.get_by_role("table").count() == 4
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_overview_is_as_the_command_tells_it(tmp_path):
    asker = Asker(tmp_path)
    asker.file.unlink()
    written(tmp_path)
    said = asker.ask("GET", "/overview").body.decode()
    found = [overview(asker.desk, asker.desk.project(path)) for path in asker.desk.projects.values()]

    for table in tables(found, asker.desk.now().date()).others:
        for row in table.rows:
            assert all(escape(cell_text(cell)) in said for cell in row.cells)


def test_hostile_names_are_text_on_the_first_page(tmp_path):
    asker = Asker(tmp_path)
    asker.file.write_text(
        f"project: {{name: {json.dumps(EVIL)}, period: {{end: 2030-01-01}}}}\nfinancing: {{contributions: [{{financier: {json.dumps(EVIL)}, amount: 1}}]}}\n",
        encoding="utf-8",
    )
    for path in ("/p/x/standing", "/overview"):
        answer = asker.ask("GET", path)
        assert answer.status == 200
        assert b"<img" not in answer.body
        assert b"<script" not in answer.body
        assert b"{{ 7*7 }}" in answer.body
    assert b'<a href="/p/x/">&#34;' in answer.body


def test_a_project_that_is_gone_meanwhile_is_in_no_sum(tmp_path, monkeypatch):
    asker = Asker(tmp_path)
    monkeypatch.setattr(type(asker.desk), "projects", {"x": asker.file, "y": tmp_path / "data" / "y.yaml"})

    assert asker.ask("GET", "/overview").status == 200


def test_the_first_page_gives_the_workbook(program, page):
    written(program.folder)
    page.goto(program.start())
    with page.expect_download() as download:
        page.get_by_role("link", name="Hämta som Excel").click()

    assert download.value.suggested_filename == "oversikt.xlsx"
    names = [
        cell.value for cell in load_workbook(io.BytesIO(download.value.path().read_bytes()))["Projekt"]["A"]
    ]
    assert "Hållbara byar" in names
    assert names[5 + 1] == "Summa"  # the header, the example and the four
