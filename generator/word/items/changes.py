"""What people have done to the items of lists in a document: one comparison with what was generated."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from lxml.etree import _Element as Element

from generator.word.items.added import NewItem, additions
from generator.word.items.controls import Control, controls
from generator.word.items.gone import Moved, Side, gone, moved
from generator.word.items.lines import Line, lines
from generator.word.items.typed_rows import TypedRow


class Changes(NamedTuple):
    """Items added, copies that nobody has written over, items that are gone, lists in another order.

    `typed`: rows of which it is not known what their cells are.
    """

    added: tuple[NewItem, ...] = ()
    same: tuple[Line, ...] = ()
    gone: tuple[Line, ...] = ()
    moved: tuple[Moved, ...] = ()
    typed: tuple[TypedRow, ...] = ()


def side(stories: Sequence[tuple[str, Element]]) -> Side:
    """Return a document as it is compared; of each story its part and its root."""
    found = [control for part, root in stories for control in controls(part, root)]
    return Side([root for _part, root in stories], found, lines(found))


def changes(base: Side, edited: Side, says: Callable[[Control], bool]) -> Changes:
    """Return what differs; `says`: whether a control says what was generated at its path."""
    found = additions(base.lines, edited.lines, says)
    new = {id(line.line) for item in found.added for line in (item.head, *item.below)}
    new |= {id(line) for line in found.same}
    originals = [line for line in edited.lines if id(line) not in new]
    return Changes(found.added, found.same, tuple(gone(base, edited)), tuple(moved(base, originals)))
