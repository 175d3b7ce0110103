"""Kill `ansokan generate` at random instants: every file must be whole, and the next run mends the rest.

python tests/fuzz/kill.py [KILLS] [SEED]
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


def main(kills: int, seed: int) -> int:
    """Return 1 when a file was ever damaged, or a run afterwards did not bring all up to date."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = _project(folder)
        longest = _time_of(folder, texts[0])
        killed = damaged = unmended = 0
        for turn in range(kills):
            (folder / "data/p.yaml").write_text(texts[turn % 2 + 1], encoding="utf-8")
            killed += _killed(folder, chance.uniform(0, longest))
            damaged += len(_damaged(folder))
            if turn % 10 == 9:
                unmended += not _mended(folder)
    print(
        f"{kills} runs, {killed} killed while running, {damaged} damaged files, {unmended} not mended by the next run"
    )
    return int(bool(damaged or unmended))


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
    return subprocess.run(RUN, cwd=folder, env=_env(), capture_output=True, text=True, check=False).stdout


def _env() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def _killed(folder: Path, seconds: float) -> bool:
    with subprocess.Popen(
        RUN, cwd=folder, env=_env(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        time.sleep(seconds)
        alive = process.poll() is None
        process.send_signal(signal.SIGKILL)
    return alive


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
    numbers = [int(each) for each in sys.argv[1:]]
    sys.exit(main(*numbers, *(300, 1)[len(numbers) :]))
