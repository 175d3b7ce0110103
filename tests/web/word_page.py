"""What is looked for and done on the page of the Word files, for its tests."""

import sys
from pathlib import Path

from playwright.sync_api import expect

sys.path.insert(0, str(Path(__file__).parents[1]))
from edited import rezipped

NAME = "strategisk-planering"
PERIOD = "project.period.end"


def told(page, text):
    """What was done is said where a screen reader hears it."""
    expect(page.get_by_role("main").get_by_role("status")).to_contain_text(text)


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
