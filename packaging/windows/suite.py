"""The test suite on the built zip's Python, under Wine: `suite.py ZIP [PREFIX] [TEST FILES]`; about an hour.

What cannot run there stands in not_under_wine.yaml, each with its reason. 1 when anything else fails.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tempfile
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import yaml

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(HERE))

from pythons import LEFT_OUT
from wine import GCC, Said, Wine

LONGEST = 900
"""Seconds for one file of tests."""
NUMBERS = re.compile(r"(\d+) (passed|failed|errors?|skipped|deselected)")


def main() -> int:
    """Run the files one by one, print what came of each, and return 1 when one has failed."""
    archive, *more = map(Path, sys.argv[1:])
    left_out = yaml.safe_load((HERE / "not_under_wine.yaml").read_text(encoding="utf-8")) or {}
    prefix = more[0] if more else Path(tempfile.mkdtemp(prefix="wine-suite-"))
    wine = Wine(prefix.resolve())
    python, checkout = made_python(wine, archive), checked_out(wine)
    totals: dict[str, int] = {}
    wrong = []
    try:
        for name in map(str, more[1:]) if len(more) > 1 else test_files(checkout):
            if name in left_out:
                print(f"left out {name}: {left_out[name]}", flush=True)
                continue
            done = tested(
                wine, python, checkout, name, [each for each in left_out if each.startswith(f"{name}::")]
            )
            wrong += [name] * bool(done.code not in {0, 5})
            for number, kind in NUMBERS.findall(done.text.rstrip().rpartition("\n")[2]):
                totals[kind] = totals.get(kind, 0) + int(number)
    finally:
        wine.end()
    print(f"Under Wine: {', '.join(f'{number} {kind}' for kind, number in totals.items())}.")
    print("\n".join(f"failed: {name}" for name in wrong))
    return int(bool(wrong))


def tested(wine: Wine, python: Path, checkout: Path, name: str, deselected: list[str]) -> Said:
    """Run one file of tests, print the line of its result and what failed in it."""
    begun = time.monotonic()
    wanted = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", "not office and not browser and not long"]
    line = [*wanted, *(f"--deselect={each}" for each in deselected), "--tb=line", name]
    running = wine.started(python, *line, cwd=checkout)
    try:
        said, _none = running.communicate(timeout=LONGEST)
        code = running.returncode
    except subprocess.TimeoutExpired:
        running.kill()
        wine.end()
        code, said = 124, f"not at its end after {LONGEST} s"
    lines = said.rstrip().split("\n")
    print(f"{name}: {lines[-1]} ({time.monotonic() - begun:.0f} s)", flush=True)
    for failed in [each for each in lines if each.startswith(("FAILED", "ERROR"))]:
        print(f"    {failed[:300]}", flush=True)
    return Said(code, said)


def test_files(checkout: Path) -> Iterator[str]:
    """Yield the files of tests, by the way from the checkout."""
    for path in sorted((checkout / "tests").rglob("test_*.py")):
        yield path.relative_to(checkout).as_posix()


def made_python(wine: Wine, archive: Path) -> Path:
    """Make a Python of the zip's DLLs, the standard library and what the tests need; return its program."""
    folder = wine.prefix / "drive_c/python"
    if not folder.is_dir():
        program = wine.unpacked(archive) / "program"
        shutil.copytree(program, folder, ignore=shutil.ignore_patterns("*._pth", "*.zip", "site-packages"))
        shutil.copytree(sysconfig.get_path("stdlib"), folder / "Lib", ignore=LEFT_OUT)
        test_libraries(folder / "Lib/site-packages")
        source = HERE / "wine_python.c"
        subprocess.run([GCC, "-municode", "-O2", "-s", source, "-o", folder / "python.exe"], check=True)
    return folder / "python.exe"


def test_libraries(folder: Path) -> None:
    """Install what the tests need, in the versions of the lock file, as Windows has it."""
    with tempfile.TemporaryDirectory() as made:
        lock = Path(made) / "requirements.txt"
        compiled = [Path(sys.executable).parent / "uv", "pip", "compile", "--quiet", ROOT / "pyproject.toml"]
        which = "--group dev --extra pdf --python-platform windows --python-version 3.11 --generate-hashes"
        also = ["--constraint", ROOT / "requirements-dev.lock", "--output-file", lock]
        subprocess.run([*compiled, *which.split(), *also], check=True, cwd=ROOT)
        pip = [sys.executable, *"-m pip --disable-pip-version-check install --quiet --target".split(), folder]
        windows = "--platform win_amd64 --python-version 3.11 --only-binary=:all: --no-deps --require-hashes"
        subprocess.run([*pip, *windows.split(), "--requirement", lock], check=True)


def checked_out(wine: Wine) -> Path:
    """Put the last commit into the prefix, as a user has it: tests write beside themselves."""
    folder = wine.prefix / "drive_c/checkout"
    shutil.rmtree(folder, ignore_errors=True)
    packed = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, check=True, capture_output=True).stdout
    with tarfile.open(fileobj=BytesIO(packed)) as archive:
        archive.extractall(folder, filter="data")
    return folder


if __name__ == "__main__":
    sys.exit(main())
