"""The machine's own Chromium, without a window, driven by playwright. A plugin of all tests: see conftest.py."""

import os
import shutil

import pytest

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
PATIENCE = 60_000
"""Milliseconds until what does not come is a failure: a machine that does several things at once is slow."""
SIZE = {"width": 1280, "height": 900}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """A test that uses the browser is marked so."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser():
    """Start Chromium once; without it skip, but fail in CI."""
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("Chromium is not installed")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        # Its sandbox refuses to start for root, whom CI often runs as.
        started = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def complaints():
    """What the browser complained of; a test that provokes something takes it out of here."""
    return []


@pytest.fixture
def context(browser, complaints):
    """A person's browser, Swedish, with nothing in its storage: `new_page` opens one more tab.

    An error in a script, or something that the page's own policy refused, fails the test.
    """

    def hear(message):
        if "Content Security Policy" in message.text:
            complaints.append(message.text)

    made = browser.new_context(locale="sv-SE", viewport=SIZE)
    made.set_default_timeout(PATIENCE)
    made.on("weberror", lambda error: complaints.append(str(error.error)))
    made.on("console", hear)
    yield made
    made.close()
    assert complaints == []


@pytest.fixture
def page(context):
    """A tab of its own."""
    return context.new_page()


@pytest.fixture
def clipboard(context, page):
    """Let all pages use the clipboard, and return it."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    return Clipboard(page)


class Clipboard:
    """The clipboard as the page sees it; pages on disk and on 127.0.0.1 may ask for it."""

    def __init__(self, page):
        self._page = page

    @property
    def text(self):
        return self._page.evaluate("navigator.clipboard.readText()")

    def put(self, text, html=None):
        """Put what another program has copied; `html` is the same with formatting."""
        self._page.evaluate(
            """([text, html]) => navigator.clipboard.write([new ClipboardItem({
                "text/plain": text, ...(html === null ? {} : {"text/html": html})})])""",
            [text, html],
        )
