"""Rows of lists on the page: added by typing, copied, moved, deleted, undone, pasted from Excel."""

import re

from playwright.sync_api import expect
from test_saving import NAME, field, file_of, fill, saved, says

from generator.grant.yaml import document


def values_of(program):
    return document.read(file_of(program).read_bytes(), "x").values


def money(page):
    page.goto(re.sub(r"/p/.*", f"/p/{NAME}/fill/pengar", page.url))


def lines(program):
    return values_of(program)["budget"]["lines"]


def test_what_is_typed_in_the_last_row_makes_it_a_row(project, page):
    money(page)
    count = len(lines(project))

    field(page, f"budget.lines.{count}.description").fill("Lokalhyra")
    field(page, f"budget.lines.{count}.description").press("Tab")

    expect(field(page, f"budget.lines.{count + 1}.description")).to_be_visible()
    assert lines(project)[count] == {"description": "Lokalhyra"}


def test_rows_are_copied_moved_and_deleted_with_their_comments_and_undone(project, page):
    money(page)
    before = file_of(project).read_bytes()
    first = lines(project)[0]
    grid = page.locator('[data-list="budget.lines"]')

    grid.get_by_role("button", name="Kopiera, rad 1", exact=True).click()
    saved(page)
    assert lines(project)[:2] == [first, first]
    grid.get_by_role("button", name="Ta bort, rad 1", exact=True).click()
    expect(page.locator("#saved")).to_have_text("Raden är borttagen.")
    assert file_of(project).read_bytes() == before
    grid.get_by_role("button", name="Flytta ned, rad 1", exact=True).click()
    expect(field(page, "budget.lines.0.quantity")).to_have_value("60")
    assert lines(project)[1] == first

    page.get_by_role("button", name="Ångra").click()

    expect(field(page, "budget.lines.0.quantity")).to_have_value("20")
    assert file_of(project).read_bytes() == before


def test_the_buttons_of_a_row_keep_the_focus_when_the_row_moves(project, page):
    money(page)
    grid = page.locator('[data-list="budget.lines"]')

    grid.get_by_role("button", name="Flytta ned, rad 1", exact=True).focus()
    page.keyboard.press("Enter")

    expect(grid.get_by_role("button", name="Flytta ned, rad 2", exact=True)).to_be_focused()


def test_cells_from_excel_go_in_at_once_and_rows_are_added(project, page, clipboard):
    money(page)
    count = len(lines(project))
    rows = [f"Personal\tKostnad {n}\t2025\tKartläggning\t{n}\ttimmar\t1 000,50" for n in range(1, 21)]
    clipboard.put("\r\n".join(rows) + "\r\n")

    field(page, f"budget.lines.{count - 1}.category").focus()
    page.keyboard.press("Control+V")

    expect(field(page, f"budget.lines.{count + 18}.unit_price")).to_have_value("1 000,50")
    pasted = lines(project)[count - 1 :]
    assert len(pasted) == 20
    assert pasted[19] | {"amount": None} == {
        "category": "Personal", "description": "Kostnad 20", "year": "2025", "activity": "Kartläggning",
        "quantity": "20", "unit": "timmar", "unit_price": "1 000,50", "amount": None,
    }  # fmt: skip


def test_a_cell_that_does_not_fit_is_said_at_its_place_and_the_others_go_in(project, page, clipboard):
    money(page)
    clipboard.put('tjugo\ttimmar\t500\r\n21\t"tim""mar"\t510\r\n')

    field(page, "budget.lines.0.quantity").focus()
    page.keyboard.press("Control+V")

    expect(says(page, "budget.lines.0.quantity")).to_contain_text("Inte sparat.")
    expect(field(page, "budget.lines.0.quantity")).to_have_value("tjugo")
    assert [lines(project)[n].get("quantity") for n in (0, 1)] == ["20", "21"]
    assert lines(project)[1]["unit"] == 'tim"mar'


def test_what_fits_takes_the_place_of_what_did_not(project, page, clipboard):
    money(page)
    clipboard.put("tjugo\ttimmar\r\ntrettio\ttimmar\r\n")
    field(page, "budget.lines.0.quantity").focus()
    page.keyboard.press("Control+V")
    expect(page.locator("#status")).to_contain_text("2 värden är inte sparade")

    clipboard.put("21\ttimmar\r\n22\ttimmar\r\n")
    field(page, "budget.lines.0.quantity").focus()
    page.keyboard.press("Control+V")

    expect(page.locator("#status")).not_to_contain_text("inte spara")
    expect(field(page, "budget.lines.1.quantity")).to_have_value("22")


