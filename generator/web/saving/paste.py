"""Cells copied in Excel go into a list in one write; what does not fit is said at its cell."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.grant.schema.base import keys_of
from generator.grant.schema.errors import group_of, owner
from generator.language import _
from generator.problems import ProblemError
from generator.web.desk import Desk
from generator.web.kept.drafts import Draft
from generator.web.messages import RefusedError
from generator.web.opened import Opened
from generator.web.saving.write import refuse_other_content, with_texts, write

MOST_ROWS = 2000


class Paste(NamedTuple):
    """What was copied: `text` has a line for each row and tabs between cells, as spreadsheets copy.

    `keys`: those of the columns from the one where it was pasted on; `row`: the first row that it goes into.
    """

    path: str
    row: int
    keys: tuple[str, ...]
    text: str
    mark: str


def paste(desk: Desk, project: Opened, asked: Paste) -> Opened:
    """Return the project with the cells in it; those that the schema refuses are kept as drafts."""
    refuse_other_content(project, asked.mark)
    keys, rows = by_heading(cells(asked.text), asked, project)
    asked = asked._replace(keys=keys)
    if len(rows) > MOST_ROWS or not asked.keys:
        raise RefusedError(422, _("At most {count} rows can be pasted at once.").format(count=MOST_ROWS))
    first = min(asked.row, project.values.count(asked.path))
    texts: dict[str, str | None] = {}
    refused: dict[str, Draft] = {}
    for path, value in _placed(asked, rows, first):
        if not project.values.knows(path):
            raise RefusedError(400, _("There is no such field."))
        try:
            if value:
                project.values.parsed(path, value)
            texts[path] = value or None
        except (ValueError, ProblemError) as error:
            refused[path] = Draft(value, "", str(error))
            if int(path.removeprefix(f"{asked.path}.").partition(".")[0]) >= project.values.count(asked.path):
                texts[path] = None  # so that its row is there
    saved = write(desk, project, with_texts(project.values.file, texts)) if texts else project
    for path in (*texts, *refused):
        desk.drafts(project.path).put(path, refused.get(path))
    return saved


def by_heading(
    rows: list[list[str]], asked: Paste, project: Opened
) -> tuple[tuple[str, ...], list[list[str]]]:
    """Return the columns' keys, and the rows: those under a first row that holds the columns' titles."""
    key = owner(project.model, asked.path.split("."))[1]
    group = group_of(key.annotation) if key else None
    titles = {key.title.casefold(): name for name, key in (keys_of(group) if group else {}).items()}
    heads = [titles.get(each.casefold()) for each in rows[0]]
    is_head = all(heads) and len(rows) > 1
    return (tuple(map(str, heads)), rows[1:]) if is_head else (asked.keys, rows)


def cells(text: str) -> list[list[str]]:
    """Return the cells that a spreadsheet has copied; those with line breaks or quotes come quoted."""
    lines = text.replace("\r\n", "\n").rstrip("\n").split("\n")
    return [
        [cell.strip() for cell in row] for row in csv.reader((f"{each}\n" for each in lines), "excel-tab")
    ]


def _placed(asked: Paste, rows: Sequence[Sequence[str]], first: int) -> Iterator[tuple[str, str]]:
    for number, row in enumerate(rows, first):
        for key, value in zip(asked.keys, row, strict=False):
            yield f"{asked.path}.{number}.{key}", value
