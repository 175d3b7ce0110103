"""All measurements in one table: `python benchmarks/run.py`, or `make bench`.

Ratios are against docxtpl in the same run, in turn with it; times are medians. `goal` is what we hold
ourselves to; a line that misses it says so.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]


class Line(NamedTuple):
    """A line of the table: docxtpl's figure and ours, what is held against the goal, and the floor."""

    what: str
    peer: str
    ours: str
    found: float
    goal: float
    floor: str = ""


def asked(script: str, *arguments: object) -> Any:
    """Return what a script of this folder prints as JSON, run in a process of its own."""
    command = [sys.executable, str(HERE / script), *map(str, arguments)]
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return json.loads(
        subprocess.run(command, env=kept, capture_output=True, text=True, encoding="utf-8", check=True).stdout
    )


def ms(seconds: float) -> str:
    """Return seconds as milliseconds."""
    return f"{seconds * 1000:.0f} ms"


def whole(runs: int) -> list[Line]:
    """Return the lines of the whole command in processor seconds; its cache is full unless a line says so."""
    found = asked("whole.py", runs)
    peer = found["docxtpl"]["processor"]
    words = {
        "first": ("three documents from data, cold process", 1.25),
        "again": ("the same over earlier documents", 1.25),
        "empty": ("the same with an empty cache: first run after an installation", 2.5),
        "unchanged": ("nothing changed since the last run", 0.25),
        "check": ("check, nothing changed since the last", 0.25),
        "status": ("status, nothing changed since the last", 0.25),
        "lint": ("lint of all four layouts", 1.0),
    }
    return [
        Line(what, ms(peer), ms(found[kind]["processor"]), found[kind]["processor"] / peer, goal)
        for kind, (what, goal) in words.items()
    ]


