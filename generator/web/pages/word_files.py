"""The files of a project's documents, by the names of their forms: handed out, or opened in Word."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs, quote

from generator.language import _
from generator.located import UnreadableError
from generator.run import finals
from generator.system import files
from generator.system.output_folders import FINALS
from generator.web.desk import Desk
from generator.web.messages import RefusedError, Request, Response
from generator.web.opened import Opened

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TYPES = {"docx": _WORD, "pdf": "application/pdf"}


class Files(NamedTuple):
    """Where the draft of a document lies, and its final; a PDF lies beside each of them."""

    draft: Path
    final: Path

    def called(self, which: str, kind: str) -> Path:
        """Return the file that is meant; raise RefusedError for what is none of them."""
        if which not in self._fields or kind not in _TYPES:
            raise RefusedError(404, _("There is no such document."))
        file: Path = getattr(self, which)
        return file.with_suffix(f".{kind}")


def files_of(desk: Desk, project: Opened) -> dict[str, Files]:
    """Return the files of the documents that the project makes; none while it cannot be read."""
    if project.dossier is None:
        return {}
    folder = desk.documents(project.path)
    try:
        names = finals.final_names(project.dossier)
    except UnreadableError:
        return {}
    return {
        each.form.name: Files(
            folder / each.form.text.output, folder / FINALS / names[each.form.text.output].file
        )
        for each in project.dossier.documents
    }


def file_called(desk: Desk, project: Opened, name: str, which: str, kind: str) -> Path:
    """Return a file of a document; raise RefusedError when it does not lie there."""
    found = files_of(desk, project).get(name)
    if found is None or not files.is_there(file := found.called(which, kind)):
        raise RefusedError(404, _("There is no such document."))
    return file


def show(request: Request, desk: Desk, project: Opened, name: str = "") -> Response:
    """Return a file of a document, for the browser to keep: `?which=final&kind=pdf`."""
    asked = parse_qs(request.query)
    which, kind = asked.get("which", ["draft"])[0], asked.get("kind", ["docx"])[0]
    file = file_called(desk, project, name, which, kind)
    called = f"attachment; filename*=UTF-8''{quote(file.name, safe='')}"
    return Response(200, files.read(file), (("Content-Type", _TYPES[kind]), ("Content-Disposition", called)))


def opened_in_word(file: Path) -> bool:
    """Open a file in the program of this machine that is for it; say whether there is a way to do that."""
    path = str(file.resolve())
    if sys.platform == "win32":
        os.startfile(path)  # noqa: S606 -- what a double click does
        return True
    program = "open" if sys.platform == "darwin" else "xdg-open"
    has_screen = sys.platform == "darwin" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if not has_screen or not (found := shutil.which(program)):
        return False
    quiet = subprocess.DEVNULL
    subprocess.Popen([found, path], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
    return True
