"""Would the tests notice? `python tests/mutate.py COUNT SEED [--only block_merge] [--jobs 2]`.

Draws COUNT small faults (tests/faults.py) from the rooms that merge, pull and keep, and runs for each the tests that
call the function it is in, the fastest first, until one fails. A fault is never written to disk: the process that
tries it imports the module with the fault in it. Survivors are told with their place and their difference; those
that change nothing anybody could see stand in tests/mutate_equivalent.yaml, by function and difference.
"""

from __future__ import annotations

import argparse
import importlib
import os
import pickle
import shutil
import signal
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

HERE = Path(__file__).parent
ROOT = HERE.parent
for folder in (HERE, ROOT):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

from faults import Fault, Importer, drawn

WORD = (
    "merge_packages block_merge aligned_block aligned_text control_properties paragraph_merge paragraph field_merge replace_words sequence matching "
    "similarity block blocks story tokens run_split insertion neighbours copying target report repair "
    "properties table_of_contents traversal elements tracked agreed_texts draft_marks control_levels "
    "story_pairs user_edits edits pulled_lists"
).split()
TESTS = [
    "tests/word", "tests/edits", "tests/runs/test_keeping.py", "tests/runs/test_generate.py", "tests/runs/test_one_folder.py",
    "tests/runs/test_saved_meanwhile.py", "tests/templates/test_fill.py",
]  # fmt: skip
_HEAVY = "pytest _pytest.assertion.rewrite hypothesis.strategies lxml.etree yaml jinja2 babel.numbers markdown_it pydantic click mammoth docx"
_QUIET = [
    "-q",
    "-x",
    "--assert=plain",
    "-p",
    "no:cacheprovider",
    "-m",
    "not office and not browser",
]
_ENDS = {0: "survived", 1: "caught", 5: "survived"}
_LEAST_LIMIT = 30.0


class Tested(NamedTuple):
    """How long a test takes and which functions it calls, as (file, function)."""

    seconds: float
    calls: frozenset[tuple[str, str]]


class _Recorder:
    """Notes which functions of the program each test calls."""

    def __init__(self) -> None:
        self.tests: dict[str, Tested] = {}

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item):
        codes, home, start = set(), str(ROOT / "generator"), time.perf_counter()

        def seen(frame, event, _arg):
            if event == "call":
                codes.add(frame.f_code)

        sys.setprofile(seen)
        yield
        sys.setprofile(None)
        calls = {(c.co_filename, _plain(c.co_qualname)) for c in codes if c.co_filename.startswith(home)}
        self.tests[item.nodeid] = Tested(time.perf_counter() - start, frozenset(calls))


class _Chooser:
    """Runs the chosen tests in the order chosen, and notes which one failed."""

    def __init__(self, chosen: list[str], note: Path) -> None:
        self.order, self.note = {name: n for n, name in enumerate(chosen)}, note

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items):
        items[:] = sorted((i for i in items if i.nodeid in self.order), key=lambda i: self.order[i.nodeid])

    def pytest_runtest_logreport(self, report):
        if report.failed:
            self.note.write_text(report.nodeid, "utf-8")


def _plain(qualname: str) -> str:
    return ".".join(part for part in qualname.split(".") if not part.startswith("<"))


def rooms(only: str = "") -> list[Path]:
    """Return the modules that faults are drawn from, wherever they lie; `only`: one of them, or one function."""
    word = {path.stem: path for path in sorted((ROOT / "generator" / "word").rglob("*.py"))}
    missing = [name for name in WORD if name not in word]
    if missing:
        sys.exit(f"tests/mutate.py: no such room in generator/word: {', '.join(missing)}. Correct WORD.")
    found = [word[name] for name in WORD]
    found += [
        *sorted((ROOT / "generator" / "pull").rglob("*.py")),
        *(ROOT / "generator" / "run" / name for name in ("bases.py", "keeping.py")),
    ]
    wanted = only.partition(":")[0]
    return [path for path in found if not wanted or wanted in {path.stem, path.parent.name}]


def _forked(work, log: Path) -> int:
    """Do some work in a process of its own; return its number."""
    number = os.fork()
    if number:
        return number
    os.setsid()
    with log.open("wb") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    code = 3
    try:
        code = int(work())
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def recorded(folder: Path) -> dict[str, Tested]:
    """Run the tests without a fault; return what each calls."""
    kept = folder / "calls"

    def work():
        recorder = _Recorder()
        code = pytest.main([*_QUIET, f"--basetemp={folder / 'first'}", *TESTS], plugins=[recorder])
        kept.write_bytes(pickle.dumps(recorder.tests))
        return code

    number = _forked(work, folder / "log")
    if os.waitstatus_to_exitcode(os.waitpid(number, 0)[1]):
        sys.exit("The tests fail without any fault:\n" + (folder / "log").read_text("utf-8")[-3000:])
    return pickle.loads(kept.read_bytes())


