"""Many projects in one run: seconds for each, and what memory it takes.

python benchmarks/batch.py [N ...]     prints both for each number of projects (10, 100 and 1,000)
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "data" / "lokal-mat.yaml"


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
        generated(folder, projects(folder, 2))  # what is kept between runs is there, as it is for a person
        found = {}
        for count in [int(each) for each in sys.argv[1:]] or [10, 100, 1_000]:
            seconds, peak = generated(folder, projects(folder, count))
            found[count] = {"seconds_each": round(seconds / count, 4), "peak_mb": peak}
        print(json.dumps(found))


def projects(folder: Path, count: int) -> Path:
    """Write so many projects, each with its own name and words, and return their folder."""
    text = EXAMPLE.read_text(encoding="utf-8")
    data = folder / str(count) / "data"
    data.mkdir(parents=True)
    for number in range(count):
        own = text.replace("Lokal mat", f"Lokal mat {number}").replace("projektet", f"projekt {number}")
        (data / f"projekt-{number:04}.yaml").write_text(own, encoding="utf-8")
    return data


def generated(folder: Path, data: Path) -> tuple[float, float]:
    """Return the seconds that it took, and the peak of its memory in MB."""
    command = [sys.executable, "-m", "generator", "generate"]
    command += [f"--output={tempfile.mkdtemp(dir=folder)}", f"--templates={ROOT / 'templates'}"]
    command += map(str, sorted(data.iterdir()))
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"generate ended with {process.returncode}")
    return time.perf_counter() - start, round(usage.ru_maxrss / 1024, 1)


if __name__ == "__main__":
    main()
