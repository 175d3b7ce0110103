"""What `generate` says: each document, what waits in it, the Problems, a closing line."""

from __future__ import annotations

from collections.abc import Sequence

import click

from generator.cli.printing import show, show_json, tally
from generator.job import Outcome, Report
from generator.language import _, ngettext


def show_report(report: Report) -> None:
    """Print what became of a data file: each document, then the Problems."""
    for outcome in report.outcomes:
        click.echo(f"{_state(outcome.state)}: {outcome.document}{_details(outcome)}")
        for field in outcome.pending:
            message = _("  waits to be pulled: {path}: “{old}” is “{new}” in Word")
            click.echo(message.format(path=field.path, old=_short(field.base), new=_short(field.mine)))
    show(report.problems)


def show_reports_json(reports: Sequence[Report]) -> None:
    """Print one JSON object: what became of each document, and the Problems."""
    made = [
        {
            "data": str(report.data),
            "document": str(outcome.document),
            "state": outcome.state,
            "merged": outcome.merged,
            "conflicts": outcome.conflicts,
            "pending": [field._asdict() for field in outcome.pending],
            "copy": str(outcome.copy) if outcome.copy else None,
        }
        for report in reports
        for outcome in report.outcomes
    ]
    show_json([problem for report in reports for problem in report.problems], documents=made)


def closing(reports: Sequence[Report]) -> str:
    """Return the closing line: how many documents were written, merged, unchanged, and what is wrong."""
    outcomes = [outcome for report in reports for outcome in report.outcomes]
    written = sum(outcome.state in {"written", "replaced"} for outcome in outcomes)
    unchanged = sum(outcome.state in {"unchanged", "kept"} for outcome in outcomes)
    merged = sum(outcome.state == "merged" for outcome in outcomes)
    conflicts = sum(outcome.conflicts for outcome in outcomes)
    parts = [
        ngettext("{count} document written", "{count} documents written", written).format(count=written),
        ngettext("{count} unchanged", "{count} unchanged", unchanged).format(count=unchanged),
    ]
    if merged:
        parts.append(ngettext("{count} merged", "{count} merged", merged).format(count=merged))
    if conflicts:
        parts.append(ngettext("{count} conflict", "{count} conflicts", conflicts).format(count=conflicts))
    return ", ".join([*parts, *tally([p for report in reports for p in report.problems])]) + "."


def _state(state: str) -> str:
    return {
        "written": _("written"),
        "unchanged": _("unchanged"),
        "merged": _("merged with your changes"),
        "kept": _("edited in Word, nothing to bring in"),
        "replaced": _("replaced"),
        "refused": _("left as it is"),
    }[state]


def _details(outcome: Outcome) -> str:
    parts = []
    if outcome.merged:
        parts.append(
            ngettext("{count} change", "{count} changes", outcome.merged).format(count=outcome.merged)
        )
    if outcome.conflicts:
        parts.append(
            ngettext("{count} conflict", "{count} conflicts", outcome.conflicts).format(
                count=outcome.conflicts
            )
        )
    if outcome.copy:
        parts.append(_("your file is kept as {copy}").format(copy=outcome.copy.name))
    return f" ({', '.join(parts)})" if parts else ""


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:59] + "…"
