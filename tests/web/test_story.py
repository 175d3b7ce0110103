"""An officer's whole story: from an empty folder to documents to send, without a file or a command touched."""

import csv
import io
import re
import sys
import zipfile
from pathlib import Path

from playwright.sync_api import expect

sys.path.insert(0, str(Path(__file__).parents[1]))
from conftest import EXAMPLE
from edited import rezipped, typed
from yaml_trees import leaves

from generator.grant.yaml import document

NAME = "mitt-projekt"


def at(values, path):
    for name in path.split("."):
        values = values[int(name)] if isinstance(values, list) else (values or {}).get(name)
    return values


def as_copied(rows, keys):
    """Return rows as a spreadsheet copies them."""
    out = io.StringIO()
    csv.writer(out, "excel-tab").writerows([[row.get(key) or "" for key in keys] for row in rows])
    return out.getvalue()


def fill_theme(page, known, clipboard):
    """Fill in what the page of a theme asks for: tables by pasting, all else by typing."""
    for grid in page.locator("table.grid[data-list]").all():
        path, keys = grid.get_attribute("data-list"), grid.get_attribute("data-keys").split()
        if not (rows := at(known, path) if path.count(".") < 2 else None):
            continue
        clipboard.put(as_copied(rows, keys))
        page.locator(f'[id="{path}.0.{keys[0]}"]').focus()
        page.keyboard.press("Control+V")
        expect(page.locator(f'[id="{path}.{len(rows)}.{keys[0]}"]')).to_be_attached()
    for path, text in leaves(known):
        field = page.locator(f'[id="{path}"]')
        if field.count() and field.input_value().split() != text.split():
            unfold(page, field)
            if field.evaluate("each => each.tagName") == "SELECT":
                field.select_option(text)
            else:
                field.fill(text.rstrip("\n"))
            field.blur()
            as_lines_may_break = re.compile(r"\s+".join(map(re.escape, text.split())))
            expect(field).to_have_attribute("data-seen", as_lines_may_break)


def unfold(page, field):
    """Open what hides a field: a card that is not begun, and what stands under "Mer" of a row."""
    for fold in page.locator("details:not([open])", has=field).all():
        fold.locator("> summary").click()
    row = page.locator("tr.more", has=field)
    if row.count() and row.is_hidden():
        page.locator(f'[aria-controls="{row.get_attribute("id")}"]').click()


def test_from_an_empty_folder_to_finals(empty, page, clipboard):
    known = document.read(EXAMPLE.read_bytes(), "x").values
    page.goto(empty.start())
    page.get_by_label("Filens namn").fill(NAME)
    page.get_by_role("button", name="Börja med ett tomt projekt").click()
    page.wait_for_url(f"**/p/{NAME}/")
    expect(page.locator("#status")).to_contain_text("saknas")

    themes = page.get_by_role("navigation", name="Teman").get_by_role("link")
    for number in range(themes.count()):
        themes.nth(number).click()
        page.wait_for_load_state()  # what is pasted before its scripts are there is pasted by the browser
        fill_theme(page, known, clipboard)

    page.get_by_role("link", name="Granskning").click()
    expect(page.locator("#status")).to_contain_text("0 fel")
    expect(page.locator("#status")).not_to_contain_text("saknas")
    page.get_by_role("link", name="Word", exact=True).click()
    page.get_by_role("button", name="Generera alla").click()
    expect(page.locator("#told")).to_contain_text("skriven: beslut.docx")

    rezipped(
        empty.folder / "output" / NAME / "tillvaxtverket.docx", typed("project.problem", " Det skrev chefen.")
    )
    page.get_by_role("button", name="Hämta hem valda").click()
    expect(page.locator("#told")).to_contain_text("1 fält hämtat")
    page.get_by_role("button", name="Gör slutliga").click()
    expect(page.locator("#finals")).to_contain_text("Öppna i Word")

    sent = sorted((empty.folder / "output" / NAME / "slutlig").glob("*.docx"))
    assert len(sent) == 3
    assert all("Det skrev chefen." in words(each) for each in sent if "beslut" not in each.name)
    assert not any("UTKAST" in words(each) for each in sent)


def words(path):
    with zipfile.ZipFile(path) as package:
        return package.read("word/document.xml").decode()
