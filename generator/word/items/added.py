"""Items that people have added to a list in Word: a copied row or paragraph carries the original's paths.

Of two lines with the same paths, the one that says what was generated is the original, wherever it stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from generator.word.items.controls import Control
from generator.word.items.lines import Line, is_below, open_path
from generator.word.opc.names import TR

Says = Callable[[Control], bool]
"""Say whether a control says what was generated at its path."""


class NewLine(NamedTuple):
    """A line of an item that is new, and the one in the document that it was made like."""

    line: Line
    twin: Line


class NewItem(NamedTuple):
    """An item that people have added: its line, and those below with items of its own lists.

    `beside`: the original that it stands after, or with `before` the one that follows it; `close`: it stands
    before the lines below that. `path`: where it comes among those that the document shows.
    """

    head: NewLine
    below: tuple[NewLine, ...]
    beside: Line
    before: bool
    close: bool
    path: str

    @property
    def controls(self) -> Iterator[Control]:
        """All its controls."""
        for each in (self.head, *self.below):
            yield from each.line.controls


class Additions(NamedTuple):
    """The items of lists that people have added; `same`: copies that say what the original does, or nothing.

    Where none of several lines with the same paths says what was generated, it is not sure which is new.
    """

    added: tuple[NewItem, ...] = ()
    same: tuple[Line, ...] = ()


def additions(base: Sequence[Line], edited: Sequence[Line], says: Says) -> Additions:
    """Compare the lines of a document with those that were generated."""
    return _Comparison(base, edited, says).result()


class _Comparison:
    def __init__(self, base: Sequence[Line], edited: Sequence[Line], says: Says) -> None:
        self._says = says
        self._more = _more(base, edited)
        made = {(line.tags, line.words) for line in base if line.tags in self._more}
        # A field that stands in a sentence of somebody's own is no item.
        self._edited = [
            line for line in edited if line.tags not in self._more or (line.tags, line.words) in made
        ]
        self._more = _more(base, self._edited)
        self._prompts = {line.tags for line in base if all(each.text is None for each in line.controls)}
        """Lines in which nothing was said: where all are written in, the first is the original."""
        self._by_tags: dict[tuple[str, ...], list[Line]] = {}
        for line in self._edited:
            self._by_tags.setdefault(line.tags, []).append(line)
        self._place = {id(line): n for n, line in enumerate(self._edited)}
        self._taken: dict[int, NewLine] = {}
        self._heads: list[tuple[NewLine, list[NewLine]]] = []
        self._same: list[Line] = []

    def result(self) -> Additions:
        for tags in sorted(self._more, key=lambda tags: _depth(tags[0])):
            self._look_at(tags)
        heads = sorted(self._heads, key=lambda head: self._place[id(head[0].line)])
        return Additions(tuple(self._placed(heads)), tuple(self._same))

    def _look_at(self, tags: tuple[str, ...]) -> None:
        """Find out which of the lines with these paths are new."""
        if not self._more[tags]:
            return
        there = [line for line in self._by_tags[tags] if id(line) not in self._taken]
        same = [line for line in there if self._is_original(line)]
        if not same and tags in self._prompts:
            same = there[:1]
        new = [line for line in there if line not in same]
        if len(new) > self._more[tags]:
            return
        exact = same[len(same) - (self._more[tags] - len(new)) :]
        self._same += [line for line in exact if not any(is_below(line, other) for other in self._same)]
        for line in new:
            if all(each.is_empty for each in (line, *self._following(line))):
                self._same.append(line)
                continue
            head = NewLine(line, same[0])
            self._taken[id(line)] = head
            self._heads.append((head, list(self._below(line))))
        self._more[tags] = 0

    def _is_original(self, line: Line) -> bool:
        more = (each for each in self._following(line) if self._more[each.tags])
        return all(self._says(control) for each in (line, *more) for control in each.controls)

    def _following(self, line: Line) -> Iterator[Line]:
        """Yield the lines after one that show items of its item's own lists."""
        for each in islice(self._edited, self._place[id(line)] + 1, None):
            if not is_below(each, line):
                return
            yield each

    def _below(self, line: Line) -> Iterator[NewLine]:
        for each in self._following(line):
            if self._more[each.tags] and id(each) not in self._taken:
                self._more[each.tags] -= 1
                twin = next(other for other in self._by_tags[each.tags] if other is not each)
                self._taken[id(each)] = NewLine(each, twin)
                yield self._taken[id(each)]

    def _placed(self, heads: Sequence[tuple[NewLine, list[NewLine]]]) -> Iterator[NewItem]:
        before_it: Counter[str] = Counter()
        for head, below in heads:
            beside, before = self._neighbour(head.line)
            first = next(self._following(beside), None)
            close = first is None or self._place[id(head.line)] < self._place[id(first)]
            index = beside.index + (not before) + before_it[beside.list_path]
            before_it[beside.list_path] += 1
            yield NewItem(head, tuple(below), beside, before, close, f"{beside.list_path}.{index}")

    def _neighbour(self, line: Line) -> tuple[Line, bool]:
        """Return the original of the same list before a line, or else the one after it."""
        here = self._place[id(line)]
        for each in map(self._edited.__getitem__, range(here - 1, -1, -1)):
            if self._may_be_beside(each, line):
                return each, False
        for each in islice(self._edited, here + 1, None):
            if self._may_be_beside(each, line):
                return each, True
        return self._taken[id(line)].twin, False

    def _may_be_beside(self, each: Line, line: Line) -> bool:
        return id(each) not in self._taken and is_beside(each, line)


def is_beside(line: Line, other: Line) -> bool:
    """Say whether two lines stand in one loop: rows of a list in one table, or paragraphs of one kind."""
    if line.home is not other.home or line.element.tag != other.element.tag:
        return False
    rows = line.element.tag == TR and open_path(line.item) == open_path(other.item)
    return rows or line.pattern == other.pattern


def _more(base: Sequence[Line], edited: Sequence[Line]) -> Counter[tuple[str, ...]]:
    """Return how many more lines there are than were generated, by their paths."""
    known, there = Counter(line.tags for line in base), Counter(line.tags for line in edited)
    return Counter({tags: there[tags] - known[tags] for tags in known if there[tags] > known[tags]})


def _depth(path: str) -> int:
    return sum(name.isdigit() for name in path.split("."))
