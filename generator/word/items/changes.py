"""What people have done to the items of lists in a document: one comparison with what was generated."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from lxml.etree import _Element as Element

from generator.word.items.added import NewItem, additions
from generator.word.items.controls import Control
from generator.word.items.gone import Moved, Side, gone, moved
from generator.word.items.lines import Line, lines


class Changes(NamedTuple):
    """Items added, copies that nobody has written over, items that are gone, lists in another order."""

    added: tuple[NewItem, ...] = ()
    same: tuple[Line, ...] = ()
    gone: tuple[Line, ...] = ()
    moved: tuple[Moved, ...] = ()


def side(roots: Sequence[Element], controls: Sequence[Control]) -> Side:
    """Return a document as it is compared."""
    return Side(roots, controls, lines(controls))


def changes(base: Side, edited: Side, says: Callable[[Control], bool]) -> Changes:
    """Return what differs; `says`: whether a control says what was generated at its path."""
    found = additions(base.lines, edited.lines, says)
    new = {id(line.line) for item in found.added for line in (item.head, *item.below)}
    new |= {id(line) for line in found.same}
    originals = [line for line in edited.lines if id(line) not in new]
    return Changes(found.added, found.same, tuple(gone(base, edited)), tuple(moved(base, originals)))