class Trial:
    """One fault being tried."""

    def __init__(self, fault: Fault, tests: dict[str, Tested], folder: Path) -> None:
        self.fault, self.folder, self.start = fault, folder, time.monotonic()
        folder.mkdir()
        place = str(fault.path)
        calling = {
            name: test
            for name, test in tests.items()
            if (place, fault.function) in test.calls
            or (fault.function == "<module>" and any(file == place for file, _function in test.calls))
        }
        self.chosen = sorted(calling, key=lambda name: calling[name].seconds)
        self.limit = max(_LEAST_LIMIT, 1.5 * sum(test.seconds for test in calling.values()))
        self.number = _forked(self._work, folder / "log")

    def _work(self) -> int:
        if not self.chosen:
            return 5
        sys.meta_path.insert(0, Importer(self.fault, ROOT))
        files = sorted({name.partition("::")[0] for name in self.chosen})
        chooser = _Chooser(self.chosen, self.folder / "failed")
        return pytest.main([*_QUIET, f"--basetemp={self.folder / 'tmp'}", *files], plugins=[chooser])

    def ended(self) -> tuple[str, str] | None:
        """Return what became of it and by which test, when it has ended."""
        number, status = os.waitpid(self.number, os.WNOHANG)
        if not number:
            if time.monotonic() - self.start < self.limit:
                return None
            os.killpg(self.number, signal.SIGKILL)
            os.waitpid(self.number, 0)
        failed = self.folder / "failed"
        by = failed.read_text("utf-8") if failed.exists() else "" if self.chosen else "no test calls it"
        shutil.rmtree(self.folder, ignore_errors=True)
        if not number:
            return "caught", "time is up"
        return _ENDS.get(os.waitstatus_to_exitcode(status), "caught"), by


def equivalents() -> set[tuple[str, str]]:
    """Return the faults that are none, as (function, difference)."""
    told = yaml.safe_load((HERE / "mutate_equivalent.yaml").read_text("utf-8")) or []
    return {(each["function"].partition(":")[2], each["fault"].strip()) for each in told}


def tried(faults: list[Fault], jobs: int, folder: Path):
    """Yield each fault with what became of it, as they end."""
    tests = recorded(folder)
    print(f"{len(tests)} tests, {sum(test.seconds for test in tests.values()):.0f} s", flush=True)
    waiting, running = list(enumerate(faults))[::-1], []
    while waiting or running:
        while waiting and len(running) < jobs:
            n, fault = waiting.pop()
            running.append(Trial(fault, tests, folder / str(n)))
        for trial in list(running):
            if (ended := trial.ended()) is not None:
                running.remove(trial)
                yield trial.fault, *ended, time.monotonic() - trial.start
        time.sleep(0.02)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", type=int)
    parser.add_argument("seed", type=int)
    parser.add_argument("--only", default="", help="a room (block_merge), or a function (matching:pair)")
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    os.chdir(ROOT)
    os.environ["CI"] = "1"  # hypothesis tries the same examples each time
    for name in _HEAVY.split():
        importlib.import_module(name)
    faults = [f for f in drawn(rooms(options.only), 10**6, options.seed) if f.name.startswith(options.only)]
    known, ends = equivalents(), {"caught": 0, "equivalent": 0, "survived": 0}
    faults = faults[: options.count]
    with tempfile.TemporaryDirectory(prefix="mutate-") as folder:
        for fault, end, by, seconds in tried(faults, options.jobs, Path(folder)):
            told = "equivalent" if end == "survived" and (fault.function, fault.diff) in known else end
            ends[told] += 1
            where = f"{fault.path.relative_to(ROOT)}:{fault.line}"
            print(f"{told:10} {seconds:5.1f} s  {fault.name}  {where}  {by}", flush=True)
            if end != "caught":
                print("    " + fault.diff.replace("\n", "\n    "), flush=True)
    print(f"{ends['equivalent']} equivalent, {ends['survived']} survived")
    print(f"{ends['caught']} of {len(faults)} caught")
    return ends["caught"] + ends["equivalent"] < 0.9 * len(faults)


if __name__ == "__main__":
    sys.exit(main())
