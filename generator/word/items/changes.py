"""What people have done to the items of lists in a document: one comparison with what was generated."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lxml.etree import _Element as Element

from generator.fields import FieldValue
from generator.word.items.added import NewItem, additions
from generator.word.items.controls import controls
from generator.word.items.gone import Moved, Side, gone, moved
from generator.word.items.lines import Line
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
    return Side([root for _part, root in stories], found)


def changes(base: Side, edited: Side, shown: Sequence[FieldValue]) -> Changes:
    """Return what differs; `shown`: what the fields of base say, those pulled since as they said then."""
    if [control.tag for control in base.controls] == [control.tag for control in edited.controls]:
        return Changes()
    said: dict[str, set[str]] = {}
    for control in base.controls:
        said.setdefault(control.tag, set()).add(_words(control.text))
    for value in shown:
        said.setdefault(value.path, set()).add(_words(value.text))
    found = additions(base.lines, edited.lines, lambda control: _words(control.text) in said[control.tag])
    new = {id(line.line) for item in found.added for line in (item.head, *item.below)}
    new |= {id(line) for line in found.same}
    originals = [line for line in edited.lines if id(line) not in new]
    return Changes(found.added, found.same, tuple(gone(base, edited)), tuple(moved(base, originals)))


def new_lines(base: Element, edited: Element, shown: Sequence[FieldValue]) -> list[Line]:
    """Return the lines of the items that people have added in a story."""
    found = changes(side([("", base)]), side([("", edited)]), shown)
    return [each.line for item in found.added for each in (item.head, *item.below)]


def _words(text: str | None) -> str:
    return " ".join((text or "").split())
