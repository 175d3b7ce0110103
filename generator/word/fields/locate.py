"""The fields of a document found again, also when the program that saved it has dropped their names.

Word keeps the tag of every control. LibreOffice 7.4 keeps the alias of a control in a text, and for a long
text the bookmark around it: what has lost its tag is found by bookmark, and else by alias and order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from unicodedata import normalize

from lxml.etree import _Element as Element

from generator.fields import FieldValue
from generator.word.fields.bookmarks import Anchor, anchors
from generator.word.fields.inline_anchors import give_titles
from generator.word.fields.order import align
from generator.word.items.changes import Changes, changes, side
from generator.word.items.controls import Control, all_gone
from generator.word.items.gone import Side
from generator.word.items.typed_rows import give_controls
from generator.word.opc.names import SDT, P, qn
from generator.word.opc.package import Package
from generator.word.revisions.elements import AUTHOR, tracked_by_others
from generator.word.revisions.resolve import without_proposals
from generator.word.revisions.tracked import DEL, INS
from generator.word.text.content_control import ANCHOR, control_id, cut_alias, name_in, number_of

Title = Callable[[str], str]
"""Return what people call the value at a path: what its control has as alias."""


@dataclass(frozen=True, eq=False)
class Location:
    """Where a value that the document showed stands now: in a control, between bookmarks, or both."""

    shown: FieldValue
    part: str
    control: Control | None
    anchor: Anchor | None = None


class Finding(NamedTuple):
    """The values found, those that are not there, those not surely found; whether tags were kept.

    Where people have copied fields, a value is found in more places than it was shown in. `proposed`: paths
    of fields in which other people propose tracked changes; they are read without those. `unsettled`: of
    fields that show a conflict. `items`: what was done to the items of lists; the fields of new ones are not
    among the locations. `sides`: the document as it was generated, and as it is, where they were compared.
    """

    locations: list[Location]
    missing: list[FieldValue]
    unsure: list[FieldValue]
    tags: bool
    proposed: tuple[str, ...] = ()
    unsettled: tuple[str, ...] = ()
    items: Changes = Changes()
    sides: tuple[Side, Side] | None = None


def find(package: Package, shown: Sequence[FieldValue], title: Title, base: Package | None = None) -> Finding:
    """Return where each value that the document showed stands now; `base`: it as it was generated."""
    trees = [(part, package.tree(part)) for part in package.stories()]
    proposed = dict.fromkeys(path for _part, root in trees for path in _proposed(root))
    unsettled = dict.fromkeys(path for _part, root in trees for path in _unsettled(root))
    stories = [(part, without_proposals(root)) for part, root in trees]
    titles = {number: title(value.path) for number, value in numbered(shown).items()}
    for _part, root in stories:
        give_titles(root, titles)
    there, items, sides = _item_changes(base, stories, shown)
    marks = {name: (part, anchor) for part, root in stories for name, anchor in anchors(root).items()}
    left = {id(value): value for value in shown}
    locations = list(_by_tag(there, left, {anchor.paragraphs[0]: anchor for _, anchor in marks.values()}))
    tags = bool(locations)
    locations += _by_bookmark(_names(shown), left, marks, there)
    taken = {location.control for location in locations}
    free = [each for each in there if each.alias and not each.tag and each not in taken]
    rest = list(left.values())
    pairs, unsure = align(
        [(cut_alias(title(value.path)), value.text and normalize("NFC", value.text)) for value in rest],
        [(each.alias, each.text) for each in free],
    )
    locations += [Location(rest[i], free[j].part, free[j]) for i, j in pairs]
    paired = {i for i, _ in pairs}
    missing = [value for i, value in enumerate(rest) if i not in paired and i not in unsure]
    unsure_values = [rest[i] for i in sorted(unsure)]
    paths = tuple(proposed), tuple(unsettled)
    return Finding(locations, missing, unsure_values, tags, *paths, items, sides)


def _item_changes(
    base: Package | None, stories: Sequence[tuple[str, Element]], shown: Sequence[FieldValue]
) -> tuple[Sequence[Control], Changes, tuple[Side, Side] | None]:
    """Return the controls beside those of new items, what was done to the items of lists, and both sides."""
    if base is None:
        return side(stories).controls, Changes(), None
    made = [(part, base.tree(part)) for part in base.stories()]
    typed = give_controls([root for _part, root in made], [root for _part, root in stories])
    before, edited = side(made), side(stories)
    items = changes(before, edited, shown)._replace(typed=tuple(typed))
    new = {control for item in items.added for control in item.controls}
    new |= {control for line in items.same if line.is_empty for control in line.controls}
    return [each for each in edited.controls if each not in new], items, (before, edited)


def _proposed(root: Element) -> Iterator[str]:
    if tracked_by_others(root):
        yield from (name_in(each, "w:tag") for each in root.iter(SDT) if tracked_by_others(each))


def _unsettled(root: Element) -> Iterator[str]:
    for control in root.iter(SDT):
        if any(change.get(qn("w:author")) == AUTHOR for change in control.iter(INS, DEL)):
            yield name_in(control, "w:tag")


def _by_tag(
    controls: Sequence[Control], left: dict[int, FieldValue], marks: dict[Element, Anchor]
) -> Iterator[Location]:
    """Pair each control that has a path as tag with the value it showed; take those values out of `left`."""
    values: dict[str, list[FieldValue]] = {}
    for value in left.values():
        values.setdefault(value.path, []).append(value)
    tagged: dict[str, list[Control]] = {}
    for control in controls:
        if control.tag in values:
            tagged.setdefault(control.tag, []).append(control)
    for path, found in tagged.items():
        for control, value in _paired(found, values[path]):
            left.pop(id(value), None)
            yield Location(value, control.part, control, _mark_of(control, marks))


def _paired(
    controls: Sequence[Control], values: Sequence[FieldValue]
) -> Iterator[tuple[Control, FieldValue]]:
    """Pair the controls of one path with the values it showed: by number, else by text, else by order.

    Word keeps the number of a control, LibreOffice gives it another. Where there are more controls than
    values, some are copies, and the number may be the copy's; those left over go with the last value.
    """
    path = values[0].path
    numbers = {control_id(path, n): value for n, value in enumerate(values, 1)}
    ways: list[Callable[[Control, FieldValue], bool]] = [
        lambda control, value: control.text == value.text,
        lambda _control, _value: True,
    ]
    if len(controls) <= len(values):
        ways.insert(0, lambda control, value: numbers.get(number_of(control.element)) is value)
    waiting, free = list(controls), list(values)
    for way in ways:
        for control in list(waiting):
            value = next((value for value in free if way(control, value)), None)
            if value is not None:
                waiting.remove(control)
                free = [each for each in free if each is not value]
                yield control, value
    yield from ((control, values[-1]) for control in waiting)


def _mark_of(control: Control, marks: dict[Element, Anchor]) -> Anchor | None:
    """Return the bookmark of a long text whose control has shrunk to its first paragraph."""
    paragraph = next(control.element.iterancestors(P), None)
    return None if paragraph is None else marks.get(paragraph)


def numbered(shown: Sequence[FieldValue]) -> dict[int, FieldValue]:
    """Return each value by the number of the control that it was generated in."""
    times: Counter[str] = Counter()
    numbers = {}
    for value in shown:
        times[value.path] += 1
        numbers[control_id(value.path, times[value.path])] = value
    return numbers


def _names(shown: Sequence[FieldValue]) -> dict[str, FieldValue]:
    """Return each value by the name of the bookmark that it has when it is a long text."""
    return {f"{ANCHOR}{number:08x}": value for number, value in numbered(shown).items()}


def _by_bookmark(
    names: dict[str, FieldValue],
    left: dict[int, FieldValue],
    marks: dict[str, tuple[str, Anchor]],
    controls: Sequence[Control],
) -> Iterator[Location]:
    inside = {next(control.element.iterancestors(P), None): control for control in reversed(controls)}
    for name, (part, anchor) in marks.items():
        value = names.get(name)
        if value is None or all_gone(anchor.paragraphs):
            continue
        if left.pop(id(value), None) is not None:
            yield Location(value, part, inside.get(anchor.paragraphs[0]), anchor)
