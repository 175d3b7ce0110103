"""The page of the Word files: made, opened, what people did in Word taken home, copies, finals, the sheet."""

import json
import re
import shutil
import stat
import sys
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import expect

from generator.run.job import Options, Task
from generator.run.running import run
from generator.system.files import builtin_templates
from generator.system.program import now
from generator.web.actions import act
from generator.web.desk import Desk
from generator.web.messages import Request
from tests.axe import axe
from tests.web.conftest import EXAMPLE

sys.path.insert(0, str(Path(__file__).parents[1]))
from edited import rezipped, typed, words, zipped
from mailed import body, kept, proposes, says, with_comments
from rows import NEW, copied_row, row_deleted

NAME = "strategisk-planering"
PERIOD = "project.period.end"


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """The folder of the example's documents, made once."""
    folder = tmp_path_factory.mktemp("made")
    data = folder / "data" / f"{NAME}.yaml"
    data.parent.mkdir()
    shutil.copy(EXAMPLE, data)
    assert run(Task(data, builtin_templates(), Options(folder / "output", now()))).outcomes
    return folder / "output"


@pytest.fixture
def word(made, program, page):
    """The project's Word page; all documents lie there as they were made."""
    shutil.copytree(made, program.folder / "output")
    address = program.start()
    page.goto(address)
    page.goto(urljoin(address, f"/p/{NAME}/word"), timeout=60_000)
    expect(page.locator("#documents")).to_contain_text("aktuell")
    return program


def told(page, text):
    """What was done is said where a screen reader hears it."""
    expect(page.get_by_role("main").get_by_role("status")).to_contain_text(text, timeout=60_000)


def home(page):
    return page.locator("#home")


def ticks(page):
    return home(page).get_by_role("checkbox")


def tick_of(page, text):
    return home(page).locator("li", has_text=text).get_by_role("checkbox")


def take_home(page):
    page.get_by_role("button", name="Hämta hem valda").click()


def card(page, title):
    return page.get_by_role("region", name=title, exact=False)


def data(program):
    return (program.data / f"{NAME}.yaml").read_text("utf-8")


def change(program, before, after):
    """Somebody writes in the data file, and the page hears of it."""
    text = data(program)
    assert before in text
    (program.data / f"{NAME}.yaml").write_text(text.replace(before, after, 1), "utf-8")


def document(program, name="tillvaxtverket"):
    return program.folder / "output" / NAME / f"{name}.docx"


def by_mail(program, *changes, name="maria.docx", of="beslut"):
    """A copy of a document that came by mail, with what a person did to it."""
    copy = program.folder / name
    copy.write_bytes(document(program, of).read_bytes())
    for each in changes:
        rezipped(copy, each)
    return copy


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


def drop(page, *files):
    """Let files fall on the page, as from the desktop."""
    held = page.evaluate_handle(
        """files => {
            const held = new DataTransfer();
            for (const [name, bytes] of files) held.items.add(new File([new Uint8Array(bytes)], name));
            return held;
        }""",
        [[each.name, list(each.read_bytes())] for each in files],
    )
    page.dispatch_event("body", "drop", {"dataTransfer": held})


def test_a_final_is_refused_with_a_way_to_what_stops_it_and_then_made(word, page):
    rezipped(document(word), typed("project.problem", " Mer."))
    expect(ticks(page)).to_have_count(1)

    page.get_by_role("button", name="Gör slutliga").click()

    told(page, "Fältet har ändrats i Word men inte i datafilen.")
    expect(page.get_by_role("link", name="Till ändringen: Problem")).to_have_attribute("href", "#home")
    take_home(page)
    told(page, "1 fält hämtat")
    page.get_by_role("button", name="Gör slutliga").click()
    told(page, "skriven: slutlig/beslut-RUN-479-2024.docx")
    made = document(word).parent / "slutlig" / "ansokan-tillvaxtverket-RUN-479-2024.docx"
    assert " Mer." in words(body(made))
    expect(page.locator("#finals")).to_contain_text(made.name)


def test_what_is_missing_stops_a_final_and_is_linked_to_its_field(word, page):
    change(word, "  vat_liable: nej", "  vat_liable:")

    page.get_by_role("button", name="Gör slutliga").click()

    told(page, "Inga slutliga dokument görs")
    page.locator("#told").get_by_role("link", name="Till fältet: Momsredovisningsskyldig").first.click()
    expect(page.locator('[id="applicant.vat_liable"]')).to_be_visible()


def test_what_is_typed_and_not_saved_is_counted_and_stops_a_final(word, page):
    page.get_by_role("link", name="Fyll i").click()
    page.locator(f'[id="{PERIOD}"]').fill("2025-13-01")
    page.locator(f'[id="{PERIOD}"]').press("Tab")
    expect(page.locator("#status")).to_contain_text("1 värde är inte sparat")
    page.get_by_role("link", name="Word", exact=True).click()
    expect(page.locator("#documents")).to_contain_text("1 värde är inte sparat: det saknas i dokumenten.")

    page.get_by_role("button", name="Gör slutliga").click()

    told(page, "1 värde är inte sparat. Rätta eller släng vart och ett först")
    expect(page.locator("#told").get_by_role("link")).to_have_attribute(
        "href", f"/p/{NAME}/field?path={PERIOD}"
    )
    assert not (document(word).parent / "slutlig").exists()


