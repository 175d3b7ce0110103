"""Changes put in the data file one by one, each checked before it stays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from generator.grant import datafile
from generator.grant.datafile import DataFile
from generator.grant.schema import Data
from generator.grant.validate import validate
from generator.language import _
from generator.problems import Place, Problem, ProblemError
from generator.pull.settling import Taken


@dataclass(frozen=True)
class Pulled:
    """The new text of the data file, what was taken and what not, and how many fields were looked at."""

    text: str
    taken: tuple[Taken, ...]
    problems: tuple[Problem, ...]
    looked: int


def write_all(
    changes: Iterable[Taken], file: DataFile, model: type[Data], problems: list[Problem]
) -> tuple[str, tuple[Taken, ...]]:
    """Return the text with the changes, and those made; one that cannot be made is said in `problems`."""
    taken = []
    wrong_before = _wrong(file, model)
    for change in changes:
        try:
            changed = datafile.read(file.encode(file.put(change.path, change.new)), file.name)
        except ProblemError as error:
            problems += error.problems
            continue
        wrong = _wrong(changed, model) - wrong_before
        if wrong:
            problems += [_left_out(change, problem) for problem in sorted(wrong, key=str)]
            continue
        file = changed
        taken.append(change)
    return file.text, tuple(taken)


def _wrong(file: DataFile, model: type[Data]) -> set[Problem]:
    """Return what the schema refuses, wherever in the file it stands."""
    try:
        validate(file, model)
    except ProblemError as error:
        return {replace(problem, place=Place()) for problem in error.problems}
    return set()


def _left_out(change: Taken, problem: Problem) -> Problem:
    message = _(
        'The change of the field "{title}" in {document} does not fit the data file and was left out. '
        "{reason}"
    ).format(title=change.title, document=change.document, reason=problem.message)
    return Problem("error", "pull-unreadable", message, change.document, path=change.path)
