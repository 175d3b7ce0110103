"""Problems as text for people and as JSON."""

from __future__ import annotations

import os
from collections.abc import Iterable
from itertools import groupby
from typing import Any

import click

from generator.cli.streams import speak_utf8
from generator.language import _
from generator.phrases.findings import heading, in_order
from generator.problems import Level, Problem, by_weight
from generator.unseen import visible

COLOURS: dict[Level, str] = {"error": "red", "warning": "yellow", "hint": "cyan", "missing": "magenta"}
LONGEST = 200
"""Characters of a line; what is longer goes on below, indented."""


def say(text: str, *, err: bool = False) -> None:
    """Print a text for people, its long lines folded. Characters that are not seen are written out."""
    for line in visible(text).split("\n"):
        click.echo(folded(line), err=err)


def say_data(text: str) -> None:
    """Print what a program or an editor reads: no line of it is folded."""
    click.echo(visible(text))


def folded(line: str) -> str:
    """Return a line as lines of LONGEST characters at most, broken at a blank where there is one."""
    lines = []
    while len(line) > LONGEST:
        at = line.rfind(" ", LONGEST // 2, LONGEST) + 1 or LONGEST
        lines.append(line[:at].rstrip(" "))
        line = "  " + line[at:]
    return "\n".join([*lines, line])


def show(problems: Iterable[Problem], *, err: bool = True, headed: bool = True) -> None:
    """Print Problems for people: by document and section where they have one, errors first in each.

    A Problem is one line, folded when it is long, and begins with its place, so that editors can jump to it.
    What is missing comes last, under a heading of its own.
    """
    found = list(dict.fromkeys(problems))
    headed = headed and any(problem.document or problem.level == "missing" for problem in found)
    for number, (above, group) in enumerate(groupby(in_order(found), heading)):
        if headed:
            _styled(("\n" if number else "") + click.style(visible(above), bold=True), err=err)
        for problem in group:
            _styled(_line(problem), err=err)


def show_json(problems: Iterable[Problem], **more: Any) -> None:
    """Print one JSON object with the Problems and what else is given (docs/problems.schema.json)."""
    import json

    speak_utf8()
    data = {**more, "problems": [problem.as_dict() for problem in by_weight(problems)]}
    say_data(
        json.dumps(data, ensure_ascii=False, indent=2)
    )  # what is written out is JSON's own way to say it


def _line(problem: Problem) -> str:
    """Return the Problem as text, the word for its level in its colour."""
    word = f"{_(problem.level)}: "
    before, found, after = folded(visible(str(problem))).partition(word)
    return before + click.style(found, fg=COLOURS[problem.level]) + after


def _styled(text: str, *, err: bool) -> None:
    # click leaves colours out when the stream is no terminal; NO_COLOR (no-color.org) there too.
    click.echo(text, err=err, color=False if os.environ.get("NO_COLOR") else None)
