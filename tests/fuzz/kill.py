"""Kill `ansokan generate` at random instants: every file must be whole, and the next run mends the rest.

python tests/fuzz/kill.py [KILLS] [SEED] [kill|int]

With `int` it is Ctrl-C: the run ends with exit code 130 and one line, and no traceback of ours.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
RUN = [sys.executable, "-m", "generator", "--lang", "en", "generate", "data/p.yaml"]


INTERRUPTED = 130


def main(kills: int, seed: int, how: str) -> int:
    """Return 1 when a file was ever damaged, a run ended badly or one afterwards did not bring all up to date."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # what is ignored here is ignored by the runs
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = _project(folder)
        longest = _time_of(folder, texts[0])
        killed = damaged = unmended = rude = 0
        for turn in range(kills):
            (folder / "data/p.yaml").write_text(texts[turn % 2 + 1], encoding="utf-8")
            stopped, polite = _stopped(folder, chance.uniform(0, longest), how)
            killed += stopped
            rude += not polite
            damaged += len(_damaged(folder))
            if turn % 10 == 9:
                unmended += not _mended(folder)
    print(
        f"{kills} runs, {killed} stopped while running, {damaged} damaged files, {unmended} not mended by the "
        f"next run, {rude} that ended badly"
    )
    return int(bool(damaged or unmended or rude))


def _project(folder: Path) -> list[str]:
    text = (ROOT / "data/strategisk-planering.yaml").read_text(encoding="utf-8")
    (folder / "data").mkdir()
    return [text, *(text.replace("end: 2025-05-30", f"end: 2025-{month}-30", 1) for month in ("06", "07"))]


def _time_of(folder: Path, text: str) -> float:
    (folder / "data/p.yaml").write_text(text, encoding="utf-8")
    begun = time.perf_counter()
    _run(folder)
    return time.perf_counter() - begun


def _run(folder: Path) -> str:
    return subprocess.run(
        RUN, cwd=folder, env=_env(), capture_output=True, text=True, encoding="utf-8", check=False
    ).stdout


def _env() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def _stopped(folder: Path, seconds: float, how: str) -> tuple[bool, bool]:
    """Start a run and stop it; return whether it was still running, and whether it ended as it should."""
    with subprocess.Popen(
        RUN,
        cwd=folder,
        env=_env(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        time.sleep(seconds)
        alive = process.poll() is None
        process.send_signal(signal.SIGKILL if how == "kill" else signal.SIGINT)
        said = process.communicate()[1]
    if how == "kill" or not alive or process.returncode == 0:
        if "Traceback" in said:
            print(process.returncode, repr(said))
        return alive, "Traceback" not in said
    if process.returncode == -signal.SIGINT or ("Traceback" in said and "generator/" not in said):
        return False, True  # Python itself was still starting
    ended = [line for line in said.splitlines() if line.strip()]
    last = ended[-1:] == ["Interrupted. What was written is whole."]  # Problems may stand before it
    polite = process.returncode == INTERRUPTED and last and "Traceback" not in said and "[bug]" not in said
    if not polite:
        print(process.returncode, repr(said))
    return alive, polite


def _damaged(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*.docx") if not _is_whole(path)]


def _is_whole(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as file:
            return file.testzip() is None and "word/document.xml" in file.namelist()
    except (zipfile.BadZipFile, OSError):
        return False


def _mended(folder: Path) -> bool:
    _run(folder)
    return "0 documents written, 3 unchanged" in _run(folder)


if __name__ == "__main__":
    arguments = [*sys.argv[1:], *("300", "1", "kill")[len(sys.argv) - 1 :]]
    sys.exit(main(int(arguments[0]), int(arguments[1]), arguments[2]))
