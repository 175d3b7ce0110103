"""Changes put in the data file one by one, each checked before it stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.fields import PulledItem
from generator.grant.schema import Data
from generator.grant.schema.errors import validate
from generator.grant.yaml import document
from generator.grant.yaml.document import DataFile
from generator.language import _
from generator.problems import Place, Problem, ProblemError
from generator.pull.decide import Taken
from generator.system.pulled_texts import Texts


@dataclass(frozen=True)
class Pulled:
    """The new text of the data file, what was taken and what not, and how many fields were looked at.

    `texts`: for each document and each path that was taken, what its fields say there; `items`: for each
    document the items added in it that were taken.
    """

    text: str
    taken: tuple[Taken, ...]
    problems: tuple[Problem, ...]
    looked: int
    texts: Mapping[str, Texts]
    items: Mapping[str, tuple[PulledItem, ...]]


def write_all(
    changes: Iterable[Taken], file: DataFile, model: type[Data], problems: list[Problem]
) -> tuple[str, tuple[Taken, ...]]:
    """Return the text with the changes, and those made; one that cannot be made is said in `problems`."""
    writer = _Writer(file, model, problems)
    edits = [change for change in changes if change.how == "edited"]
    writer.write(edits)
    for change in changes:
        if change not in edits:
            writer.write_item(change)
    return writer.file.text, tuple(writer.taken)


class _Writer:
    """Puts changes in one data file, all at once where it can: to read the file again is what takes time."""

    def __init__(self, file: DataFile, model: type[Data], problems: list[Problem]) -> None:
        self.file, self._model, self._problems = file, model, problems
        self._wrong_before = _wrong(file, model)
        self.taken: list[Taken] = []

    def write(self, changes: Sequence[Taken]) -> None:
        """Put the changes in their order; of those that do not go together, each half by itself."""
        if len(changes) == 1:
            self._write_one(changes[0])
        elif changes and not self._write_together(changes):
            half = len(changes) // 2
            self.write(changes[:half])
            self.write(changes[half:])

    def _write_together(self, changes: Sequence[Taken]) -> bool:
        text = self.file.put_all({path: new for change in changes for path, new in _puts(change)})
        if text is None:
            return False
        try:
            changed = document.read(self.file.encode(text), self.file.name)
        except ProblemError:  # which of them it is, the halves say
            return False
        if _wrong(changed, self._model) - self._wrong_before:
            return False
        self.file = changed
        self.taken += changes
        return True

    def write_item(self, change: Taken) -> None:
        """Insert an item at its place."""
        list_path, _dot, index = change.path.rpartition(".")
        try:
            text = self.file.insert(list_path, int(index), change.item)
            changed = document.read(self.file.encode(text), self.file.name)
        except ProblemError as error:
            self._problems += error.problems
            return
        self._keep(changed, change)

    def _keep(self, changed: DataFile, change: Taken) -> None:
        """Keep the file with a change, unless the schema refuses what it was not refusing before."""
        wrong = _wrong(changed, self._model) - self._wrong_before
        if wrong:
            self._problems += [_left_out(change, problem) for problem in sorted(wrong, key=str)]
            return
        self.file = changed
        self.taken.append(change)

    def _write_one(self, change: Taken) -> None:
        changed = self.file
        try:
            for path, new in _puts(change):
                changed = document.read(changed.encode(changed.put(path, new)), changed.name)
        except ProblemError as error:
            self._problems += error.problems
            return
        self._keep(changed, change)


def _puts(change: Taken) -> Iterator[tuple[str, str | None]]:
    """Yield what is written at which path."""
    holder = change.path.rpartition(".")[0]
    yield from ((f"{holder}.{n}", item) for n, item in enumerate(change.items))
    if not change.items:
        yield from ((path, change.new) for path in (change.path, *change.references))


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
