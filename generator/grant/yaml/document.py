"""A YAML file as text whose values know their places; one value can be put without moving another."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from generator.grant.yaml import items
from generator.grant.yaml.affected import affected
from generator.grant.yaml.edit import composed, reads_as, rewritings, rewritten
from generator.grant.yaml.encoding import decode
from generator.grant.yaml.positions import Positions
from generator.grant.yaml.reader import REFUSED, compose_what_can_be
from generator.grant.yaml.tree import Lines, Node, index_of, lines_of
from generator.language import _
from generator.problems import Place, Problem, ProblemError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from generator.grant.yaml.items import Step
    from generator.grant.yaml.skeleton import Item

MOST_BYTES = 2_000_000
"""A project takes some 30,000; what is read takes time and memory as it grows."""

_BOM = "\ufeff"


@dataclass(frozen=True)
class DataFile:
    """A data file: `name` as the person wrote it, `text` as it stands there but for a byte order mark.

    `values` is nested dict, list, str and None. Every scalar is text as written (`no`, `0630`), normalised to
    NFC; None is an empty value, `~` or `null`. A path is keys and indexes from 0: `project.partners.0.name`.
    """

    name: str
    text: str
    values: dict[str, Any]
    _mark: str = ""
    _tree: Node | None = None

    @property
    def root(self) -> Node:
        """The tree of what can be read of the text."""
        return self._tree or composed(self.text, self.name)

    @cached_property
    def _positions(self) -> dict[int, Positions]:
        return {}

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.text)

    def place(self, path: str) -> Place:
        """Return the place of the value, or that of the key of the deepest parent that the file has."""
        node, missing = self._deepest(path)
        return self._lines.place(node.key if missing else node.start)

    def value_at(self, path: str) -> Any:
        """Return the value as it is written, None when there is none."""
        node, missing = self._deepest(path)
        return None if missing else node.plain()

    def key_place(self, path: str) -> Place:
        """Return the place of the key (of an item: of its value), or that of the deepest parent's key."""
        return self._lines.place(self._deepest(path)[0].key)

    def place_in(self, path: str, offset: int) -> Place:
        """Return the place of the character at or after `offset` in the text at `path`, however written."""
        node, missing = self._deepest(path)
        if missing or not isinstance(node.value, str):
            return self.place(path)
        if node.start not in self._positions:
            self._positions[node.start] = Positions(self.text, node)
        at = self._positions[node.start].position(offset)
        return self._lines.place(node.start if at is None else at)

    def put(self, path: str, value: str | None) -> str:
        """Return the text with `value` at `path` and all else as it stands.

        A missing key is added after the last key of its mapping, a missing parent with it (the name `0`
        makes a list), and an index one past the end appends an item. None leaves the value empty. Raises
        ProblemError when the value cannot be put without a change elsewhere.
        """
        wanted = None if value is None else unicodedata.normalize("NFC", value)
        if wanted is not None and (refused := REFUSED.search(wanted)):
            message = _(
                "The value holds the invisible character U+{code:04X}, which no document can show. "
                "Delete it, and write what was meant."
            )
            raise self._problem("control-character", message.format(code=ord(refused[0])), path)
        node, missing = self._deepest(path)
        if not missing and node.value == wanted:
            return self.text
        for text in self._candidates(path.split("."), wanted):
            return text
        message = _("The value of {path} cannot be put without changing more of the file. Change it by hand.")
        raise self._problem("unwritable", message.format(path=path), path)

    def insert(self, list_path: str, index: int, item: Item) -> str:
        """Return the text with `item` as item number `index` of the list, and all else as it stands.

        A list that is missing or empty gets its first item. Raises what `put` raises.
        """
        return items.insert(self, list_path, index, item)

    def remove(self, path: str) -> str:
        """Return the text without the item and its comments; the key of a list that is emptied stays.

        Raises ProblemError when the item cannot go without a change elsewhere.
        """
        return items.remove(self, path)

    def move(self, list_path: str, start: int, end: int) -> str:
        """Return the text in which the item at `start` stands, with its comments, at `end`.

        `end` is counted when the item is taken out. Raises what `remove` raises.
        """
        return items.move(self, list_path, start, end)

    def change(self, list_path: str, steps: Iterable[Step]) -> str:
        """Return the text with several changes of one list that has items; see `items.change`.

        Raises what `insert` and `remove` raise.
        """
        return items.change(self, list_path, steps)

    def put_all(self, values: Mapping[str, str | None]) -> str | None:
        """Return the text with all the values at their paths; None when they must be put one by one."""
        wanted = {path: value and unicodedata.normalize("NFC", value) for path, value in values.items()}
        if any(value and REFUSED.search(value) for value in wanted.values()):
            return None
        expected = self.values
        try:
            for path, value in wanted.items():
                expected = _replaced(expected, path.split("."), value)
            text = rewritten(self.text, self.root, wanted)
        except (LookupError, ProblemError):
            return None
        return text if reads_as(text, self.name, expected) else None

    def encode(self, text: str) -> bytes:
        """Return `text` as the bytes of this file: UTF-8, with the byte order mark if the file had one."""
        return (self._mark + text).encode()

    def _candidates(self, names: list[str], value: str | None) -> Iterator[str]:
        """Yield the texts that read as the old values but for the one at `names`."""
        try:
            expected = _replaced(self.values, names, value)
            for text in rewritings(self.text, self.root, names, value):
                if reads_as(text, self.name, expected):
                    yield text
        except (LookupError, ProblemError):
            return

    def _deepest(self, path: str) -> tuple[Node, bool]:
        trail, missing = self.root.walk(path.split("."))
        return trail[-1], bool(missing)

    def _problem(self, code: str, message: str, path: str) -> ProblemError:
        return ProblemError(Problem("error", code, message, self.name, self.place(path), path))


