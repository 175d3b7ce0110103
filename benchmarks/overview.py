"""`ansokan overview` of many projects: cold, and when all but the day is as it was.

python benchmarks/overview.py [N ...]     prints wall and processor seconds for N projects (20 and 200)

Cold: nothing of the projects is remembered. Again: nothing has changed since; each project has a folder of
documents, for beside these lies what is remembered of it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from batch import ROOT, projects


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ |= {"XDG_CACHE_HOME": str(folder / "cache"), "PYTHONPATH": str(ROOT)}
        seconds(projects(folder, 2).parent)  # the forms are compiled, as they are for a person
        found = {}
        for count in [int(each) for each in sys.argv[1:]] or [20, 200]:
            data = projects(folder, count)
            for each in data.iterdir():
                (data.parent / "output" / each.stem / ".generated").mkdir(parents=True)
            case = {"cold": seconds(data.parent)}
            case |= {form: seconds(data.parent, form) for form in ("text", "json", "html", "xlsx")}
            found[count] = case
        print(json.dumps(found))


def seconds(folder: Path, form: str = "text") -> list[float]:
    """Return the wall and the processor seconds that the command took in a folder."""
    command = [
        sys.executable,
        "-m",
        "generator",
        "overview",
        f"--format={form}",
        f"--templates={ROOT / 'templates'}",
    ]
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"overview ended with {process.returncode}")
    return [round(time.perf_counter() - start, 2), round(usage.ru_utime + usage.ru_stime, 2)]


if __name__ == "__main__":
    main()
