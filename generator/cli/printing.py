"""Problems and reports as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

import click

from generator.generate import Report
from generator.language import _, ngettext
from generator.problems import Level, Problem, by_weight

COLOURS: dict[Level, str] = {"error": "red", "warning": "yellow", "hint": "cyan"}


def show(problems: Iterable[Problem]) -> None:
    """Print Problems for people, errors first."""
    for problem in by_weight(problems):
        click.secho(str(problem), fg=COLOURS[problem.level], err=True)


def show_json(problems: Iterable[Problem], **more: Any) -> None:
    """Print one JSON object with the Problems and what else is given."""
    found = [problem.as_dict() for problem in by_weight(problems)]
    click.echo(json.dumps({**more, "problems": found}, ensure_ascii=False, indent=2))


def show_report(report: Report) -> None:
    """Print what became of a data file: each document, then the Problems."""
    for outcome in report.outcomes:
        click.echo(f"{_state(outcome.state)}: {outcome.document}")
    show(report.problems)


def closing(reports: Sequence[Report]) -> str:
    """Return the closing line: how many documents were written, how many errors and warnings there are."""
    outcomes = [outcome for report in reports for outcome in report.outcomes]
    parts = [
        _counted(sum(outcome.state == "written" for outcome in outcomes)),
        _("{count} unchanged").format(count=sum(outcome.state == "unchanged" for outcome in outcomes)),
        *tally([problem for report in reports for problem in report.problems]),
    ]
    return ", ".join(parts) + "."


def tally(problems: Sequence[Problem]) -> list[str]:
    """Return how many errors and warnings there are, each in words."""
    errors = sum(problem.level == "error" for problem in problems)
    warnings = sum(problem.level == "warning" for problem in problems)
    return [
        ngettext("{count} error", "{count} errors", errors).format(count=errors),
        ngettext("{count} warning", "{count} warnings", warnings).format(count=warnings),
    ]


def _counted(count: int) -> str:
    return ngettext("{count} document written", "{count} documents written", count).format(count=count)


def _state(state: str) -> str:
    return {"written": _("written"), "unchanged": _("unchanged"), "refused": _("left as it is")}[state]
