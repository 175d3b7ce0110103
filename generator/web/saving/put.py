"""One field saved: what the schema refuses is not written, what somebody else has changed is asked about."""

from __future__ import annotations

from typing import NamedTuple

from generator.language import _
from generator.problems import ProblemError
from generator.pull.line_layout import laid_like
from generator.pull.references import following
from generator.web.desk import Desk
from generator.web.kept.drafts import Draft
from generator.web.messages import RefusedError
from generator.web.opened import Opened
from generator.web.saving.long_lines import is_long, unbroken
from generator.web.saving.write import refuse_unreadable, with_texts, write

CONFLICT, REFUSED = 409, 422


class Put(NamedTuple):
    """A field as a person left it: `seen` is what the file said when it was shown, in the content `mark`."""

    path: str
    value: str
    seen: str
    mark: str


def put(desk: Desk, project: Opened, asked: Put) -> Opened:
    """Return the project with the value in its file; raise RefusedError, and keep a draft, when it cannot be.

    A value of a row is written only while its row is the one that the page knows.
    """
    drafts = desk.drafts(project.path)
    if project.dossier and not project.values.knows(asked.path):
        raise RefusedError(400, _("There is no such field."))
    if desk.history(project.path).rows_moved(asked.path, asked.mark, project.data):
        raise RefusedError(CONFLICT, _("The rows have been changed meanwhile."), reread=True)
    try:
        refuse_unreadable(project)
        saved = _written(desk, project, asked)
    except RefusedError as refused:
        drafts.put(asked.path, Draft(asked.value, asked.seen, refused.sentence))
        raise
    drafts.put(asked.path, None)
    return saved


def is_said(project: Opened, path: str, value: str) -> bool:
    """Say whether the file says this at the path already, whichever way its lines are broken."""
    written = _now(project, path)
    return _plain(value) in {unbroken(project.model, path, written).strip(), written.strip()}


def _plain(value: str) -> str:
    return value.replace("\r\n", "\n").strip()


def _written(desk: Desk, project: Opened, asked: Put) -> Opened:
    if is_said(project, asked.path, asked.value):
        return project
    value, written = _plain(asked.value), _now(project, asked.path)
    now = unbroken(project.model, asked.path, written)
    if now.strip() != _plain(asked.seen):
        message = _("This was changed in the data file meanwhile. Choose which of the two is to stand.")
        raise RefusedError(CONFLICT, message, theirs=now)
    texts = _checked(project, asked.path, value, written)
    return write(desk, project, with_texts(project.values.file, texts))


def _now(project: Opened, path: str) -> str:
    """Return what the file says at the path."""
    try:
        return project.values.written(path) or ""
    except LookupError:  # the item after the last
        return ""


def _checked(project: Opened, path: str, value: str, now: str) -> dict[str, str | None]:
    """Return what is written at which path; raise RefusedError for what the schema does not read."""
    try:
        if value:
            project.values.parsed(path, value)
        follow = following(path, value, project.values) if now else ()
    except (ValueError, LookupError, ProblemError) as error:
        raise RefusedError(REFUSED, str(error)) from None
    kind = "markdown" if is_long(project.model, path) else "text"
    return {each: laid_like(kind, value, now) or None for each in (path, *follow)}
