"""Problems as text for people and as JSON."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

import click

from generator.language import _, ngettext
from generator.problems import LEVELS, Level, Problem, by_weight

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What steers a terminal, or turns the order of what it shows (UAX 9), and is no letter of a text."""
COLOURS: dict[Level, str] = {"error": "red", "warning": "yellow", "hint": "cyan", "missing": "magenta"}
LONGEST = 200
"""Characters of a line; what is longer goes on below, indented."""


def say(text: str, *, err: bool = False) -> None:
    """Print a text for people, its long lines folded. Characters that are not seen are written out."""
    for line in _seen(text).split("\n"):
        click.echo(folded(line), err=err)


def say_data(text: str) -> None:
    """Print what a program or an editor reads: no line of it is folded."""
    click.echo(_seen(text))


def folded(line: str) -> str:
    """Return a line as lines of LONGEST characters at most, broken at a blank where there is one."""
    lines = []
    while len(line) > LONGEST:
        at = line.rfind(" ", LONGEST // 2, LONGEST) + 1 or LONGEST
        lines.append(line[:at].rstrip(" "))
        line = "  " + line[at:]
    return "\n".join([*lines, line])


def _seen(text: str) -> str:
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def show(problems: Iterable[Problem], *, err: bool = True, headed: bool = True) -> None:
    """Print Problems for people: by document and section where they have one, errors first in each.

    A Problem is one line, folded when it is long, and begins with its place, so that editors can jump to it.
    What is missing comes last, under a heading of its own.
    """
    found = list(dict.fromkeys(problems))
    headed = headed and any(problem.document or problem.level == "missing" for problem in found)
    for number, (heading, group) in enumerate(groupby(_in_order(found), _heading)):
        if headed:
            _styled(("\n" if number else "") + click.style(_seen(heading), bold=True), err=err)
        for problem in group:
            _styled(_line(problem), err=err)


def show_json(problems: Iterable[Problem], **more: Any) -> None:
    """Print one JSON object with the Problems and what else is given (docs/problems.schema.json)."""
    import json

    data = {**more, "problems": [problem.as_dict() for problem in by_weight(problems)]}
    say_data(
        json.dumps(data, ensure_ascii=False, indent=2)
    )  # what is written out is JSON's own way to say it


def tally(problems: Iterable[Problem]) -> list[str]:
    """Return how many errors, warnings and (when there are any) hints and gaps there are, each in words."""
    return tally_of(Counter(problem.level for problem in problems))


def tally_of(counts: Counter[Level]) -> list[str]:
    """Return the same when they have been counted."""
    errors, warnings, hints, missing = (counts[level] for level in LEVELS)
    parts = [
        ngettext("{count} error", "{count} errors", errors).format(count=errors),
        ngettext("{count} warning", "{count} warnings", warnings).format(count=warnings),
    ]
    if hints:
        parts.append(ngettext("{count} hint", "{count} hints", hints).format(count=hints))
    if missing:
        parts.append(ngettext("{count} missing", "{count} missing", missing).format(count=missing))
    return parts


def _in_order(problems: Sequence[Problem]) -> list[Problem]:
    """Return the Problems by document and section, in their first order; those of neither come first."""
    places = list(dict.fromkeys((problem.document, problem.section) for problem in problems))
    documents = list(dict.fromkeys(document for document, _section in places))

    def key(problem: Problem) -> tuple[Any, ...]:
        document, section = problem.document, problem.section
        return (
            problem.place.line if problem.level == "missing" else 0,
            *(document != "", documents.index(document)),
            *(section != "", places.index((document, section))),
            LEVELS.index(problem.level),
        )

    return sorted(problems, key=key)


def _heading(problem: Problem) -> str:
    if problem.level == "missing":
        return _("Missing: fill in the key, or write in the Word file")
    if not problem.document:
        return _("The data file")
    return f"{problem.document} – {problem.section}" if problem.section else problem.document


def _line(problem: Problem) -> str:
    """Return the Problem as text, the word for its level in its colour."""
    word = f"{_(problem.level)}: "
    before, found, after = folded(_seen(str(problem))).partition(word)
    return before + click.style(found, fg=COLOURS[problem.level]) + after


def _styled(text: str, *, err: bool) -> None:
    # click leaves colours out when the stream is no terminal; NO_COLOR (no-color.org) there too.
    click.echo(text, err=err, color=False if os.environ.get("NO_COLOR") else None)
