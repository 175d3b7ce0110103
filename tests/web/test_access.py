"""The page for everybody: nothing that axe finds, a keyboard alone, a narrow window, focus that is never lost."""

import re

import pytest
from axe import axe
from playwright.sync_api import expect
from test_saving import NAME, field, file_of, fill, saved, says

from tests.web.conftest import opened

pytestmark = pytest.mark.long  # each opens many pages and looks at all of them


def go(page, rest):
    page.goto(re.sub(r"(http://[^/]+).*", rf"\1/p/{NAME}/{rest}", page.url))


def pages_of(page):
    """Yield each page of the project, opened."""
    links = page.locator("#themes a, .top a")
    for address in links.evaluate_all("all => all.map(each => each.href)"):
        page.goto(address)
        yield address


def widens(page):
    """Return how wide the page is in a window of 320 pixels, as at 400 % on a screen of 1280."""
    page.set_viewport_size({"width": 320, "height": 800})
    return page.evaluate("document.documentElement.scrollWidth")


def at(page):
    """Return the id of what has the focus."""
    return page.evaluate("document.activeElement.id")


def test_axe_finds_nothing_on_any_page_of_the_example_and_none_is_wider_than_its_window(project, page):
    found = {address: told for address in pages_of(page) if (told := [*axe(page), *{widens(page)} - {320}])}

    assert found == {}


def test_axe_finds_nothing_on_any_page_of_an_empty_project(empty, page):
    page.goto(empty.start())
    expect(page.get_by_label("Filens namn")).to_be_visible()
    assert (axe(page), widens(page)) == ([], 320)  # no project at all
    page.get_by_label("Filens namn").fill("nytt")
    page.get_by_role("button", name="Börja med ett tomt projekt").click()
    page.wait_for_url("**/p/nytt/")

    found = {address: told for address in pages_of(page) if (told := [*axe(page), *{widens(page)} - {320}])}

    assert found == {}


def test_axe_finds_nothing_when_a_value_is_refused_in_conflict_changed_outside_or_the_program_gone(
    process, page
):
    opened(process, page)
    fill(page, "project.period.end", "2025-13-01")
    expect(says(page, "project.period.end")).to_contain_text("Inte sparat.")
    field(page, "project.short_name").fill("Mitt")
    text = file_of(process).read_text("utf-8")
    text = text.replace("short_name: Strategisk planering\n", "short_name: Filens\n")
    file_of(process).write_text(text.replace("Jämtlands län\n", "Jämtland\n", 1), "utf-8")
    expect(says(page, "project.short_name")).to_contain_text("Behåll min")
    says(page, "project.period.start").get_by_role("button", name="Varför?").click()

    assert axe(page) == []
    process.kill()
    expect(page.get_by_role("alert")).to_contain_text("Programmet svarar inte.")
    assert axe(page) == []
    assert widens(page) == 320


def test_axe_finds_nothing_in_an_unfolded_row_nor_among_silenced_findings(project, page):
    go(page, "fill/pengar#financing.contributions.0.appropriation")
    expect(field(page, "financing.contributions.0.appropriation")).to_be_focused()
    assert axe(page) == []

    go(page, "findings")
    page.get_by_text("Det här gäller inte här").first.click()
    page.get_by_label("Det gäller inte här, eftersom").first.fill("Vi har frågat.")
    page.get_by_role("button", name="Tysta").first.click()

    expect(page.get_by_role("heading", name="Tystade")).to_be_visible()
    assert axe(page) == []


@pytest.mark.parametrize(
    ("path", "focused"),
    [
        pytest.param("project.short_name", "project.short_name", id="a field"),
        pytest.param("project.goals.0.targets.0.value", "project.goals.0.targets.0.value", id="in a card"),
        pytest.param("project.goals.0", "card-project.goals.0", id="a card"),
        pytest.param("budget.lines.2", "budget.lines.2.category", id="a row"),
        pytest.param("budget.lines", "head-budget.lines", id="a list"),
        pytest.param("project.period", "head-project.period", id="a group"),
        pytest.param(
            "financing.contributions.0.programme", "financing.contributions.0.programme", id="folded in a row"
        ),
        pytest.param("financing", "financing.contributions.0.financier", id="a theme"),
    ],
)
def test_the_way_to_a_field_ends_in_it(project, page, path, focused):
    go(page, f"field?path={path}")

    expect(page.locator(":focus")).to_be_in_viewport()
    assert at(page) == focused


