"""The whole command, cold, beside a plain docxtpl script that renders three documents of the same size.

Each run is a process of its own, the two in turn; a run of ours reads data that differ from the last run's.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from peer import write_peer

EXAMPLE = HERE.parent / "data" / "strategisk-planering.yaml"
SCRIPT = [sys.executable, str(HERE / "docxtpl_script.py")]


def seconds(command: Sequence[str], folder: Path) -> tuple[float, float]:
    """Return the wall and processor seconds of a command."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=_environment(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _pid, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begun
    assert os.waitstatus_to_exitcode(status) == 0, command
    return wall, used.ru_utime + used.ru_stime


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": str(HERE.parent), "XDG_CACHE_HOME": str(folder / "cache")}


def ours(command: str = "generate") -> list[str]:
    """Return the command that makes the three documents, or another of ours."""
    return [sys.executable, "-m", "generator", "--lang", "sv", command, "data/p.yaml"]


def prepare(folder: Path) -> None:
    """Put the example's data there, and docxtpl's templates and values for the same documents."""
    for name in ("data", "peer", "out"):
        (folder / name).mkdir()
    (folder / "data/p.yaml").write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    seconds(ours(), folder)
    for document in (folder / "output/p").glob("*.docx"):
        write_peer(document, folder / "peer" / document.name, folder / "peer" / f"{document.stem}.json")


def change(folder: Path, turn: int) -> None:
    """Save the data with other words in a long text, as a person does."""
    text = EXAMPLE.read_text(encoding="utf-8")
    before, found, after = text.partition("  background: |\n")
    assert found
    text = f"{before}{found}    Omgång {turn} har börjat.\n\n{after}"
    (folder / "data/p.yaml").write_text(text, encoding="utf-8")


def measure(runs: int) -> dict[str, dict[str, float]]:
    """Return the median seconds of each kind of run."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder)
        kinds: dict[str, Callable[[int], Sequence[str]]] = {
            "docxtpl": lambda _turn: [*SCRIPT, "peer", "out"],
            "first": lambda turn: _changed(folder, turn, anew=True),
            "again": lambda turn: _changed(folder, runs + turn, anew=False),
            "empty": lambda turn: _uncached(folder, 2 * runs + turn),
            "unchanged": lambda _turn: ours(),
            "check": lambda _turn: _once_before(folder, ours("check")),
            "status": lambda _turn: _once_before(folder, ours("status")),
            "lint": lambda _turn: _once_before(folder, ours("lint")[:-1]),
        }
        times: dict[str, list[tuple[float, float]]] = {kind: [] for kind in kinds}
        for turn in range(runs + 1):
            for kind, command in kinds.items():
                times[kind].append(seconds(command(turn), folder))
    return {
        kind: dict(
            zip(("wall", "processor"), map(statistics.median, zip(*each[1:], strict=True)), strict=True)
        )
        for kind, each in times.items()
    }


def _once_before(folder: Path, command: list[str]) -> list[str]:
    """Run the command, so that the next one finds nothing changed."""
    seconds(command, folder)
    return command


def _changed(folder: Path, turn: int, *, anew: bool) -> list[str]:
    change(folder, turn)
    if anew:
        shutil.rmtree(folder / "output", ignore_errors=True)
    return ours()


def _uncached(folder: Path, turn: int) -> list[str]:
    shutil.rmtree(folder / "cache", ignore_errors=True)
    (folder / "cache").mkdir()
    return _changed(folder, turn, anew=True)


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 15), indent=1))
