"""The page of `ansokan web` in Chromium: until it is drawn, and from a change until it is seen.

python benchmarks/page.py [TURNS [PAGES]]   prints for each case the median, least and most seconds of what
a person waits, and the median of the processor seconds that the program took for it. PAGES: a project of so
many pages in place of the example.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from big import project as big_project
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = HERE.parent
EXAMPLE = ROOT / "data" / "strategisk-planering.yaml"
CHANGES = {
    "a name": ("project.short_name", "line"),
    "a long text": ("project.background", "text"),
    "a date": ("project.period.end", "date"),
    "an amount": ("budget.lines.0.unit_price", "number"),
    "a new row": ("project.risks.#.risk", "line"),
}
"""What is changed: a path (# for the item after the last), and what is typed there."""
_SECONDS_A_TICK = 1 / os.sysconf("SC_CLK_TCK")
_SHOWN = """() => {
  const shown = name => requestAnimationFrame(() => setTimeout(() => {
    window.seen[name] ||= performance.now(); }));
  window.seen = {};
  addEventListener("keydown", event => {
    if (event.key === "Tab") window.seen = {left: event.timeStamp}; }, true);
  document.addEventListener("changed", () => shown("changed"));
  document.addEventListener("drawn", () => shown("drawn"));
}"""
"""Notes the moments when the field was left, and when what came of it was on the screen."""
Found = dict[str, list[tuple[float, float]]]
"""Wall and processor seconds of each turn, by case."""


class Program:
    """`ansokan web` in a folder, a process of its own; `code` holds the package."""

    def __init__(self, folder: Path, code: Path, cache: Path) -> None:
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment = {**kept, "PYTHONPATH": str(code), "XDG_CACHE_HOME": str(cache)}
        command = [sys.executable, "-m", "generator", "--lang", "sv", "web", str(folder), "--no-browser"]
        self.begun = time.time()
        self._process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        found = re.search(r"http://\S+", self._process.stdout.readline())
        assert found, command
        self.address = found[0]

    def cpu(self) -> float:
        """Return the processor seconds that it has taken so far (Linux: fields 14 and 15 of stat)."""
        said = Path(f"/proc/{self._process.pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        return (int(said[11]) + int(said[12])) * _SECONDS_A_TICK

    def end(self) -> None:
        """End it."""
        self._process.kill()
        self._process.wait()
        self._process.stdout.close()


@contextmanager
def started(folder: Path, code: Path, cache: Path) -> Iterator[Program]:
    """Start the program, and end it."""
    program = Program(folder, code, cache)
    try:
        yield program
    finally:
        program.end()


def drawn_at(page: Page) -> float:
    """Return when the page was on the screen first, as time.time() counts."""
    paint = 'performance.getEntriesByName("first-contentful-paint")[0]'
    while (at := page.evaluate(f"{paint} ? performance.timeOrigin + {paint}.startTime : 0")) == 0:
        page.wait_for_timeout(2)
    return float(at) / 1000


def first_pages(browser: Browser, folder: Path, code: Path, cache: Path, found: Found, kind: str) -> None:
    """Measure a cold start: to the first page, and from there to a theme and its document."""
    page = browser.new_page()
    with started(folder, code, cache) as program:

        def noted(what: str, begun: float, ended: float) -> None:
            found.setdefault(f"{what}, {kind}", []).append((ended - begun, program.cpu()))

        page.goto(program.address)
        page.wait_for_url("**/")
        noted("cold: process -> first page", program.begun, drawn_at(page))
        link = page.get_by_role("link", name=next((folder / "data").iterdir()).stem)
        begun = time.time()
        link.click()
        page.wait_for_url("**/p/**")
        noted("cold: link -> fields", begun, drawn_at(page))
        page.locator("#paper > .paper").wait_for()
        noted("cold: link -> fields and document", begun, time.time())
    page.close()


def changed(page: Page, program: Program, base: str, what: str, turns: int, found: Found) -> None:
    """Measure changes of one field."""
    path, kind = CHANGES[what]
    page.goto(f"{base}field?path={path.replace('#', '0')}")
    page.locator("#paper > .paper").wait_for()
    page.evaluate(_SHOWN)
    for turn in range(turns + 1):
        field = page.locator(f'[id="{_at(page, path)}"]')
        page.wait_for_timeout(700)  # the stream has told of the last change
        field.fill(_typed(kind, turn, field.input_value()))
        before = program.cpu()
        field.press("Tab")
        while "drawn" not in (seen := page.evaluate("window.seen")):
            page.wait_for_timeout(20)
        used = program.cpu() - before
        if turn:
            for name, when in (("findings", "changed"), ("look", "drawn")):
                taken = (seen[when] - seen["left"]) / 1000
                found.setdefault(f"{what} -> {name}", []).append((taken, used))


def _at(page: Page, path: str) -> str:
    """Return the path of a field; of the row after the last, for #."""
    before, _sign, after = path.partition("#")
    rows = page.locator(f'[id^="{before}"][id$="{after}"]').count() if after else 0
    return path.replace("#", str(rows - 1))


def _typed(kind: str, turn: int, before: str) -> str:
    """Return another text for a field: what is found in it differs from turn to turn."""
    if kind == "text":
        return f"Omgång {turn} har börjat, TODO.\n\n{before}" if turn % 2 else before.partition("\n\n")[2]
    return {"line": f"Namn {turn}", "date": f"2025-0{3 + turn % 5}-30", "number": str(600 + turn)}[kind]


def code_without_pyc(folder: Path) -> Path:
    """Return a new copy of the program as it lies after an installation that has compiled nothing."""
    for name in ("generator", "templates", "data"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def measure(turns: int, pages: int) -> dict[str, dict[str, float]]:
    """Return what was found of each case."""
    found: Found = {}
    with TemporaryDirectory() as name, sync_playwright() as playwright:
        folder, cache = Path(name) / "work", Path(name) / "cache"
        (folder / "data").mkdir(parents=True)
        big_project(folder, pages) if pages else shutil.copy(EXAMPLE, folder / "data")
        program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for turn in range(turns + 1):  # the first fills the cache
            first_pages(browser, folder, ROOT, cache, found if turn else {}, "cache full")
            shutil.rmtree(folder / "output", ignore_errors=True)
            empty = Path(name) / str(turn)
            if turn:
                first_pages(browser, folder, code_without_pyc(empty), empty / "cache", found, "cache empty")
            shutil.rmtree(folder / "output", ignore_errors=True)
        with started(folder, ROOT, cache) as running:
            page = browser.new_page()
            page.goto(running.address)
            page.wait_for_url("**/")
            base = page.get_by_role("link", name=next((folder / "data").iterdir()).stem).get_attribute("href")
            for what in CHANGES:
                changed(page, running, f"{page.evaluate('location.origin')}{base}", what, turns, found)
        browser.close()
    return {case: figures(times) for case, times in found.items()}


def figures(times: list[tuple[float, float]]) -> dict[str, Any]:
    """Return the median, least and most wall seconds, and the median of the processor seconds."""
    wall, cpu = zip(*times, strict=True)
    exact = {"median": statistics.median(wall), "least": min(wall), "most": max(wall)}
    return {name: round(value, 3) for name, value in (exact | {"cpu": statistics.median(cpu)}).items()}


if __name__ == "__main__":
    turns, pages, *_more = [*map(int, sys.argv[1:]), 7, 0] if len(sys.argv) != 2 else [int(sys.argv[1]), 0]
    print(json.dumps(measure(turns, pages), indent=1))
