"""The page of the Word files: made, opened, what people did in Word taken home, copies, finals."""

import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

sys.path.insert(0, str(Path(__file__).parents[1]))
from edited import rezipped, typed

NAME = "strategisk-planering"


@pytest.fixture
def word(project, page):
    """The project's Word page with all documents made."""
    page.get_by_role("link", name="Word", exact=True).click()
    page.get_by_role("button", name="Generera alla").click()
    expect(page.locator("#told")).to_contain_text("skriven: beslut.docx")
    return project


def document(program, name="tillvaxtverket"):
    return program.folder / "output" / NAME / f"{name}.docx"


def test_documents_are_made_and_stand_as_up_to_date(word, page):
    assert document(word, "beslut").is_file()
    expect(page.locator("#documents")).to_contain_text("aktuell")


def test_of_two_edits_one_is_taken_home_and_the_other_is_offered_still(word, page):
    rezipped(document(word), typed("project.problem", " Mer."))
    rezipped(document(word), typed("project.background", " Och mer."))

    boxes = page.locator("#home").get_by_role("checkbox")
    expect(boxes).to_have_count(2)
    page.locator("#home li", has_text="Och mer.").get_by_role("checkbox").first.uncheck()
    page.get_by_role("button", name="Hämta hem valda").click()

    expect(page.locator("#told")).to_contain_text("1 fält hämtat")
    assert " Mer." in (word.data / f"{NAME}.yaml").read_text("utf-8")
    expect(boxes).to_have_count(1)
    expect(boxes).not_to_be_checked()
    expect(page.locator("#home")).to_contain_text("Och mer.")
