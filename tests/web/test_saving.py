"""What is typed on the page is in the data file, and nowhere is a word lost."""

import json
import re

from playwright.sync_api import expect

from tests.web.conftest import opened

NAME = "strategisk-planering"


def file_of(program):
    return program.data / f"{NAME}.yaml"


def lines_that_differ(before, after):
    return [
        (old, new) for old, new in zip(before.splitlines(), after.splitlines(), strict=True) if old != new
    ]


def field(page, path):
    return page.locator(f'[id="{path}"]')


def says(page, path):
    return page.locator(f'[id="says-{path}"]')


def fill(page, path, text):
    field(page, path).fill(text)
    field(page, path).press("Tab")


def saved(page):
    expect(page.locator("#saved")).to_have_text("Sparat")


def test_a_field_that_is_left_is_one_line_of_the_file(project, page):
    before = file_of(project).read_text("utf-8")

    fill(page, "project.period.end", "den 30 juni 2025")

    saved(page)
    assert lines_that_differ(before, file_of(project).read_text("utf-8")) == [
        ("    end: 2025-05-30", "    end: den 30 juni 2025")
    ]


def test_a_field_at_rest_is_saved_without_being_left(project, page):
    field(page, "project.short_name").press("End")
    field(page, "project.short_name").press_sequentially(" 2025")

    saved(page)
    assert "short_name: Strategisk planering 2025\n" in file_of(project).read_text("utf-8")
    expect(field(page, "project.short_name")).to_be_focused()


def test_what_the_schema_refuses_stays_in_the_field_and_is_counted_in_the_head(project, page):
    before = file_of(project).read_bytes()

    fill(page, "project.period.end", "2025-13-01")

    expect(says(page, "project.period.end")).to_contain_text("Inte sparat.")
    expect(says(page, "project.period.end")).to_contain_text("2025-13-01")
    expect(page.locator("#status")).to_contain_text("1 värde är inte sparat")
    assert file_of(project).read_bytes() == before
    page.reload()
    expect(field(page, "project.period.end")).to_have_value("2025-13-01")
    fill(page, "project.period.end", "2025-12-01")
    saved(page)
    expect(page.locator("#status")).not_to_contain_text("inte sparat")


def test_what_is_not_saved_can_be_given_up(project, page):
    fill(page, "project.period.end", "2025-13-01")
    expect(page.locator("#status")).to_contain_text("1 värde är inte sparat")

    says(page, "project.period.end").get_by_role("button", name="Släng det").click()

    expect(field(page, "project.period.end")).to_have_value("2025-05-30")
    expect(page.locator("#status")).not_to_contain_text("inte sparat")


def test_undo_brings_the_very_bytes_back(project, page):
    before = file_of(project).read_bytes()
    fill(page, "project.period.end", "2025-06-30")
    saved(page)
    fill(page, "project.short_name", "Plan")
    expect(page.locator(".name")).to_have_text("Strategisk planering")
    saved(page)

    page.get_by_role("button", name="Ångra").click()
    expect(field(page, "project.short_name")).to_have_value("Strategisk planering")
    expect(page.locator("#saved")).to_have_text("Ångrat: Kortnamn")
    page.get_by_role("button", name="Ångra").click()

    expect(field(page, "project.period.end")).to_have_value("2025-05-30")
    assert file_of(project).read_bytes() == before
    expect(page.get_by_role("button", name="Ångra")).to_be_disabled()


def test_what_an_editor_saves_comes_in_and_what_is_being_typed_stays(project, page):
    field(page, "project.period.end").fill("2025-06-")
    text = file_of(project).read_text("utf-8")

    file_of(project).write_text(
        text.replace("short_name: Strategisk planering\n", "short_name: Planering\n"), "utf-8"
    )

    expect(field(page, "project.short_name")).to_have_value("Planering")
    expect(field(page, "project.period.end")).to_have_value("2025-06-")
    notices = page.get_by_role("region", name="Meddelanden")
    expect(notices).to_contain_text("Strategisk planering")
    notices.get_by_role("button", name="Ångra dem").click()
    expect(field(page, "project.short_name")).to_have_value("Strategisk planering")
    assert "short_name: Strategisk planering\n" in file_of(project).read_text("utf-8")


def test_the_same_field_changed_in_both_is_asked(project, page):
    field(page, "project.short_name").fill("Mitt")
    text = file_of(project).read_text("utf-8")

    file_of(project).write_text(
        text.replace("short_name: Strategisk planering\n", "short_name: Filens\n"), "utf-8"
    )

    expect(says(page, "project.short_name")).to_contain_text("Filens")
    says(page, "project.short_name").get_by_role("button", name="Behåll min").click()
    saved(page)
    assert "short_name: Mitt\n" in file_of(project).read_text("utf-8")


def test_nothing_typed_is_lost_when_the_program_is_killed(process, page):
    opened(process, page)
    field(page, "project.short_name").fill("Före")
    page.wait_for_timeout(1500)
    process.kill()
    field(page, "project.short_name").fill("Efter")
    expect(page.locator("#gone")).to_be_visible()

    opened(process, page)

    expect(field(page, "project.short_name")).to_have_value("Efter")
    saved(page)
    assert "short_name: Efter\n" in file_of(process).read_text("utf-8")


def test_a_file_that_cannot_be_read_is_told_and_nothing_is_saved_in_it(project, page):
    text = file_of(project).read_text("utf-8")
    file_of(project).write_text(text + "oj: [\n", "utf-8")

    expect(page.get_by_role("region", name="Meddelanden")).to_contain_text("Inget kan sparas")
    fill(page, "project.short_name", "Kvar")

    expect(says(page, "project.short_name")).to_contain_text("Inte sparat.")
    assert file_of(project).read_text("utf-8") == text + "oj: [\n"
    file_of(project).write_text(text, "utf-8")
    page.reload()
    fill(page, "project.short_name", "Kvar nu")
    saved(page)
    assert (
        json.loads((project.folder / "output" / NAME / ".generated" / "drafts.json").read_text("utf-8")) == {}
    )


def test_tab_goes_on_to_the_next_field_when_what_was_missing_is_there(project, page):
    text = file_of(project).read_text("utf-8")
    file_of(project).write_text(re.sub(r"(?m)^  name: Strategisk planering i.*\n", "", text), "utf-8")
    missing = says(page, "project.name")
    expect(missing).to_contain_text("Varför?")

    fill(page, "project.name", "Planering")

    saved(page)
    expect(missing).not_to_contain_text("Varför?")
    expect(field(page, "project.short_name")).to_be_focused()