def test_columns_that_come_with_their_headings_find_their_places(project, page, clipboard):
    money(page)
    count = len(lines(project))
    clipboard.put("Belopp\tBeskrivning\r\n12 000\tLokal\r\n8 000\tTryck\r\n")

    field(page, f"budget.lines.{count}.description").focus()
    page.keyboard.press("Control+V")

    expect(field(page, f"budget.lines.{count + 1}.amount")).to_have_value("8 000")
    assert lines(project)[count:] == [
        {"description": "Lokal", "amount": "12 000"},
        {"description": "Tryck", "amount": "8 000"},
    ]


def test_a_table_is_copied_as_excel_takes_it(project, page, clipboard):
    money(page)

    page.get_by_role("button", name="Kopiera tabellen").first.click()

    expect(page.locator("#saved")).to_have_text("Kopierat")
    copied = [row.split("\t") for row in clipboard.text.split("\r\n")]
    assert copied[0][:3] == ["Kostnadsslag", "Beskrivning", "År"]
    assert copied[1][:3] == [lines(project)[0][key] for key in ("category", "description", "year")]


def test_a_grid_is_one_stop_of_tab_and_arrows_go_from_cell_to_cell(project, page):
    money(page)
    field(page, "budget.lines.0.description").focus()

    page.keyboard.press("ArrowDown")
    expect(field(page, "budget.lines.1.description")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(field(page, "budget.lines.1.year")).to_be_focused()
    page.keyboard.press("Tab")

    at = page.evaluate("document.activeElement.closest('[data-list=\"budget.lines\"] tbody') === null")
    assert at is True
    page.keyboard.press("Shift+Tab")
    expect(field(page, "budget.lines.1.year")).to_be_focused()


def test_who_has_begun_to_write_goes_on_with_tab_from_cell_to_cell(project, page):
    money(page)
    field(page, "budget.lines.0.description").fill("Ledning")

    page.keyboard.press("Tab")

    expect(field(page, "budget.lines.0.year")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('[data-list=\"budget.lines\"] tbody') === null")


def test_sums_follow_while_an_amount_is_typed_and_nothing_is_written(project, page):
    money(page)
    before = file_of(project).read_bytes()
    expect(page.locator("#sums")).to_contain_text("600 000 kronor")

    field(page, "budget.lines.0.quantity").fill("40")

    expect(page.locator("#sums")).to_contain_text("611 500 kronor")  # and 15 % more indirect costs
    assert file_of(project).read_bytes() == before


def test_a_row_that_was_deleted_in_another_tab_is_not_written_over(project, page):
    page.route("**/events", lambda route: route.abort())  # it has not heard of the other yet
    money(page)
    other = page.context.new_page()
    other.goto(page.url)
    before = lines(project)
    other.locator('[data-list="budget.lines"]').get_by_role(
        "button", name="Ta bort, rad 1", exact=True
    ).click()
    expect(other.locator("#saved")).to_have_text("Raden är borttagen.")

    fill(page, "budget.lines.1.unit", "dagar")

    expect(page.get_by_text("“dagar”")).to_be_visible()
    assert lines(project) == before[1:]


def test_what_is_being_typed_in_a_row_is_said_when_the_rows_change_under_it(project, page):
    money(page)
    other = page.context.new_page()
    other.goto(page.url)
    field(page, "budget.lines.1.unit").fill("dagar")

    other.locator('[data-list="budget.lines"]').get_by_role(
        "button", name="Ta bort, rad 1", exact=True
    ).click()

    expect(page.get_by_text("“dagar”")).to_be_visible()
    expect(field(page, "budget.lines.0.unit")).to_have_value("timmar")


def test_a_new_name_of_an_activity_is_followed_by_its_costs(project, page):
    page.goto(re.sub(r"/p/.*", f"/p/{NAME}/fill/genomforande", page.url))
    name = values_of(project)["project"]["activities"][1]["name"]

    fill(page, "project.activities.1.name", "Inventering")

    saved(page)
    assert name not in [each.get("activity") for each in lines(project)]
    assert "Inventering" in [each.get("activity") for each in lines(project)]