def test_an_officers_minute_without_a_mouse(project, page):
    keys = page.keyboard
    page.goto(re.sub(r"/p/.*", "/", page.url))
    page.get_by_role("link", name=NAME).focus()
    keys.press("Enter")
    page.wait_for_url("**/p/**")

    keys.press("Tab")
    expect(page.get_by_role("link", name="Till innehållet")).to_be_focused()
    keys.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.locator("#theme-varfor").focus()
    keys.press("Enter")
    page.wait_for_url("**/varfor")

    bar = page.get_by_role("toolbar").first
    bar.get_by_role("button", name="Fet").focus()
    keys.press("ArrowRight")
    expect(bar.get_by_role("button", name="Kursiv")).to_be_focused()
    keys.press("Tab")
    expect(field(page, "project.background")).to_be_focused()
    keys.press("Control+End")
    keys.type(" Nu.")
    keys.press("Tab")
    saved(page)
    assert "Nu.\n" in file_of(project).read_text("utf-8")

    page.locator("#undo").focus()
    keys.press("Enter")
    expect(field(page, "project.background")).not_to_have_value(re.compile("Nu[.]$"))
    expect(page.locator("#undo")).to_be_focused()


def test_a_grid_is_one_stop_of_tab_and_its_row_tools_are_reached_by_arrows(project, page):
    go(page, "fill/genomforande")
    stops = page.locator('[data-list="project.activities"] tr[data-row] [tabindex="0"]')
    expect(stops).to_have_count(1)

    field(page, "project.activities.1.responsible").focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")

    expect(page.get_by_role("button", name="Flytta upp, rad 2").first).to_be_focused()
    expect(stops).to_have_count(1)


def test_the_focus_stays_where_a_row_was_deleted_until_none_is_left(project, page):
    go(page, "fill/projektet")
    page.locator('[id="project.counties.1"]').fill("Dalarnas län")
    page.locator('[id="project.counties.1"]').press("Tab")
    expect(page.locator('[id="remove-project.counties.1"]')).to_be_visible()

    page.locator('[id="remove-project.counties.0"]').focus()
    page.keyboard.press("Enter")
    expect(page.locator('[id="project.counties.0"]')).to_have_value("Dalarnas län")
    expect(page.locator('[id="remove-project.counties.0"]')).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Län", exact=True)).to_be_focused()
    expect(page.get_by_role("status")).to_have_text("Raden är borttagen.")


def test_the_focus_stays_when_what_has_it_is_made_anew(project, page):
    field(page, "project.short_name").fill("Plan")
    page.keyboard.press("Tab")
    field(page, "project.counties.1").fill("Dalarnas län")
    page.keyboard.press("Tab")

    expect(page.locator('[id="remove-project.counties.1"]')).to_be_visible()
    assert at(page) not in {"", "main"}


def test_a_click_that_leaves_a_field_is_not_lost_when_the_page_changes_under_it(project, page):
    field(page, "project.short_name").fill("Plan")
    undo = page.get_by_role("button", name="Ångra").bounding_box()
    page.mouse.move(undo["x"] + 5, undo["y"] + 5)

    with page.expect_response("**/put"):
        page.mouse.down()
    page.wait_for_timeout(300)
    page.mouse.up()

    expect(field(page, "project.short_name")).to_have_value("Strategisk planering")


def test_an_error_is_announced_once(project, page):
    fill(page, "project.period.end", "2025-13-01")

    expect(page.get_by_role("status")).to_contain_text("Inte sparat.")
    live = page.locator('[aria-live], [role="status"], [role="alert"]')
    assert [each for each in live.all_inner_texts() if "2025-13-01" in each] == [
        page.locator("#saved").inner_text()
    ]
    described = field(page, "project.period.end").get_attribute("aria-describedby").split()
    assert "says-project.period.end" in described
