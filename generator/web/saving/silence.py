"""A finding that a person has judged is silenced at its place, with the reason."""

from __future__ import annotations

from generator.grant.schema import item_changes
from generator.language import _
from generator.problems import ProblemError
from generator.web.desk import Desk
from generator.web.messages import RefusedError
from generator.web.opened import Opened
from generator.web.saving.write import refuse_unreadable, write


def silence(desk: Desk, project: Opened, check: str, at: str, reason: str) -> Opened:
    """Return the project in which a check says nothing at a place any more."""
    refuse_unreadable(project)
    if not reason.strip():
        raise RefusedError(422, _("Write why it does not apply here."))
    if not any(each.code == check and each.path == at for each in project.problems):
        raise RefusedError(409, _("This finding is not there any more."))
    item = {"check": check, "at": at, "reason": reason.strip()}
    try:
        changed = item_changes.insert(project.values.file, "ignore", project.values.count("ignore"), item)
    except ProblemError as error:
        raise RefusedError(422, error.problems[0].message) from None
    return write(desk, project, changed.text)
