"""The document as it becomes, beside the fields: from a field to its place, from a place to its field."""

import re
import sys
from pathlib import Path

from playwright.sync_api import expect

sys.path.insert(0, str(Path(__file__).parents[1]))
from axe import axe
from edited import rezipped, typed
from test_saving import NAME, field, fill

WIDE = {"width": 1500, "height": 900}


def paper(page):
    return page.locator("#paper")


def mark(page, path):
    return paper(page).locator(f'[data-path="{path}"]')


def theme(page, name):
    page.goto(re.sub(r"/p/.*", f"/p/{NAME}/fill/{name}", page.url))


def test_what_is_saved_stands_in_the_document_at_once(project, page):
    page.set_viewport_size(WIDE)

    fill(page, "project.period.end", "2025-06-30")

    expect(mark(page, "project.period.end").first).to_have_text(re.compile("30\u00a0juni\u00a02025"))


def test_the_field_at_hand_is_marked_in_the_document_and_scrolled_to(project, page):
    page.set_viewport_size(WIDE)
    theme(page, "varfor")
    expect(mark(page, "project.problem").first).to_be_attached()

    field(page, "project.problem").focus()

    expect(mark(page, "project.problem").first).to_have_class(re.compile(r"\bhere\b"))
    expect(mark(page, "project.problem").first).to_be_in_viewport()


def test_a_click_in_the_document_leads_to_the_field_on_whatever_page(project, page):
    page.set_viewport_size(WIDE)
    mark(page, "project.name").first.click()
    expect(field(page, "project.name")).to_be_focused()

    mark(page, "applicant.organisation_number").first.click()

    page.wait_for_url("**/fill/sokande*")
    expect(field(page, "applicant.organisation_number")).to_be_focused()


def test_another_document_is_chosen_and_drawn(project, page):
    page.set_viewport_size(WIDE)

    page.locator("#which").select_option("beslut")

    expect(mark(page, "case.unit").first).to_have_text("Samhällsutveckling")
    assert axe(page) == []


def test_what_was_edited_in_word_is_named_with_its_paragraph(project, page):
    page.set_viewport_size(WIDE)
    page.get_by_role("link", name="Word", exact=True).click()
    page.get_by_role("button", name="Generera alla").click()
    expect(page.locator("#told")).to_contain_text("skriven: beslut.docx")
    rezipped(
        project.folder / "output" / NAME / "tillvaxtverket.docx", typed("project.problem", " Chefens ord.")
    )

    page.get_by_role("link", name="Fyll i", exact=True).click()
    page.locator("#which").select_option("tillvaxtverket")

    expect(page.locator("#edited")).to_contain_text("har ändrats i Word")
    page.locator("#edited summary").click()
    expect(page.locator("#edited")).to_contain_text("Chefens ord.")
