"""A new text of a data file written over the one that was read, and noted as a step that can be undone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from generator.grant.yaml import document
from generator.grant.yaml.document import DataFile
from generator.grant.yaml.value_changes import changes_between
from generator.language import _
from generator.problems import ProblemError
from generator.system import files
from generator.system.files import FileChangedError
from generator.web.desk import Desk
from generator.web.messages import RefusedError
from generator.web.opened import Opened

LOCKED = 423


def refuse_unreadable(project: Opened) -> None:
    """Raise RefusedError while the file holds what cannot be read: it is mended where it was written."""
    if not project.writable:
        first = next((each for each in project.problems if each.level == "error"), None)
        message = _("Nothing can be saved until the data file can be read. {reason}")
        reason = f"{first.file}:{first.place.line}: {first.message}" if first else ""
        raise RefusedError(LOCKED, message.format(reason=reason).strip())


def refuse_other_content(project: Opened, mark: str) -> None:
    """Raise RefusedError when rows cannot be meant by their numbers: the page knows another content."""
    refuse_unreadable(project)
    if mark != project.mark:
        raise RefusedError(409, _("The rows have been changed meanwhile."), reread=True)


def with_texts(file: DataFile, texts: Mapping[str, str | None]) -> str:
    """Return the text of the file with all the texts; raise RefusedError when one cannot be put."""
    together = file.put_all(texts)
    if together is not None:
        return together
    try:
        for path, value in texts.items():
            file = document.read(file.encode(file.put(path, value)), file.name)
    except ProblemError as error:
        raise RefusedError(422, error.problems[0].message) from None
    return file.text


def write(desk: Desk, project: Opened, text: str, who: Literal["page", "undo"] = "page") -> Opened:
    """Return the project with this text in its file; raise RefusedError when the file cannot be written."""
    file = project.values.file
    return write_bytes(desk, project, file.encode(text), who)


def write_bytes(desk: Desk, project: Opened, data: bytes, who: Literal["page", "undo"]) -> Opened:
    """Return the project with these bytes in its file."""
    try:
        files.write(project.path, data, over=project.data)
    except FileChangedError:
        raise RefusedError(
            409, _("The data file was changed in this moment. Try again."), reread=True
        ) from None
    except ProblemError as error:
        raise RefusedError(LOCKED, error.problems[0].message) from None
    saved = desk.project(project.path)
    before, after = project.values.file.values, saved.values.file.values
    desk.history(project.path).add(who, project.data, data, *changes_between(before, after))
    return saved
