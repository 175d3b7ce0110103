"""Changes put in the data file one by one, each checked before it stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.fields import PulledItems
from generator.grant.schema import Data, item_changes
from generator.grant.schema.errors import validate
from generator.grant.yaml import document
from generator.grant.yaml.document import DataFile
from generator.language import _
from generator.problems import Place, Problem, ProblemError
from generator.pull.decide import Taken
from generator.pull.list_changes import steps
from generator.system.pulled_texts import Texts


@dataclass(frozen=True)
class Pulled:
    """The new text of the data file, what was taken and what not, and how many fields were looked at.

    `texts`: for each document and each path that was taken, what its fields say there; `items`: for each
    document the items that were added or deleted in it, those from earlier pulls too.
    """

    text: str
    taken: tuple[Taken, ...]
    problems: tuple[Problem, ...]
    looked: int
    texts: Mapping[str, Texts]
    items: Mapping[str, PulledItems]


def write_all(
    changes: Iterable[Taken], file: DataFile, model: type[Data], problems: list[Problem]
) -> tuple[str, tuple[Taken, ...]]:
    """Return the text with the changes, and those made; one that cannot be made is said in `problems`."""
    changes = list(changes)
    writer = _Writer(file, model, problems)
    writer.write([change for change in changes if change.how == "edited"])
    of_lists: dict[str, list[Taken]] = {}
    for change in changes:
        if change.place is not None:
            of_lists.setdefault(change.place.list_path, []).append(change)
    for list_path in sorted(of_lists, key=lambda path: -path.count(".")):  # lists in items of others first
        writer.write_list(list_path, of_lists[list_path])
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
        if self._newly_wrong(changed):
            return False
        self.file = changed
        self.taken += changes
        return True

    def write_list(self, list_path: str, changes: Sequence[Taken]) -> None:
        """Add, remove and move items of one list, all together; what does not fit by itself is left out."""
        made = self._changed(list_path, changes)
        if isinstance(made, tuple):
            self.file = made[0]
            self.taken += made[1]
            return
        fitting = []
        for change in changes if len(changes) > 1 else ():
            alone = self._changed(list_path, [change])
            fitting += [change] if isinstance(alone, tuple) else []
            self._problems += [] if isinstance(alone, tuple) else alone
        if 0 < len(fitting) < len(changes):
            self.write_list(list_path, fitting)
        elif fitting or len(changes) == 1:
            self._problems += made

    def _changed(
        self, list_path: str, changes: Sequence[Taken]
    ) -> tuple[DataFile, list[Taken]] | list[Problem]:
        """Return the file with the changes, and these with their paths in it; or what is wrong."""
        file = self.file
        added = [each for each in changes if each.how == "added"]
        removed, moved = (
            [each.place for each in changes if each.place and each.how == how] for how in ("removed", "moved")
        )
        new = [(each.place, n) for n, each in enumerate(added) if each.place]
        way = list(steps(len(file.value_at(list_path) or ()), new, removed, moved))
        paths = {id(added[each.item]): f"{list_path}.{each.at}" for each in way if each.how == "insert"}
        items = {n: each.item for n, each in enumerate(added)}
        try:
            file = item_changes.change(
                file, list_path, [each._replace(item=items.get(each.item)) for each in way]
            )
        except ProblemError as error:
            return list(error.problems)
        if wrong := self._newly_wrong(file):
            return [_left_out(changes[0], problem) for problem in wrong]
        return file, [replace(each, path=paths.get(id(each), each.path)) for each in changes]

    def _newly_wrong(self, changed: DataFile) -> list[Problem]:
        """Return what the schema refuses and did not before, at whatever index."""
        known = Counter(map(_kind, self._wrong_before))
        found = []
        for problem in sorted(_wrong(changed, self._model), key=str):
            kind = _kind(problem)
            if not known[kind]:
                found.append(problem)
            known[kind] -= bool(known[kind])
        return found

    def _write_one(self, change: Taken) -> None:
        changed = self.file
        try:
            for path, new in _puts(change):
                changed = document.read(changed.encode(changed.put(path, new)), changed.name)
        except ProblemError as error:
            self._problems += error.problems
            return
        if wrong := self._newly_wrong(changed):
            self._problems += [_left_out(change, problem) for problem in wrong]
            return
        self.file = changed
        self.taken.append(change)


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


def _kind(problem: Problem) -> tuple[str, str, str]:
    path = ".".join("#" if name.isdigit() else name for name in problem.path.split("."))
    return problem.code, path, problem.message


def _left_out(change: Taken, problem: Problem) -> Problem:
    message = _(
        'The change of the field "{title}" in {document} does not fit the data file and was left out. '
        "{reason}"
    ).format(title=change.title, document=change.document, reason=problem.message)
    return Problem("error", "pull-unreadable", message, change.document, path=change.path)
