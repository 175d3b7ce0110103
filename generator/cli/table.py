"""The table that `check` prints of several projects."""

from __future__ import annotations

from collections.abc import Sequence

from generator.language import _
from generator.phrases.answered import answered_of
from generator.run.overview import Overview


def table(projects: Sequence[Overview]) -> list[str]:
    """Return the lines of a table with a row for each project."""
    head = [_("Project"), _("Documents"), _("Answered"), _("Errors"), _("Warnings"), _("Applied for")]
    rows = [head, *map(_row, projects)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    return [
        "  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]).rstrip() for row in rows
    ]


def _row(project: Overview) -> list[str]:
    from generator.formats import in_messages

    figures = [project.count("error"), project.count("warning")]
    answered = answered_of(project.answers[-1]) if project.required else "–"
    return [
        *(project.name, str(project.documents or "–"), answered),
        *map(str, figures),
        "–" if project.applied is None else in_messages("kronor", project.applied),
    ]
