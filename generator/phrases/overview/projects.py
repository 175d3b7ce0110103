"""The table of the projects: how far each has come, its money, its next day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from generator.facts import Facts, Stage
from generator.language import _, ngettext
from generator.phrases.overview.days import what
from generator.tables import Cell, Column, Part, Row, Table

if TYPE_CHECKING:
    from generator.run.overview import Overview


def projects(found: Sequence[Overview]) -> Table:
    """Return a row for each project, also for one that cannot be read."""
    columns = (
        Column(_("Project"), "project"),
        Column(_("Data file"), below=True),
        Column(_("Applicant"), below=True),
        Column(_("Status")),
        Column(_("Answered"), "count", below=True),
        Column(_("Errors"), "count", summed=True),
        Column(_("Warnings"), "count", summed=True, below=True),
        Column(_("Applied for"), "kronor", summed=True),
        Column(_("Granted"), "kronor", summed=True),
        Column(_("Financing"), "kronor", summed=True),
        Column(_("Appropriation 1:1"), "kronor", summed=True),
        Column(_("Share of 1:1"), "share", below=True),
        Column(_("Begins"), "day"),
        Column(_("Ends"), "day", below=True),
        Column(_("Next date"), "day"),
        Column(_("What"), below=True),
    )
    rows = tuple(Row((*_head(each), *_figures(each.facts)), str(each.file)) for each in found)
    return Table(_("Projects"), columns, rows, tuple(_notes(found)), ((11, 10, 9),))


def stage_word(stage: Stage) -> str:
    """Return what people call a stage."""
    return {
        "unread": _("cannot be read"),
        "draft": _("draft"),
        "ready": _("ready to send"),
        "final": _("final made"),
        "partly_applied": _("partly applied for"),
        "applied": _("applied for"),
        "refused": _("not granted"),
        "partly_granted": _("partly granted"),
        "granted": _("granted"),
        "closed": _("closed"),
    }[stage]


def _head(each: Overview) -> tuple[Cell, ...]:
    answered = Part(each.answered, each.required) if each.required else None
    return (
        each.name,
        each.file.name,
        each.facts.applicant if each.facts else "",
        stage_word(each.stage),
        answered,
        each.count("error"),
        each.count("warning"),
    )


def _figures(facts: Facts | None) -> tuple[Cell, ...]:
    if facts is None:
        return (None,) * 9
    coming = facts.next_day
    return (
        *(facts.applied, facts.granted, facts.financing, facts.one_to_one, facts.share),
        *(facts.begins, facts.ends),
        *((coming.day, what(coming)) if coming else (None, None)),
    )


def _notes(found: Sequence[Overview]) -> Iterator[str]:
    yield _("Amounts are in kronor. What is granted counts in the financing; else what is asked for.")
    yield _(
        "Applied for is what the applications are for, also while it is planned; granted is what stands as "
        "the funder's decision. What others have promised is in the financing alone."
    )
    yield _("Appropriation 1:1: support under ordinance 2003:596, known by its call or its name.")
    if unread := sum(each.facts is None for each in found):
        text = ngettext(
            "{count} project has values that cannot be read, and is in no sum.",
            "{count} projects have values that cannot be read, and are in no sum.",
            unread,
        )
        yield text.format(count=unread)