class SlipsError(ProblemError):
    """The file has slips of syntax; `rest` is what can be read of it, if anything can.

    `lines`: the numbers of the lines that were repaired for that; `affected`: the paths that slips touch.
    """

    def __init__(
        self,
        problems: Iterable[Problem],
        rest: DataFile | None = None,
        lines: frozenset[int] = frozenset(),
        affected: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__(*problems)
        self.rest, self.lines, self.affected = rest, lines, affected


def read(data: bytes, name: str) -> DataFile:
    """Return the data file that `data` holds; raises ProblemError with all that is known to be wrong."""
    if len(data) > MOST_BYTES:
        message = _("The file is larger than {size} MB. Divide it into several files.")
        problem = Problem(
            "error", "too-large", message.format(size=MOST_BYTES // 1_000_000), name, Place(1, 1)
        )
        raise ProblemError(problem)
    decoded, encoding = decode(data, name)
    text = decoded.lstrip(_BOM)
    try:
        values = composed(text, name).plain()
    except ProblemError:
        raise _slips(text, name, encoding) from None
    if encoding:
        raise SlipsError(encoding, DataFile(name, text, values))
    return DataFile(name, text, values, decoded[: len(decoded) - len(text)])


def _slips(text: str, name: str, encoding: Sequence[Problem]) -> SlipsError:
    root, problems, repaired = compose_what_can_be(text, name)
    problems = [*encoding, *problems]
    if root is None or not isinstance(root.value, dict):
        return SlipsError(problems)
    both = zip(lines_of(text), lines_of(repaired), strict=False)
    lines = frozenset(number for number, (line, now) in enumerate(both, 1) if line != now)
    told = lines | {problem.place.line for problem in problems}
    rest = DataFile(name, repaired, root.plain(), _tree=root)
    return SlipsError(problems, rest, lines, affected(text, root, repaired, told))


def _replaced(branch: Any, names: list[str], value: str | None) -> Any:
    """Return `branch` with `value` at `names`; raises LookupError where no value can be."""
    if not names:
        if isinstance(branch, dict | list):
            raise LookupError
        return value
    first, rest = names[0], names[1:]
    if not first:
        raise LookupError
    if branch is None:
        branch = [] if first == "0" else {}
    if isinstance(branch, dict):
        return {**branch, first: _replaced(branch.get(first), rest, value)}
    if not isinstance(branch, list) or (index := index_of(first, len(branch) + 1)) is None:
        raise LookupError
    return [*branch[:index], _replaced([*branch, None][index], rest, value), *branch[index + 1 :]]