def application() -> list[Line]:
    """Return the lines of one application of seven pages in one process, plain and with controls."""
    import whole as commands
    from peer import write_peer

    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "data").mkdir()
        (folder / "data/p.yaml").write_text(commands.EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
        commands.seconds(commands.ours(), folder)
        template = folder / "peer.docx"
        write_peer(folder / "output/p/tillvaxtverket.docx", template, template.with_suffix(".json"))
        found = asked("engine.py", template, 1, 25)
    return engine("application of 7 pages, template kept", found, 0.20)


def engine(what: str, found: dict[str, float], goal: float) -> list[Line]:
    """Return the lines of one template in one process: like for like, and with content controls."""
    peer, floor = f"{found['docxtpl']:.1f} ms", f"{found['floor']:.1f} ms"

    def line(words: str, kind: str, most: float) -> Line:
        return Line(words, peer, f"{found[kind]:.1f} ms", found[kind] / found["docxtpl"], most, floor)

    return [line(what, "ours", goal), line(f"{what}, in content controls", "controls", 0.5)]


SIZES = (
    ("rows", 12, 0.15, 25),
    ("rows", 1_000, 0.20, 9),
    ("rows", 10_000, 0.14, 3),
    ("fields", 1_200, 0.25, 9),
    ("fields", 12_000, 0.25, 3),
)


def sizes(quick: bool) -> list[Line]:
    """Return the lines of large tables and templates, and how they grow."""
    lines = []
    for kind, size, goal, turns in SIZES:
        if not quick or size < 5_000:
            lines += engine(f"{size:,} {kind}".replace(",", " "), asked("engine.py", kind, size, turns), goal)
    for kind, size in (("rows", 2_000), ("fields", 2_400)):
        times = [asked("engine.py", kind, each, 5)["ours"] for each in (size // 2, size, size * 2)]
        lines.append(Line(f"{kind}: growth, {size // 2} to {size * 2}", "", "", slope(*times), 1.3))
    return lines


def slope(half: float, once: float, twice: float) -> float:
    """Return what a unit more takes from n to 2n, against from n/2 to n: 1 when that is the same."""
    return (twice - once) / (once - half) / 2


def memory() -> Line:
    """Return the line of peak memory at 10,000 rows."""
    peer, ours = (asked("engine.py", "rows", 10_000, "--memory", name) for name in ("docxtpl", "ours"))
    return Line("peak memory, 10 000 rows", f"{peer:.0f} MB", f"{ours:.0f} MB", ours / peer, 1.0)


def long(pages: int) -> list[Line]:
    """Return the lines of a long document: seconds, and how they grow from half of it to twice it."""
    half, once, twice = (asked("long.py", size) for size in (pages // 2, pages, pages * 2))
    lines = []
    for what, seconds in once.items():
        if what == "kB":
            continue
        most = {"merge": 1.5, "generate over edits": 2.0}.get(what, 1.0)  # with five edits a page
        lines.append(Line(f"{what} of {pages} pages, seconds", "", ms(seconds), seconds, most))
        if what != "lint":  # it reads no data
            growth = slope(half[what], seconds, twice[what])
            lines.append(Line(f"{what}: growth, {pages // 2} to {pages * 2} pages", "", "", growth, 1.3))
    return lines


def batch() -> list[Line]:
    """Return the lines of many projects in one run."""
    found = asked("batch.py", 100, 1_000)
    few, many = found["100"], found["1000"]
    return [
        Line(
            "seconds for each project, 1 000 projects against 100",
            "",
            ms(many["seconds_each"]),
            many["seconds_each"] / few["seconds_each"],
            1.1,
        ),
        Line(
            "peak memory, 1 000 projects against 100",
            "",
            f"{many['peak_mb']:.0f} MB",
            many["peak_mb"] / few["peak_mb"],
            1.5,
        ),
    ]


def watch() -> list[Line]:
    """Return the lines of --watch: seconds from the save to the last of three new documents."""
    found = asked("watch.py")
    return [
        Line(
            f"--watch, from save to three documents, {name}",
            "",
            ms(found[f"{name}_s"]),
            found[f"{name}_s"],
            0.3,
        )
        for name in ("median", "worst")
    ]


def page(quick: bool) -> list[Line]:
    """Return the lines of the page in the browser: each with least and most, and the program's processor."""
    lines = []
    for words, pages, most in (("example", 0, PAGE), ("100 pages", 100, PAGE_OF_100)):
        for case, found in asked("page.py", 3 if quick else 9, pages).items():
            goal = next((seconds for ending, seconds in most.items() if ending in case), float("inf"))
            times = f"{ms(found['median'])} ({ms(found['least'])} to {ms(found['most'])})"
            said = f"{times}; processor {ms(found['cpu'])}"
            lines.append(Line(f"page, {words}: {case}, seconds", "", said, found["median"], goal))
    return lines


PAGE = {"first page": 0.5, "-> findings": 0.1, "-> look": 0.25}
PAGE_OF_100 = {"first page": 0.5, "-> look": 1.0}
"""Seconds that a person waits at most, by what is in the case."""


def table(lines: list[Line]) -> str:
    """Return the lines as a table in Markdown."""
    rows = [f"| {'what':60} | docxtpl | ours | found | goal | floor |", "|---|---|---|---|---|---|"]
    for line in lines:
        missed = "" if line.found <= line.goal else " **missed**"
        found = f"{line.found:.2f}{missed}"
        rows.append(
            f"| {line.what:60} | {line.peer} | {line.ours} | {found} | {line.goal:g} | {line.floor} |"
        )
    return "\n".join(rows)


def main() -> None:
    """Measure everything and print the table."""
    quick = "--quick" in sys.argv
    lines = [*whole(5 if quick else 21), *application(), *sizes(quick), *long(20 if quick else 100)]
    lines += page(quick)
    if not quick:
        lines += [memory(), *batch(), *watch()]
    print(f"Python {platform.python_version()}, {platform.platform()}, {os.cpu_count()} processors\n")
    print(table(lines))


if __name__ == "__main__":
    main()
