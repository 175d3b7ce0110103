"""What `ansokan check` says of the six real projects in tests/cases/projects, beside what an officer should hear.

`python -m tests.projects` shows what differs (`-` should be said, `+` is said) and a count of findings a project; with
--in FOLDER another checkout answers. What must still be answered (level `missing`) is left out.
"""

from __future__ import annotations

import sys
from difflib import unified_diff
from pathlib import Path

from tests.slips import ROOT, by_command

FOLDER = ROOT / "tests" / "cases" / "projects"


def main() -> int:
    """Show each project's findings that differ; return 1 when any does."""
    checkout = Path(sys.argv[sys.argv.index("--in") + 1]) if "--in" in sys.argv else ROOT
    check, differ = by_command(checkout), 0
    for path in sorted(FOLDER.glob("*.yaml")):
        said = [
            f"{each['level']} {each['path']}: {each['message']} [{each['code']}]\n"
            for each in check(path.read_text(encoding="utf-8"))
            if each["level"] != "missing" and each["code"] != "answer-missing"
        ]
        expected = path.with_suffix(".findings.txt").read_text(encoding="utf-8").splitlines(keepends=True)
        sys.stdout.write(f"{path.stem}: {len(said)} said, {len(expected)} expected\n")
        lines = list(unified_diff(expected, said, n=0))[2:]
        sys.stdout.writelines(line for line in lines if not line.startswith("@@"))
        differ += bool(lines)
    sys.stdout.write(f"{differ} differ\n")
    return int(bool(differ))


if __name__ == "__main__":
    sys.exit(main())
