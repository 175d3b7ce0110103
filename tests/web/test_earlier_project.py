"""A project begins from an earlier one in the page: what came along is marked until it is reviewed or changed."""

import json
import re

import pytest
from asking import Asker
from conftest import EXAMPLE
from playwright.sync_api import expect

from generator.grant.yaml import document
from generator.run.job import Options, Task
from generator.run.running import run
from generator.system.files import builtin_templates
from generator.system.program import now
from tests.runs.test_begun_from import filled_in

TOLD = "att granska"


def value(path, where):
    return document.read(path.read_bytes(), "x").value_at(where)


@pytest.fixture
def begun(program, page):
    """The page of a project that began from the example, its days a year later; `program.data` holds it."""
    page.goto(program.start())
    page.get_by_label("Filens namn").fill("nästa år")
    page.get_by_label("Tidigare projekt", exact=True).select_option(EXAMPLE.stem)
    page.get_by_label("Flytta dagar och år").fill("1")
    page.get_by_role("button", name="Börja från det tidigare projektet").click()
    page.wait_for_url("**/p/n%C3%A4sta%20%C3%A5r/")
    return program.data / "nästa år.yaml"


def test_a_project_that_begins_from_the_example_is_reviewed_value_by_value_and_theme_by_theme(begun, page):
    assert value(begun, "project.period.end") == "2026-05-30"
    expect(page.locator("#notices")).to_contain_text("Texter som nämner ett årtal")
    page.get_by_role("link", name=re.compile("^Sökande")).click()
    expect(page.locator("#status")).to_contain_text("282 att granska")
    expect(page.locator("#says-applicant\\.name")).to_contain_text(f"Från {EXAMPLE.name} – granska")

    expect(page.locator("#says-applicant\\.name")).not_to_contain_text("Varning")

    page.get_by_role("button", name="Granskat, Sökande organisation").click()
    expect(page.locator("#status")).to_contain_text("281 att granska")
    expect(page.locator("#says-applicant\\.name")).to_be_empty()

    page.get_by_role("textbox", name="Kortnamn").fill("länet")
    page.keyboard.press("Tab")
    expect(page.locator("#status")).to_contain_text("280 att granska")

    page.get_by_role("button", name="Allt här är granskat").click()
    expect(page.locator("#status")).to_contain_text("251 att granska")
    expect(page.locator(".carried")).to_have_count(0)
    expect(page.get_by_role("link", name=re.compile("^Sökande"))).to_have_text("Sökande")

    page.get_by_role("button", name="Ångra").click()
    expect(page.get_by_role("button", name="Allt här är granskat")).to_be_visible()
    expect(page.locator("#status")).to_contain_text("280 att granska")


def test_a_row_of_costs_is_reviewed_as_a_whole_and_its_mark_goes_with_it(begun, page):
    page.get_by_role("link", name=re.compile("^Pengar")).click()
    expect(page.locator("#themes [aria-current]")).to_contain_text("113 att granska")

    page.get_by_role("button", name="Granskat, rad 1", exact=True).first.click()
    expect(page.locator("#themes [aria-current]")).to_contain_text("107 att granska")

    page.get_by_role("button", name="Ta bort, rad 2").first.click()
    expect(page.locator("#themes [aria-current]")).to_contain_text("101 att granska")
    assert value(begun, "budget.lines.0.activity") == "Projektledning och kommunikation"
    expect(page.get_by_role("button", name="Granskat, rad 2", exact=True).first).to_be_visible()


def test_a_final_is_refused_until_all_is_filled_in_and_reviewed(begun, page):
    page.get_by_role("link", name="Word", exact=True).click()
    page.get_by_role("button", name="Gör slutliga").first.click()

    expect(page.locator("#told")).to_contain_text(f"uppgifter från {EXAMPLE.name} är inte granskade: Sökande")

    filled_in(begun, document.read(EXAMPLE.read_bytes(), "x"))
    page.get_by_role("link", name="Fyll i", exact=True).click()
    themes = page.locator("#themes a")
    for number in range(themes.count()):
        themes.nth(number).click()
        expect(themes.nth(number)).to_have_attribute("aria-current", "page")
        page.wait_for_load_state()  # a press before its scripts are there is not heard
        if (button := page.get_by_role("button", name="Allt här är granskat")).count():
            button.click()
            expect(button).to_have_count(0)
    expect(page.locator("#status")).not_to_contain_text("att granska")
    page.get_by_role("link", name="Word", exact=True).click()
    page.get_by_role("button", name="Gör slutliga").first.click()

    expect(page.locator("#finals")).to_contain_text("RUN-479-2024")
    assert len(list((begun.parents[1] / "output" / begun.stem / "slutlig").glob("*.docx"))) == 3


