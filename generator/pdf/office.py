"""LibreOffice, found and run: without a window, with a profile of its own, within a time limit."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from generator.language import _
from generator.problems import Problem, ProblemError
from generator.system.output_folders import is_same
from generator.system.reasons import reason

_NAMES = ("soffice.com", "soffice.exe") if sys.platform == "win32" else ("soffice", "libreoffice")
_MAC = "/Applications/LibreOffice.app/Contents/MacOS/soffice"

# https://help.libreoffice.org/latest/en-US/text/shared/guide/pdf_params.html
_WISHES = {
    "SelectPdfVersion": 2,  # PDF/A-2b
    "PDFUACompliance": True,
    "UseTaggedPDF": True,
    "ExportBookmarks": True,
    "ExportFormFields": False,
    "ExportNotes": False,  # a comment becomes an annotation that neither standard allows as it is made
    "ExportLinksRelativeFsys": True,  # else a link to a file beside says where the copy lay
}


_SETTINGS = {
    # As a person sets it under Language: figures are written as in Sweden, whatever the machine's language.
    "Setup/L10N": {"ooSetupSystemLocale": "sv-SE"},
    # Under Security: no document is trusted, and what is linked to from one that is not is not fetched.
    "Office.Common/Security/Scripting": {
        "BlockUntrustedRefererLinks": "true",
        "DisableActiveContent": "true",  # from LibreOffice 24.2
        "DisableMacrosExecution": "true",
        "MacroSecurityLevel": "3",
    },
    "Office.Writer/Content/Update": {"Link": "0"},  # never
}
"""What a person would set in LibreOffice, by the places in its own settings (officecfg, .xcs)."""


def _settings() -> str:
    """Return the settings as LibreOffice keeps them; a name that an earlier version lacks is passed over."""
    items = [
        f'<item oor:path="/org.openoffice.{place}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for place, values in _SETTINGS.items()
        for name, value in values.items()
    ]
    head = '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    return head + "".join(items) + "</oor:items>"


def find(office: Path | None = None, shared: Sequence[Path] = ()) -> str:
    """Return LibreOffice's program: the one asked for, else where it usually is; raise ProblemError.

    `shared` are folders of documents: what lies there, or in the current folder, somebody may have planted.
    """
    for place in [str(office)] if office else [*_NAMES, *_usual_places()]:
        if program := _program(place, [Path.cwd(), *shared]):
            return str(Path(program).absolute())
    if office:
        message = _("There is no program {office}. Name LibreOffice's program (soffice) with --office.")
        raise ProblemError(Problem("error", "office-missing", message.format(office=office)))
    message = _(
        "LibreOffice is not found, and PDF files are made by it. Install it from "
        "https://www.libreoffice.org, or say where its program (soffice) is with --office."
    )
    raise ProblemError(Problem("error", "office-missing", message))


def _program(place: str, shared: Sequence[Path]) -> str | None:
    """Return the program of that name, or at that place; Windows would look in the current folder first."""
    if Path(place).name != place:
        return shutil.which(place)
    for entry in os.environ.get("PATH", os.defpath).split(os.pathsep):
        folder = Path(entry.strip('"'))
        if folder.is_absolute() and not any(is_same(folder, each) for each in shared):
            found = shutil.which(str(folder / place))
            if found:
                return found
    return None


def version(program: str) -> tuple[str, int, int]:
    """Return what changes when another LibreOffice is installed."""
    about = Path(program).resolve().stat()
    return program, about.st_size, about.st_mtime_ns


def convert(program: str, documents: Sequence[Path], folder: Path, timeout: float) -> str:
    """Let LibreOffice make a PDF of each document, in `folder`, which is ours alone.

    Returns its message when it failed, else "". It also returns "" when it made nothing: look for the
    files. Raises ProblemError when it cannot be started or takes too long.
    """
    profile = folder / "profile"  # of two runs with the same profile, one does nothing
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_settings(), encoding="utf-8")
    command = [
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        *("--convert-to", f"pdf:writer_pdf_Export:{_options()}"),
        *("--outdir", str(folder)),
        *map(str, documents),
    ]
    complaints = folder / "complaints"
    with complaints.open("wb") as file:
        code = _run(command, folder, file.fileno(), timeout)
    if code == 0:
        return ""
    lines = complaints.read_text(encoding="utf-8", errors="replace").split("\n")
    last = next((line.strip() for line in reversed(lines) if line.strip()), "")
    return _("exit code {code}").format(code=code) + (f": “{last[:200]}”" if last else "")


def _run(command: list[str], folder: Path, complaints: int, timeout: float) -> int:
    try:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=complaints,
            start_new_session=True,
        )
    except OSError as error:
        message = _(
            "LibreOffice cannot be started: {reason}. Install it anew, or name another with --office."
        )
        problem = Problem("error", "office-unstartable", message.format(reason=reason(error)))
        raise ProblemError(problem) from error
    try:
        return process.wait(max(timeout, 0))
    except subprocess.TimeoutExpired:
        message = _(
            "LibreOffice took too long and was stopped. Close other programs and try again, or make "
            "one document at a time with --document."
        )
        raise ProblemError(Problem("error", "office-slow", message)) from None
    finally:
        _stop(process)


def _options() -> str:
    kinds = {bool: "boolean", int: "long"}
    return json.dumps(
        {name: {"type": kinds[type(value)], "value": json.dumps(value)} for name, value in _WISHES.items()}
    )


if sys.platform == "win32":

    def _usual_places() -> list[str]:
        roots = [os.environ.get(name, "") for name in ("ProgramW6432", "ProgramFiles", "ProgramFiles(x86)")]
        return [str(Path(root, "LibreOffice", "program", "soffice.com")) for root in roots if root]

    def _stop(process: subprocess.Popen[bytes]) -> None:
        """End the program and all that it started."""
        if process.poll() is None:
            ours = Path(os.environ.get("SYSTEMROOT", r"C:\Windows"), "System32", "taskkill.exe")
            taskkill = [str(ours), "/F", "/T", "/PID", str(process.pid)]
            subprocess.run(taskkill, capture_output=True, check=False)
            process.wait()

else:

    def _usual_places() -> list[str]:
        return [_MAC]

    def _stop(process: subprocess.Popen[bytes]) -> None:
        """End the program and all that it started: soffice is a script around the real one."""
        if process.poll() is None:
            with contextlib.suppress(ProcessLookupError, PermissionError):  # it has just ended
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
