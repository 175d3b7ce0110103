"""The page of the Word files: finals, PDFs, the sheet, Word opened, all of it by keyboard."""

import json
import re
import shutil
import stat
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from generator.system.files import builtin_templates
from generator.system.program import now
from generator.web.actions import act
from generator.web.desk import Desk
from generator.web.messages import Request
from tests.web.conftest import EXAMPLE

sys.path.insert(0, str(Path(__file__).parents[1]))
from edited import parts_of, rezipped, typed, words, zipped
from mailed import body
from word_page import NAME, PERIOD, card, change, document, take_home, ticks, told


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


# Whoever opens Word does not wait for it.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
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


def test_what_is_sent_is_frozen_and_what_changes_afterwards_is_told(word, page):
    page.get_by_label("Frys också det som skickas").check()
    page.get_by_role("button", name="Gör slutliga").click()

    told(page, "skriven: slutlig/paket-RUN-479-2024-v1-")
    expect(page.get_by_label("Frys också det som skickas")).to_be_checked()
    (package,) = (document(word).parent / "slutlig").glob("*.zip")
    names = {name.rpartition(".")[2] for name in parts_of(package.read_bytes())}
    assert names == {"docx", "pdf", "yaml", "txt"}
    sent = page.locator("#finals summary")
    expect(sent).to_contain_text("paket 1 från")
    sent.click()
    expect(page.locator("#finals")).to_contain_text("inget har ändrats sedan dess")

    change(word, "Processledning vid fyra", "Processledning vid fem")

    expect(page.locator("#finals")).to_contain_text("Processledning vid fem dialogmöten")
