"""Items that people have taken out of a document, and lists whose rows they have put in another order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from lxml.etree import _Element as Element

from generator.word.items.controls import Control
from generator.word.items.lines import Line, lines, open_path
from generator.word.opc.names import TBL, TR, P
from generator.word.text.runs import text_of


@dataclass(frozen=True)
class Side:
    """A document: its stories, the controls in them, the lines that these make up."""

    roots: Sequence[Element]
    controls: Sequence[Control]

    @cached_property
    def lines(self) -> list[Line]:
        """The rows and paragraphs that show one item each."""
        return lines(self.controls)


class Moved(NamedTuple):
    """A list whose lines stand in another order; `order`: the indexes of its items as they stand now."""

    list_path: str
    order: tuple[int, ...]


def gone(base: Side, edited: Side) -> list[Line]:
    """Return a line of each item that is no longer there, nor its text.

    A list that is gone as a whole, with its table, is a document's own matter.
    """
    there = {item for control in edited.controls for item in items_in(control.tag)}
    patterns = {line.pattern for line in edited.lines}
    left_out = [line for line in base.lines if line.item not in there]
    if not there or not left_out:
        return []
    heads = _heads(edited.roots)
    before, now = _text(base.roots), _text(edited.roots)
    found: dict[str, Line] = {}
    for line in left_out:
        known = line.pattern in patterns or _stands(line, heads, base.lines)
        if known and not any(item in found for item in items_in(line.item)):
            longest = _longest(line)
            if longest and now.count(longest) < before.count(longest):  # else it has lost its control
                found[line.item] = line
    return list(found.values())


def items_in(path: str) -> Iterator[str]:
    """Yield the paths of the items that a path goes through, the outermost first."""
    names = path.split(".")
    yield from (".".join(names[: n + 1]) for n, name in enumerate(names) if name.isdigit())


def _stands(line: Line, heads: set[str], others: Sequence[Line]) -> bool:
    """Say whether the table is still there; of paragraphs, whether there was one alone, and no sentence."""
    if line.element.tag != TR or line.home is None:
        return not line.words and sum(other.pattern == line.pattern for other in others) == 1
    return _words(next(line.home.iter(TR))) in heads


def _heads(roots: Iterable[Element]) -> set[str]:
    """Return the words of all first rows."""
    tables = (table for root in roots for table in root.iter(TBL))
    return {_words(row) for table in tables for row in islice(table.iter(TR), 1)}


def _words(row: Element) -> str:
    return "\n".join(text_of(each) for each in row.iter(P))


def _text(roots: Iterable[Element]) -> str:
    return "\n".join(text_of(each) for root in roots for each in root.iter(P))


def _longest(line: Line) -> str:
    texts = [control.text for control in line.controls if control.text and control.text.strip()]
    return max(texts, key=len, default="")


def moved(base: Side, edited: Sequence[Line]) -> list[Moved]:
    """Return the lists whose lines stand in another order than they were generated in.

    Where a layout has put them in an order of its own, there is nothing to tell from theirs.
    """
    loops: dict[tuple[str, str, Element | None], list[Line]] = {}
    for line in base.lines:
        loops.setdefault((line.list_path, open_path(line.item), line.home), []).append(line)
    found: dict[str, Moved] = {}
    for (list_path, _pattern, _home), made in loops.items():
        order = _order(made)
        if len(order) < 2 or order != sorted(order):
            continue
        known = {(line.tags, line.words) for line in made}
        now = _order(line for line in edited if (line.tags, line.words) in known)
        if now != sorted(now):
            found.setdefault(list_path, Moved(list_path, tuple(now)))
    return list(found.values())


def _order(found: Iterable[Line]) -> list[int]:
    return list(dict.fromkeys(line.index for line in found))
