"""`generate --watch`: seconds from the save of a data file until its documents are in place.

python benchmarks/watch.py [SAVES]   prints the median and the worst of 30 saves
"""

from __future__ import annotations

import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "data" / "lokal-mat.yaml"
DOCUMENTS = ("anslag11.docx", "eruf.docx", "beslut.docx")


def main() -> None:
    saves = int(sys.argv[1]) if sys.argv[1:] else 30
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data = folder / "data" / "projekt.yaml"
        data.parent.mkdir()
        save(data, 0)
        command = [sys.executable, "-m", "generator", "--lang=en", "generate", "--watch", str(data)]
        environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
        watch = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            text=True,
            encoding="utf-8",
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        while "Watching" not in watch.stdout.readline():
            pass
        found = [timed(data, number) for number in range(1, saves + 1)]
        watch.send_signal(signal.SIGINT)
        watch.communicate()
    seconds = {"median_s": round(statistics.median(found), 3), "worst_s": round(max(found), 3)}
    print(json.dumps({"saves": saves, **seconds}))


def timed(data: Path, number: int) -> float:
    """Save the project with another name, and return the seconds until its last document is another."""
    documents = [data.parent.parent / "output" / data.stem / name for name in DOCUMENTS]
    before = [path.stat().st_mtime_ns for path in documents]
    start = save(data, number)
    while any(path.stat().st_mtime_ns == old for path, old in zip(documents, before, strict=True)):
        time.sleep(0.002)
    took = time.perf_counter() - start
    time.sleep(0.3 + number * 0.0071 % 0.1)  # a person saves at any moment between two looks
    return took


def save(data: Path, number: int) -> float:
    """Save as editors do, through a file beside; return the moment."""
    text = EXAMPLE.read_text(encoding="utf-8").replace("Lokal mat i", f"Lokal mat {number} i")
    beside = data.with_name(".projekt.yaml.tmp")
    beside.write_text(text, encoding="utf-8")
    beside.replace(data)
    return time.perf_counter()


if __name__ == "__main__":
    main()
