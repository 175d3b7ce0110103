"""Many projects in one run: seconds with one process and with two, and what memory it takes.

python benchmarks/batch.py [PROJECTS]       prints seconds for 200 projects with --jobs 1 and 2, and the ratio
python benchmarks/batch.py --memory N ...   prints the peak in MB of one process for each number of projects
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
ROUNDS = 3


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
        generated(folder, projects(folder, 2), 1)  # what is kept between runs is there, as it is for a person
        if "--memory" in sys.argv:
            counts = [int(each) for each in sys.argv[sys.argv.index("--memory") + 1 :]] or [10, 100, 1_000]
            print(json.dumps({"peak_mb": {n: generated(folder, projects(folder, n), 1)[1] for n in counts}}))
        else:
            print(json.dumps(compared(folder, int(sys.argv[1]) if sys.argv[1:] else 200)))


def compared(folder: Path, count: int) -> dict[str, float]:
    """Return the best of some rounds, the two in turn: what else the machine does is no part of it."""
    data = projects(folder, count)
    rounds = [[generated(folder, data, jobs)[0] for jobs in (1, 2)] for _round in range(ROUNDS)]
    one, two = (min(times) for times in zip(*rounds, strict=True))
    return {
        "projects": count,
        "jobs_1_s": round(one, 2),
        "jobs_2_s": round(two, 2),
        "ratio": round(one / two, 2),
    }


def projects(folder: Path, count: int) -> Path:
    """Write so many projects, each with its own name and words, and return their folder."""
    text = EXAMPLE.read_text(encoding="utf-8")
    data = folder / str(count) / "data"
    data.mkdir(parents=True)
    for number in range(count):
        own = text.replace("Lokal mat", f"Lokal mat {number}").replace("projektet", f"projekt {number}")
        (data / f"projekt-{number:04}.yaml").write_text(own, encoding="utf-8")
    return data


def generated(folder: Path, data: Path, jobs: int) -> tuple[float, float]:
    """Return the seconds that it took, and the peak of its memory in MB."""
    command = [sys.executable, "-m", "generator", "generate", f"--jobs={jobs}"]
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
