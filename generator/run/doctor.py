"""What this computer has of all that the program uses, and what is missing for what."""

from __future__ import annotations

import os
import platform
import re
import sys
import webbrowser
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal, NamedTuple

from generator import __version__
from generator.language import N_, _
from generator.problems import ProblemError
from generator.system import files
from generator.system.output_folders import BASES
from generator.system.own_folder import own_folder

LIBRARIES = {"lxml": "lxml.etree", "pydantic_core": "pydantic_core", "pyyaml": "yaml", "jinja2": "jinja2"}
"""The libraries that every command rests on, and of each a module that does not load when it is blocked."""
_WORD = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\Winword.exe"
_WORD_VERSION = r"SOFTWARE\Classes\Word.Application\CurVer"
_FILE_SYSTEM = r"SYSTEM\CurrentControlSet\Control\FileSystem"
OLDEST_WORD = 15
"""Word 2013, the first that knows repeating rows (MS-DOCX, w15:repeatingSection)."""
MAX_PATH = 260
"""Characters of a path, its end included, that Windows takes unless LongPathsEnabled is 1 (minwindef.h)."""
_LONGEST_NAME = ".medfinansieringsbeslut.docx.01234567.tmp"
"""What is written beside a document while it is made."""
_NO_BROWSER = N_(
    "No browser is found. It is needed for ansokan web; --no-browser prints the address to open."
)


class Finding(NamedTuple):
    """A thing that is there, or is missing for something, or stands in the way of everything."""

    state: Literal["there", "missing", "error"]
    text: str


def examined(folder: Path) -> Iterator[Finding]:
    """Yield what is found on this computer and in the folder of the projects."""
    build = platform.version() if sys.platform == "win32" else ""
    system = f"{platform.system()} {platform.release()} {build}".strip()
    yield Finding("there", f"ansokan {__version__}, Python {platform.python_version()}, {system}")
    yield from _libraries()
    yield from _word()
    yield from _pdf(folder)
    yield _browser()
    yield _rights(folder)
    yield _own_folder()
    yield from _long_paths(folder)


def _libraries() -> Iterator[Finding]:
    """Load each: where only known programs may run, a library can be blocked though its file is there."""
    there = []
    for name, module in LIBRARIES.items():
        try:
            import_module(module)
            there.append(f"{name} {version(name)}")
        except (ImportError, OSError, PackageNotFoundError):
            message = _(
                "{name} cannot be loaded, and no document can be made without it. Unpack the program anew; "
                "if that does not help, ask IT whether the files in {folder} may run."
            )
            place = Path(files.__file__).parents[3]
            yield Finding("error", message.format(name=name, folder=place))
    if there:
        yield Finding("there", _("Libraries: {names}").format(names=", ".join(there)))


def _word() -> Iterator[Finding]:
    if sys.platform != "win32":
        return
    path = str(_registry(_WORD) or "").strip('"')
    if not path or not files.is_there(Path(path)):
        message = _(
            "Word is not found on this computer. It is needed to change the documents; they can also be "
            "opened in LibreOffice, or on another computer."
        )
        yield Finding("missing", message)
        return
    number = re.search(r"\d+$", str(_registry(_WORD_VERSION) or ""))
    yield Finding("there", _("Word {version}: {path}").format(version=number[0] if number else "", path=path))
    if number and int(number[0]) < OLDEST_WORD:
        message = _("This Word is older than Word 2013. It lacks the plus sign that adds a row to a table.")
        yield Finding("missing", message)


def _pdf(folder: Path) -> Iterator[Finding]:
    from generator.pdf.office import find

    try:
        yield Finding("there", _("LibreOffice: {path}").format(path=find(None, [folder])))
    except ProblemError:
        message = _("LibreOffice is not found. It is needed for PDF files (--pdf), and for nothing else.")
        yield Finding("missing", message)
    try:
        import_module("pikepdf")
        yield Finding("there", f"pikepdf {version('pikepdf')}")
    except (ImportError, OSError):
        message = _(
            "The package pikepdf is not there, or cannot be loaded. It is needed for PDF files (--pdf)."
        )
        yield Finding("missing", message)


def _browser() -> Finding:
    try:
        webbrowser.get()
    except webbrowser.Error:
        return Finding("missing", _(_NO_BROWSER))
    return Finding("there", _("A browser for ansokan web"))


def _rights(folder: Path) -> Finding:
    """Write, replace and delete a file where the documents come: each is a right of its own."""
    inside = folder / "output"
    trial = (inside if inside.is_dir() else folder) / f".ansokan-{os.urandom(4).hex()}"
    try:
        files.write(trial, b"1")
        files.write(trial, b"2")
        trial.unlink()
    except ProblemError as error:
        return Finding("error", f"{folder.absolute()}: {error.problems[0].message}")
    except OSError:
        message = _(
            "{folder}: files can be written, but not deleted. Ask IT for the right to change files there."
        )
        return Finding("error", message.format(folder=folder.absolute()))
    finally:
        with suppress(OSError):
            trial.unlink(missing_ok=True)
    return Finding(
        "there", _("Rights to write, replace and delete in {folder}").format(folder=folder.absolute())
    )


def _own_folder() -> Finding:
    if (folder := own_folder()) is not None:
        return Finding(
            "there", _("A folder of your own for what is kept between runs: {path}").format(path=folder)
        )
    message = _(
        "There is no folder that is yours alone for what is kept between runs. Each run takes longer, and "
        "ansokan web prints an address instead of opening the page."
    )
    return Finding("missing", message)


def _long_paths(folder: Path) -> Iterator[Finding]:
    if sys.platform != "win32":
        return
    if _registry(_FILE_SYSTEM, "LongPathsEnabled") == 1:
        yield Finding("there", _("Long paths are allowed in this Windows"))
        return
    stems = [path.stem for path in (folder / "data").glob("*.y*ml")] or ["projekt"]
    longest = folder.absolute() / "output" / max(stems, key=len) / BASES / _LONGEST_NAME
    left = MAX_PATH - 1 - len(str(longest))
    if left >= 0:
        message = _("Paths: {count} characters are left of the {most} that Windows takes")
        yield Finding("there", message.format(count=left, most=MAX_PATH - 1))
        return
    message = _(
        "The paths of the documents are {count} characters too long for this Windows. Move the projects to a "
        "folder with a shorter path, or let IT allow long paths (LongPathsEnabled)."
    )
    yield Finding("error", message.format(count=-left))


def _registry(key: str, name: str = "") -> str | int | None:
    """Return a value of the user's registry, else the computer's; None where neither has it."""
    import winreg

    for root in ("HKEY_CURRENT_USER", "HKEY_LOCAL_MACHINE"):
        with suppress(OSError), winreg.OpenKey(getattr(winreg, root), key) as opened:  # type: ignore[attr-defined, unused-ignore]
            value: str | int = winreg.QueryValueEx(opened, name)[0]  # type: ignore[attr-defined, unused-ignore]
            return value
    return None