def test_a_final_that_was_edited_is_replaced_only_when_that_is_chosen(word, page):
    page.get_by_role("button", name="Gör slutliga").click()
    told(page, "skriven: slutlig/beslut-RUN-479-2024.docx")
    final = document(word).parent / "slutlig" / "beslut-RUN-479-2024.docx"
    rezipped(final, lambda root: next(root.iter("{*}t")).__setattr__("text", "Eget"))
    page.reload()
    expect(page.locator("#documents")).to_contain_text("det slutliga har ändrats efter att det gjordes")

    page.get_by_role("button", name="Gör slutliga").click()
    told(page, "lämnas som det är")
    page.get_by_label("Ersätt slutliga dokument").check()
    page.get_by_role("button", name="Gör slutliga").click()

    told(page, "din fil är sparad som")
    assert "Eget" not in words(body(final))


def test_an_answer_is_copied_from_the_sheet(word, page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    with page.expect_popup() as found:
        card(page, "Ansökan Tillväxtverket").get_by_role("link", name="Svar att klistra in").click()
    sheet = found.value

    sheet.get_by_role("button", name=re.compile("Kopiera ?: Projektnamn")).click()

    expect(sheet.get_by_role("button", name=re.compile("Kopierat ?: Projektnamn"))).to_be_visible()
    text = sheet.evaluate("navigator.clipboard.readText()")
    assert text.startswith("Strategisk planering i det regionala")


def test_word_is_asked_to_open_the_document_and_nothing_else(tmp_path, monkeypatch, request, page):
    asked = tmp_path / "asked"
    program = tmp_path / "bin" / "xdg-open"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\necho "$1" > {asked}.new && mv {asked}.new {asked}\n', "utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    monkeypatch.setenv("DISPLAY", ":0")
    word = request.getfixturevalue("word")

    page.get_by_role("button", name="Öppna i Word: beslut.docx").click()

    told(page, "Öppnad: beslut.docx")
    for _try in range(50):
        if asked.exists():
            break
        page.wait_for_timeout(100)
    assert asked.read_text("utf-8").strip() == str(document(word, "beslut"))
    answer = page.evaluate(
        """() => fetch(document.body.dataset.base + "open", {method: "POST",
            headers: {"Content-Type": "application/json"},
            body: JSON.stringify({form: "../beslut", which: "draft", kind: "docx"})}).then(each => each.json())"""
    )
    assert "Handlingen finns inte." in answer["pieces"]["told"]


def test_where_nothing_can_open_it_the_place_of_the_file_is_said(monkeypatch, request, page):
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    word = request.getfixturevalue("word")

    page.get_by_role("button", name="Öppna i Word: beslut.docx").click()

    told(page, f"Den ligger här: {document(word, 'beslut')}")


@pytest.mark.office
def test_finals_are_made_as_pdf_too(word, page):
    page.get_by_label("Gör PDF-filer också").check()
    page.get_by_role("button", name="Gör slutliga").click()

    told(page, "skriven: slutlig/beslut-RUN-479-2024.pdf")
    with page.expect_download() as found:
        page.locator("#finals").get_by_role("link", name="Ladda ner PDF-filen: beslut").click()
    assert Path(found.value.path()).read_bytes().startswith(b"%PDF")


def test_without_libreoffice_it_is_said_what_is_missing(monkeypatch, request, page, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    request.getfixturevalue("word")

    page.get_by_role("button", name="Gör en PDF: Beslut").click()

    told(page, "LibreOffice")


def test_all_of_it_by_keyboard_and_no_scrolling_sideways_on_a_small_screen(word, page):
    page.set_viewport_size({"width": 320, "height": 700})
    rezipped(document(word), typed("project.problem", " Mer."))
    expect(ticks(page)).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") == 320

    ticks(page).focus()
    page.keyboard.press("Space")
    expect(ticks(page)).not_to_be_checked()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Hämta hem valda").focus()
    page.keyboard.press("Enter")

    told(page, "1 fält hämtat")
    assert page.evaluate("document.activeElement !== document.body")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("..%2F..%2Fstort.docx", b"\0" * 10_000_000),
        ("%00%0A.docx", b"PK\x03\x04" + b"\xff" * 1000),
        ("bomb.docx", zipped({"word/document.xml": b" " * 400_000_000})),
    ],
)
def test_what_is_no_copy_is_refused_with_a_sentence_and_writes_nothing(tmp_path, name, content):
    (tmp_path / "data").mkdir()
    shutil.copy(EXAMPLE, tmp_path / "data")
    desk = Desk(tmp_path, builtin_templates(), now)
    project = desk.project(desk.projects[NAME])
    before = sorted(tmp_path.rglob("*"))
    request = Request("POST", f"/p/{NAME}/merge", headers={"x-file-name": name}, body=content)

    answer = json.loads(act("merge", request, desk, project).body)

    assert "Error:" in answer["pieces"]["told"] or "Fel:" in answer["pieces"]["told"]
    assert ".." not in answer["pieces"]["told"]
    assert {each.suffix for each in tmp_path.rglob("*") if each not in before} <= {"", ".json"}
