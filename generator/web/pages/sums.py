"""The sums of a project's money, also of what is typed and not saved yet."""

from __future__ import annotations

from collections.abc import Mapping

from generator.grant.schema import sums
from generator.grant.schema.readable import read_what_can_be
from generator.grant.schema.themes import Theme
from generator.problems import ProblemError
from generator.web.messages import RefusedError
from generator.web.opened import Opened
from generator.web.pages.rendering import piece
from generator.web.saving.write import with_texts


def belong_to(theme: Theme) -> bool:
    """Say whether a theme is about money."""
    return any(path.partition(".")[0] in sums.PATHS for path in theme.paths)


def drawn(project: Opened, typed: Mapping[str, str] | None = None) -> str:
    """Return the tables of sums as HTML; `typed`: texts by path as they would be in the file."""
    return piece("sums", _tables(project, typed or {}))


def _tables(project: Opened, typed: Mapping[str, str]) -> tuple[sums.SumTable, ...]:
    if project.dossier is None:
        return ()
    file = project.dossier.file
    known = {path: text or None for path, text in typed.items() if project.values.knows(path)}
    try:
        content = file.encode(with_texts(file, known) if known else file.text)
        return sums.sums(read_what_can_be(content, file.name, project.model).data)
    except (RefusedError, ProblemError):  # while it is typed it need not be readable
        return ()
