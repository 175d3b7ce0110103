"""Run the program on every other Python from 3.11 that this machine has, each with the locked libraries.

Without arguments: a project's story from the first documents to the final ones. It must say the same
and leave the same bytes as on this Python. With --tests: the whole test suite on each.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
OLDEST = (3, 11)
ASKED = "import json, sys, venv, ensurepip; print(json.dumps([sys.version_info[:3], sys.version]))"
MEMO = "output/strategisk-planering/beslut.docx"
IN_WORD = {
    ">den\u00a030\u00a0maj\u00a02025<".encode(): ">den\u00a015\u00a0juni\u00a02025<".encode(),  # in a field
    b"har en budget om": b"leds av en styrgrupp och har en budget om",
}
STORY = (
    "check",
    "generate",
    "edit",
    "status",
    "generate",
    f"pull {MEMO}",
    "generate",
    "status",
    "generate data/strategisk-planering.yaml --final",
    "sheet data/strategisk-planering.yaml",
    "new data/nytt.yaml",
)
FINE = "exit code 0"
Left = dict[str, str | bytes]


class Python(NamedTuple):
    """A Python that starts: its version, its build, and where it is."""

    version: tuple[int, ...]
    build: str
    path: Path


def main() -> int:
    """Run what was asked for on each Python, print which, and return 1 when one of them differs or fails."""
    testing = "--tests" in sys.argv
    with tempfile.TemporaryDirectory(prefix="pythons-") as made:
        folder = Path(made)
        here = {} if testing else story(Path(sys.executable), folder / "here")
        wrong = failed(here)
        for number, python in enumerate(pythons()):
            print(f"Python {'.'.join(map(str, python.version))} ({python.path}):", flush=True)
            own = installed(
                python, folder / f"venv{number}", "requirements-dev" if testing else "requirements"
            )
            well = tested(own) if testing else same(here, story(own, folder / f"story{number}"))
            wrong += not well
    return int(wrong > 0)


def pythons() -> Iterator[Python]:
    """Yield each other Python from 3.11 once; say of those that do not start why."""
    known = {sys.version}
    for path in candidates():
        done = subprocess.run(
            [path, "-c", ASKED], check=False, capture_output=True, text=True, encoding="utf-8"
        )
        if done.returncode:
            reason = done.stderr.strip().rpartition("\n")[2]
            print(f"{path} does not start, and is left out: {reason}")
            continue
        version, build = json.loads(done.stdout)
        if tuple(version) >= OLDEST and build not in known:
            known.add(build)
            yield Python(tuple(version), build, path)


def candidates() -> list[Path]:
    """Return where Pythons may be: in pyenv's own folders, and python3.x on the path, without shims."""
    root = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    on_path = (Path(folder) for folder in os.get_exec_path() if Path(folder) != root / "shims")
    found = [path for folder in on_path for path in folder.glob("python3.*")]
    numbered = [path for path in found if re.fullmatch(r"python3\.\d\d(\.exe)?", path.name)]
    return sorted(root.glob("versions/3.*/bin/python3")) + sorted(numbered)


def installed(python: Python, folder: Path, lock: str) -> Path:
    """Return a Python of its own, with what the lock file names."""
    subprocess.run([python.path, "-m", "venv", folder], check=True)
    own = folder / "bin/python"
    pip = [own, "-m", "pip", "--disable-pip-version-check", "install", "-qq", "--require-hashes"]
    subprocess.run([*pip, "--requirement", ROOT / f"{lock}.lock"], check=True)
    return own


def tested(python: Path) -> bool:
    """Run the whole suite; say whether all passed."""
    pytest = [python, "-m", "pytest", "-q", "-n", "auto"]
    return subprocess.run(pytest, cwd=ROOT, check=False).returncode == 0


def story(python: Path, folder: Path) -> Left:
    """Return what each command of the story said, and every file that it left, by name."""
    for name in ("data", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    told: Left = {}
    moment = {"SOURCE_DATE_EPOCH": "1732233600", "LANGUAGE": "sv", "PYTHONPATH": str(ROOT)}
    environment = {**os.environ, **moment, "XDG_CACHE_HOME": str(folder.with_suffix(".cache"))}
    Path(environment["XDG_CACHE_HOME"]).mkdir()
    for number, line in enumerate(STORY):
        if line == "edit":
            if (folder / MEMO).is_file():
                edit(folder / MEMO)
            continue
        command = [python, "-m", "generator", *line.split()]
        how = {"cwd": folder, "env": environment, "capture_output": True, "encoding": "utf-8"}
        done = subprocess.run(command, check=False, **how)
        told[f"{number}: {line}"] = f"{done.stdout}{done.stderr}exit code {done.returncode}"
    # What a run reported last is noted with a hash of the Python that ran: its own in each.
    own = re.compile(r"\.lock|last-.*\.json")
    files = (path for path in folder.rglob("*") if path.is_file() and not own.fullmatch(path.name))
    return told | {str(path.relative_to(folder)): path.read_bytes() for path in files}


def edit(document: Path) -> None:
    """Change a field and a sentence, as somebody does in Word."""
    with zipfile.ZipFile(document) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for old, new in IN_WORD.items():
        if old not in parts["word/document.xml"]:
            raise ValueError(f"{old!r} is not in the document")
        parts["word/document.xml"] = parts["word/document.xml"].replace(old, new, 1)
    with zipfile.ZipFile(document, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)


def failed(left: Left) -> int:
    """Print what the commands said that did not end well, and return how many they are."""
    bad = {name: said for name, said in left.items() if isinstance(said, str) and not said.endswith(FINE)}
    for name, said in bad.items():
        print(f"    failed on Python {sys.version.split()[0]}: {name}\n{said}")
    return len(bad)


def same(here: Left, there: Left) -> bool:
    """Say whether two Pythons said and left the same, and print what differs."""
    names = sorted(here.keys() | there.keys())
    differing = [name for name in names if here.get(name) != there.get(name)]
    for name in differing:
        print(f"    differs from Python {sys.version.split()[0]}: {name}")
        if isinstance(said := there.get(name), str):
            print(f"        {said[-2000:]}")
    documents = sum(name.endswith(".docx") for name in names)
    print(f"    {len(STORY)} steps, {len(names)} results ({documents} documents): {len(differing)} differ")
    return not differing


if __name__ == "__main__":
    sys.exit(main())
