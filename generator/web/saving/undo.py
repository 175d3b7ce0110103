"""What was done undone: by the page or by somebody else, as far as nobody has written over it since."""

from __future__ import annotations

from generator.grant.yaml import document
from generator.grant.yaml.value_changes import changes_between
from generator.language import _
from generator.problems import ProblemError
from generator.system import files
from generator.system.locks import locked
from generator.web.desk import Desk
from generator.web.kept.history import Beside, History, Step
from generator.web.messages import RefusedError
from generator.web.opened import Opened
from generator.web.saving.write import refuse_unreadable, with_texts, write, write_bytes


def undo(desk: Desk, project: Opened, number: int | None) -> Opened:
    """Return the project without a step, without a number the last; raise RefusedError when it cannot be."""
    history = desk.history(project.path)
    step = history.last() if number is None else history.step(number)
    if step is None or step.undone:
        raise RefusedError(409, _("There is nothing to undo."))
    saved = _without(desk, project, step)
    for each in step.beside:
        _put_back(each)
    step.undone = True
    rows = tuple(f"{each.path}." for each in step.changes if each.rows)
    desk.drafts(project.path).follow(lambda path: None if path.startswith(rows) else path)
    return saved


def _without(desk: Desk, project: Opened, step: Step) -> Opened:
    if project.data == step.after:  # nothing has happened since: the very bytes of before
        return write_bytes(desk, project, step.before, "undo")
    refuse_unreadable(project)
    for change in step.changes:
        if change.rows or project.values.file.value_at(change.path) != change.new:
            message = _("This has been changed again since then, and cannot be undone by itself.")
            raise RefusedError(409, message)
    return write(
        desk, project, with_texts(project.values.file, {each.path: each.old for each in step.changes}), "undo"
    )


def _put_back(file: Beside) -> None:
    """Give a file beside the data file what it held before, when nobody has written it since."""
    with locked(file.path.parent):
        if files.read_if_there(file.path) == file.after:
            files.write_cache(file.path, file.before or b"")


def notice(history: History, path_name: str, data: bytes) -> None:
    """Note what somebody else has done to the file since the page read or wrote it last."""
    before, history.known = history.known, data
    if before is None or before == data:
        return
    changes = changes_between(_values(before, path_name), _values(data, path_name))
    history.add("outside", before, data, *changes)


def _values(data: bytes, name: str) -> dict[str, object]:
    try:
        return document.read(data, name).values
    except document.SlipsError as slips:
        return slips.rest.values if slips.rest else {}
    except ProblemError:
        return {}
