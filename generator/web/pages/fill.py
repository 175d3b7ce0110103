"""The pages on which a project is filled in, a theme each, and the pieces of them that a change replaces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from generator.grant.schema.themes import Theme
from generator.grant.yaml.value_changes import Change, changes_between
from generator.language import _
from generator.web.desk import Desk
from generator.web.messages import RefusedError, Request, Response, html
from generator.web.opened import Opened
from generator.web.pages import sums
from generator.web.pages.fields import Fields, Row
from generator.web.pages.project import ProjectView
from generator.web.pages.rendering import page, piece
from generator.web.saving.long_lines import unbroken


def show(_request: Request, desk: Desk, project: Opened, name: str = "") -> Response:
    """Return the page of a theme, of the first without a name."""
    view = ProjectView(desk, project)
    theme = theme_called(view, name)
    later = view.shown_themes[view.shown_themes.index(theme) + 1 :]
    made = Fields.of(project, desk.drafts(project.path).all())
    nodes = made.theme(theme)
    return html(
        page(
            "fill.html",
            here=_("Fill in"),
            project=view,
            theme=view.link(theme),
            nodes=nodes,
            names=made.names(),
            money=sums.drawn(project) if sums.belong_to(theme) else None,
            wide=2 * sum(each.kind == "grid" for each in nodes) > len(nodes),
            next=view.link(later[0]) if later else None,
        )
    )


def theme_called(view: ProjectView, name: str) -> Theme:
    """Return the theme of a name, the first without one; raise RefusedError when there is none."""
    found = [each for each in view.shown_themes if each.name == name or not name]
    if not found:
        raise RefusedError(404, _("There is no such page."))
    return found[0]


def pieces(
    desk: Desk, project: Opened, name: str, before: Opened | None = None, moved: str = ""
) -> dict[str, Any]:
    """Return what a change replaces on the page of a theme, by id, and what the page is to know.

    A list is sent anew when its rows are others than `before`, or were moved in the list at `moved`.
    """
    view, changes = ProjectView(desk, project), _changes(before, project)
    drafts = desk.drafts(project.path).all()
    found = {"status": piece("status", view), "notices": piece("notices", view)}
    if name:
        theme = theme_called(view, name)
        found["themes"] = piece("themes", view, name)
        found["carried"] = piece("carried", view.link(theme))
        found |= {"sums": sums.drawn(project)} if sums.belong_to(theme) else {}
        nodes = Fields.of(project, drafts).theme(theme)
        anew = [moved, *(each.path for each in changes if each.rows)]
        for node in nodes:
            if node.kind in _LISTS and any(f"{path}.".startswith(f"{node.path}.") for path in anew):
                found[f"list-{node.path}"] = piece("items", node, 2)
            else:
                found |= {f"says-{each.path}": piece("says", each) for each in _saying([node])}
                found |= {f"says-{row.path}": piece("carried_row", row) for row in _carried_rows([node])}
    new = {
        each.path: unbroken(project.model, each.path, (each.new or "").rstrip("\n"))
        for each in changes
        if not each.rows
    }
    return {"mark": project.mark, "pieces": found, "texts": new}


def _changes(before: Opened | None, now: Opened) -> list[Change]:
    """Return where the file says something else now."""
    if before is None or before.dossier is None or now.dossier is None:
        return []
    return list(changes_between(before.dossier.file.values, now.dossier.file.values))


def texts(desk: Desk, project: Opened, name: str) -> dict[str, str]:
    """Return what the file says in each field of a theme's page."""
    if not name:
        return {}
    theme = theme_called(ProjectView(desk, project), name)
    nodes = Fields.of(project, desk.drafts(project.path).all()).theme(theme)
    return {each.path: each.text for each in every(nodes) if each.kind == "field"}


_LISTS = frozenset({"grid", "cards", "texts"})


def every(nodes: Iterable[Any]) -> Iterator[Any]:
    """Yield the fields, groups and lists, those inside others after these."""
    for node in nodes:
        yield node
        if node.kind == "group":
            yield from every(node.inside)
        elif node.kind in _LISTS:
            for row in node.rows:
                yield from every((*row.cells, *row.more))


def _carried_rows(nodes: Iterable[Any]) -> Iterator[Row]:
    for each in every(nodes):
        yield from (row for row in each.rows if row.carried) if each.kind == "grid" else ()


def _saying(nodes: Iterable[Any]) -> Iterator[Any]:
    for each in every(nodes):
        if each.kind != "group" and (each.problems or each.asked or each.draft or each.carried):
            yield each
