"""The page of the Word files: made, opened, what people did in Word taken home, copies."""

import sys
from pathlib import Path

from playwright.sync_api import expect

from tests.axe import axe

sys.path.insert(0, str(Path(__file__).parents[1]))
from edited import rezipped, typed
from mailed import kept, proposes, says, with_comments
from rows import NEW, copied_row, row_deleted
from word_page import (
    PERIOD,
    by_mail,
    card,
    change,
    data,
    document,
    drop,
    home,
    take_home,
    tick_of,
    ticks,
    told,
)


def test_documents_that_are_made_are_up_to_date_and_can_be_kept_by_the_browser(word, page):
    document(word, "beslut").unlink()
    memo = card(page, "Beslut")
    expect(memo).to_contain_text("inte genererad än")

    memo.get_by_role("button", name="Generera").click()

    told(page, "skriven: beslut.docx")
    expect(memo).to_contain_text("aktuell")
    with page.expect_download() as found:
        memo.get_by_role("link", name="Ladda ner").click()
    assert found.value.suggested_filename == "beslut.docx"
    assert Path(found.value.path()).read_bytes() == document(word, "beslut").read_bytes()
    assert axe(page) == []


def test_of_two_edits_one_is_taken_home_and_the_other_is_offered_still(word, page):
    rezipped(document(word), typed("project.problem", " Mer."))
    rezipped(document(word), typed("project.background", " Och mer."))
    expect(ticks(page)).to_have_count(2)

    tick_of(page, "Och mer.").uncheck()
    take_home(page)

    told(page, "1 fält hämtat")
    assert " Mer." in data(word)
    assert "Och mer." not in data(word)
    expect(ticks(page)).to_have_count(1)
    expect(tick_of(page, "Och mer.")).not_to_be_checked()
    assert axe(page) == []


def test_what_was_taken_home_is_undone_and_waits_again(word, page):
    before = data(word)
    rezipped(document(word), typed("project.problem", " Mer."))
    expect(ticks(page)).to_have_count(1)
    take_home(page)
    told(page, "1 fält hämtat")
    expect(ticks(page)).to_have_count(0)

    page.get_by_role("button", name="Ångra").click()

    expect(tick_of(page, " Mer.")).to_be_checked()
    assert data(word) == before
    take_home(page)
    told(page, "1 fält hämtat")
    assert " Mer." in data(word)


def test_a_copied_row_is_taken_home_and_a_deleted_one_only_when_it_is_ticked(word, page):
    rezipped(document(word), copied_row(1, NEW))
    rezipped(document(word), row_deleted("project.activities.4.name"))
    expect(ticks(page)).to_have_count(2)
    expect(tick_of(page, "Studieresa")).to_be_checked()
    expect(tick_of(page, "borttaget i Word")).not_to_be_checked()

    take_home(page)

    told(page, "tillagt: Aktiviteter 3")
    assert "name: Studieresa" in data(word)
    expect(ticks(page)).to_have_count(1)
    lines = data(word).count("\n")
    tick_of(page, "borttaget i Word").check()
    take_home(page)
    told(page, "borttaget")
    assert data(word).count("\n") < lines


def test_a_change_that_is_another_by_now_is_not_taken(word, page):
    rezipped(document(word), typed("project.problem", " Mer."))
    expect(ticks(page)).to_have_count(1)
    page.evaluate("document.querySelector('[name=change]').value = 'another'")

    take_home(page)

    told(page, "1 ändring är inte längre den som du valde")
    assert " Mer." not in data(word)


def test_what_a_person_proposes_is_told_and_taken_only_when_it_counts_as_accepted(word, page):
    rezipped(document(word, "beslut"), proposes("Region", "Landsting"))
    expect(card(page, "Beslut")).to_contain_text("förslag av Bo: ”Region” -> ”Landsting”")
    expect(home(page)).to_contain_text("spårade ändringar som ingen har godkänt")
    expect(ticks(page)).to_have_count(0)

    page.get_by_label("Räkna förslagen i Word").check()

    expect(ticks(page)).to_have_count(1)
    take_home(page)
    told(page, "1 fält hämtat")
    assert "Landsting Jämtland" in data(word)


def test_a_comment_is_told_and_stops_a_final(word, page):
    memo = document(word, "beslut")
    rezipped(memo, says("Region", "Stämmer det?"))
    with_comments(memo, (3, "Bo", "Stämmer det?"))
    expect(card(page, "Beslut")).to_contain_text("kommentar av Bo: ”Stämmer det?”")

    page.get_by_role("button", name="Gör slutliga").click()

    told(page, "Inget slutligt dokument gjordes")
    assert not (memo.parent / "slutlig").exists()


def test_what_was_changed_in_word_and_in_the_data_is_a_conflict_that_is_told(word, page):
    rezipped(document(word, "beslut"), typed(PERIOD, "2025-06-15", "over"))
    expect(ticks(page)).to_have_count(1)
    change(word, "end: 2025-05-30", "end: 2025-08-31")

    expect(home(page)).to_contain_text("Fel:")
    expect(ticks(page)).to_have_count(0)
    page.get_by_role("button", name="Generera alla").click()

    told(page, "1 konflikt")
    expect(card(page, "Beslut")).to_contain_text("konflikt:")


def test_a_mailed_copy_that_is_chosen_comes_into_its_document(word, page):
    copy = by_mail(word, typed(PERIOD, "2025-06-15", "over"))

    page.get_by_label("Kopior (.docx)").set_input_files(copy)

    told(page, "maria.docx till beslut.docx:")
    told(page, "1 kopia, 1 ändring, 0 konflikter")
    assert "2025-06-15" in kept(document(word, "beslut"))
    expect(tick_of(page, "2025-06-15")).to_be_checked()


def test_a_copy_dropped_on_the_page_comes_into_its_document_and_a_strange_file_is_refused(word, page):
    copy = by_mail(word, typed(PERIOD, "2025-06-15", "over"), name="från Åsa (1).docx")
    strange = document(word).parent.parent / "annat.docx"
    strange.write_bytes(b"PK\x03\x04 no Word file at all")

    drop(page, copy, strange)

    told(page, "från Åsa (1).docx till beslut.docx:")
    told(page, "annat.docx")
    told(page, "Fel:")
    assert "2025-06-15" in kept(document(word, "beslut"))