@pytest.fixture
def asker(tmp_path):
    return Asker(tmp_path)


def made(asker, **asked):
    answer = asker.ask("POST", "/new", {"name": "ny", "start": "earlier", "from": "x", **asked})
    return answer.status, json.loads(answer.body)


@pytest.mark.parametrize("years", ["-1", "51", "ett", "1.5", "²", "9" * 30])
def test_years_that_are_no_number_of_years_are_refused(asker, years):
    status, answer = made(asker, years=years)

    assert (status, answer["told"]) == (
        422,
        "Write by how many years the days are moved, from 0 to 50; or nothing.",
    )
    assert not (asker.file.parent / "ny.yaml").exists()


@pytest.mark.parametrize("name", ["", "y", "../x", "x.yaml"])
def test_a_project_that_is_not_there_is_no_beginning(asker, name):
    assert made(asker, **{"from": name})[0] == 422
    assert not (asker.file.parent / "ny.yaml").exists()


def test_what_cannot_be_read_of_the_earlier_project_is_told(asker):
    with asker.file.open("a", encoding="utf-8") as file:
        file.write("färg: <b>blå\n")

    status, answer = made(asker)

    assert status == 200
    assert "Not taken: “färg: <b>blå”." in answer["told"]


def test_nothing_of_an_earlier_project_that_cannot_be_read_at_all_is_made(asker):
    asker.file.write_text("- a\n", encoding="utf-8")

    assert made(asker)[0] == 422
    assert not (asker.file.parent / "ny.yaml").exists()


def test_what_is_reviewed_already_or_on_a_page_that_knows_another_content_is_refused(asker):
    asker.file.write_text("project:\n  name: Sol\n", encoding="utf-8")
    assert asker.told("reviewed", {"at": "project.name", "mark": asker.mark})[0] == 409

    asker.file.write_bytes((asker.file.parent / "x.yaml").read_bytes())
    made(asker)
    path = asker.file.parent / "ny.yaml"
    stale = asker.ask("POST", "/p/ny/reviewed", {"at": "project.name", "mark": "another"})
    fresh = asker.ask("POST", "/p/ny/reviewed", {"at": "project", "mark": asker.desk.project(path).mark})

    assert (stale.status, fresh.status) == (409, 200)
    assert value(path, "carried.0.granskat") == "ja"


def test_a_project_begins_from_a_final_whose_data_file_is_gone(program, page):
    data = program.data / EXAMPLE.name
    run(Task(data, builtin_templates(), Options(program.folder / "output", now(), final=True)))
    data.unlink()
    page.goto(program.start())
    page.get_by_label("Filens namn").fill("nytt")
    final = f"output/{EXAMPLE.stem}/slutlig/ansokan-tillvaxtverket-RUN-479-2024.docx"
    page.get_by_label("Tidigare projekt", exact=True).select_option(final)
    page.get_by_role("button", name="Börja från det tidigare projektet").click()

    page.wait_for_url("**/p/nytt/")
    expect(page.get_by_role("region", name="Meddelanden")).to_contain_text("Finansiärer, rad 3 i tabellen:")
    made = (program.data / "nytt.yaml").read_text("utf-8")
    assert "organisation_number: 232100-0214" in made
    assert "carried_from: ansokan-tillvaxtverket-RUN-479-2024.docx" in made


def test_the_sums_say_how_many_lines_have_no_amount(begun, page):
    page.get_by_role("link", name=re.compile("^Pengar")).click()

    expect(page.locator("#sums")).to_contain_text("18 rader utan belopp ingår inte i summan")
    expect(page.locator("#sums")).to_contain_text("2 rader utan belopp ingår inte i summan")
