"""Rows of a list taken out, moved and copied."""

from __future__ import annotations

from typing import Literal, NamedTuple

from generator.grant.schema import item_changes
from generator.language import _
from generator.problems import ProblemError
from generator.web.desk import Desk
from generator.web.messages import RefusedError
from generator.web.opened import Opened
from generator.web.saving.write import refuse_other_content, write

WAYS: tuple[Literal["remove", "move", "copy"], ...] = ("remove", "move", "copy")


class Rows(NamedTuple):
    """What is to be done with a row of a list: `to` is where it moves."""

    path: str
    how: Literal["remove", "move", "copy"]
    row: int
    to: int
    mark: str


def change(desk: Desk, project: Opened, asked: Rows) -> Opened:
    """Return the project with its rows changed; drafts and what silences checks follow them."""
    refuse_other_content(project, asked.mark)
    if not 0 <= asked.row < project.values.count(asked.path):
        raise RefusedError(400, _("There is no such row."))
    file, where = project.values.file, f"{asked.path}.{asked.row}"
    try:
        if asked.how == "remove":
            changed = item_changes.remove(file, where)
        elif asked.how == "copy":
            changed = item_changes.insert(file, asked.path, asked.row + 1, file.value_at(where))
        else:
            changed = item_changes.move(file, asked.path, asked.row, asked.to)
    except ProblemError as error:
        raise RefusedError(422, error.problems[0].message) from None
    saved = write(desk, project, changed.text)
    desk.drafts(project.path).follow(lambda path: _now(path, asked, project.values.count(asked.path)))
    return saved


def _now(path: str, asked: Rows, count: int) -> str | None:
    """Return where what stood at a path stands now; None when its row is gone."""
    before = f"{asked.path}."
    number, dot, rest = path.removeprefix(before).partition(".")
    if not path.startswith(before) or not number.isdecimal():
        return path
    order = [*range(count + 1)]  # the last is the row that is not there yet
    if asked.how == "remove":
        order.pop(asked.row)
    elif asked.how == "copy":
        order.insert(asked.row + 1, -1)
    else:
        order.insert(asked.to, order.pop(asked.row))
    return f"{before}{order.index(int(number))}{dot}{rest}" if int(number) in order else None
