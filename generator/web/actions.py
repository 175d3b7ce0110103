"""What the page asks to be done with a project: each answers with the pieces of the page that are new."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.grant.yaml.value_changes import changes_between
from generator.language import _
from generator.web import budget_actions, word_actions
from generator.web.desk import Desk
from generator.web.kept.drafts import Draft
from generator.web.messages import Asked, RefusedError, Request, Response, as_json, asked_in, nonsense
from generator.web.opened import Opened
from generator.web.pages import sums
from generator.web.pages.fill import pieces, texts, theme_called
from generator.web.pages.project import ProjectView
from generator.web.saving import paste, put, reviewed, rows, silence, undo


def act(name: str, request: Request, desk: Desk, project: Opened) -> Response:
    """Return the answer to what is asked for; a refusal brings the pieces of the page too."""
    if name in word_actions.ACTIONS:
        return word_actions.act(name, request, desk, project)
    if name in budget_actions.ACTIONS:
        return budget_actions.act(name, request, desk, project)
    if name not in {*_ACTIONS, "again", "sums"}:
        raise RefusedError(404, _("There is no such page."))
    asked = asked_in(request)
    if name == "sums":
        return as_json({"sums": sums.drawn(project, asked.by_path("texts"))})
    theme, moved = asked.text("theme", ""), asked.text("list", "")
    if name == "again":
        return as_json({**pieces(desk, project, theme), "fields": texts(desk, project, theme)})
    # A page that does not know this content yet shows other rows, perhaps: it has to read all of it again.
    stale = {"stale": asked.text("mark", project.mark) != project.mark}
    try:
        saved = _ACTIONS[name](desk, project, asked)
    except RefusedError as refused:
        now = desk.project(project.path)
        said = {"told": refused.sentence, **refused.more, **stale}
        return as_json({**pieces(desk, now, theme), **said}, refused.status)
    said = _undone(project, saved) if name == "undo" else {}
    return as_json({**pieces(desk, saved, theme, before=project, moved=moved), **said, **stale})


def _undone(before: Opened, now: Opened) -> dict[str, str]:
    """Return a sentence on what was undone, by the titles of what differs."""
    if before.dossier is None or now.dossier is None:
        return {}
    changes = changes_between(before.dossier.file.values, now.dossier.file.values)
    titles = ", ".join(dict.fromkeys(now.values.title(each.path) for each in changes))
    return {"undone": _("Undone: {titles}").format(titles=titles)}


def _put(desk: Desk, project: Opened, asked: Asked) -> Opened:
    texts = (asked.text(name) for name in ("path", "value", "seen", "mark"))
    return put.put(desk, project, put.Put(*texts))


def _draft(desk: Desk, project: Opened, asked: Asked) -> Opened:
    """Keep what is being typed; without a value: it is not wanted any more.

    A page that is left tells what its fields said before it heard that they were saved: that is no draft.
    """
    path = asked.text("path")
    if not project.values.knows(path):
        raise RefusedError(400, _("There is no such field."))
    is_saved = "value" not in asked or put.is_said(project, path, asked.text("value"))
    draft = None if is_saved else Draft(asked.text("value"), asked.text("seen", ""))
    desk.drafts(project.path).put(path, draft)
    return project


def _rows(desk: Desk, project: Opened, asked: Asked) -> Opened:
    how = next((each for each in rows.WAYS if each == asked.get("how")), None)
    if how is None:
        raise nonsense()
    where, to = asked.text("list"), asked.number("to", 0)
    return rows.change(desk, project, rows.Rows(where, how, asked.number("index"), to, asked.text("mark")))


def _paste(desk: Desk, project: Opened, asked: Asked) -> Opened:
    where, row, keys = asked.text("list"), asked.number("row"), tuple(asked.texts("keys"))
    made = paste.Paste(where, row, keys, asked.text("text"), asked.text("mark"))
    return paste.paste(desk, project, made)


def _undo(desk: Desk, project: Opened, asked: Asked) -> Opened:
    return undo.undo(desk, project, asked.number("step") if "step" in asked else None)


def _seen(desk: Desk, project: Opened, asked: Asked) -> Opened:
    """Note that what others have changed is to stand."""
    step = desk.history(project.path).step(asked.number("step"))
    if step is not None and step.who == "outside":
        step.undone = True
    return project


def _silence(desk: Desk, project: Opened, asked: Asked) -> Opened:
    return silence.silence(desk, project, *(asked.text(name) for name in ("check", "at", "reason")))


def _reviewed(desk: Desk, project: Opened, asked: Asked) -> Opened:
    """Note that the values at a path, or without one those of a theme, have been reviewed."""
    if "at" in asked:
        paths: tuple[str, ...] = (asked.text("at"),)
    else:
        paths = theme_called(ProjectView(desk, project), asked.text("theme")).paths
    return reviewed.reviewed(desk, project, paths, asked.text("mark"))


def _speak(desk: Desk, project: Opened, asked: Asked) -> Opened:
    made = rows.Rows("ignore", "remove", asked.number("row"), 0, asked.text("mark"))
    return rows.change(desk, project, made)


_ACTIONS: Mapping[str, Callable[[Desk, Opened, Asked], Opened]] = {
    "draft": _draft,
    "paste": _paste,
    "put": _put,
    "reviewed": _reviewed,
    "rows": _rows,
    "seen": _seen,
    "silence": _silence,
    "speak": _speak,
    "undo": _undo,
}
