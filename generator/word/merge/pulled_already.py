"""Long texts that the data already has as a hand has written them: nothing is brought into those.

A text that was pulled from the document stands in it with blanks, indents and looks that the data cannot
hold; word for word it would be in conflict with itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from generator.fields import FieldValue
from generator.formats import MARKDOWN, same
from generator.word.fields.edits import as_pulled
from generator.word.fields.locate import Title
from generator.word.fields.read import read_fields
from generator.word.merge.read.block import Block
from generator.word.merge.read.blocks import Holder
from generator.word.opc.package import Package
from generator.word.text.content_control import control_id


def agreed_paths(
    mine: Package, base: Sequence[FieldValue], fresh: Sequence[FieldValue], title: Title
) -> set[str]:
    """Return the paths of long texts that were edited in mine and say there what the data says now."""
    now = {value.path: value.text for value in fresh if value.kind == MARKDOWN}
    edited = [
        each
        for each in read_fields(mine, base, title).edited
        if each.shown.kind == MARKDOWN and each.path in now
    ]
    apart = {each.path for each in edited if not same(MARKDOWN, each.text, now[each.path])}
    return {each.path for each in edited} - apart


class Pulled(NamedTuple):
    """What the fields of mine said when they were pulled: since then that, and not base, is what was there.

    `texts`: by the number of base's control. Of long texts, by path: `still` is what the data says still, so
    mine's text stays; `over` has been changed in the data alone, so fresh's comes.
    """

    texts: dict[int, str | None]
    still: set[str]
    over: set[str]


def as_they_were_pulled(
    mine: Package,
    base: Sequence[FieldValue],
    fresh: Sequence[FieldValue],
    pulled: Mapping[str, Sequence[str | None]],
    title: Title,
) -> Pulled:
    """Return what became of the fields that were pulled from mine since it was generated."""
    then = as_pulled(base, pulled)
    edited = {each.path for each in read_fields(mine, then, title).edited} if pulled else set()
    now = {value.path: value.text for value in fresh}
    times: Counter[str] = Counter()
    found = Pulled({}, set(), set())
    for value, at_pull in zip(base, then, strict=True):
        times[value.path] += 1
        if same(value.kind, value.text, at_pull.text):
            continue
        found.texts[control_id(value.path, times[value.path])] = at_pull.text
        if same(value.kind, now.get(value.path), at_pull.text):
            found.still.add(value.path)
        elif value.path not in edited:
            found.over.add(value.path)
    return found


def as_agreed(base: Sequence[Block], other: Iterable[Block], paths: set[str]) -> list[Block]:
    """Return base's blocks with those of another version in place of those that hold these paths.

    With fresh's, mine's are kept; with mine's, fresh's come.
    """
    if not paths:
        return list(base)
    return _replaced(base, _by_path(other, paths), set())


def _by_path(found: Iterable[Block], paths: set[str]) -> dict[str, list[Block]]:
    held: dict[str, list[Block]] = {}
    for block in found:
        if (path := block.path) in paths:
            held.setdefault(path, []).append(block)
        elif isinstance(block, Holder):
            for path, blocks in _by_path(block.parts, paths).items():
                held.setdefault(path, []).extend(blocks)
    return held


def _replaced(found: Sequence[Block], held: dict[str, list[Block]], done: set[str]) -> list[Block]:
    result: list[Block] = []
    for block in found:
        path = block.path
        if path in held:
            result += [] if path in done else held[path]
            done.add(path)
            continue
        if isinstance(block, Holder):
            block.parts[:] = _replaced(block.parts, held, done)
        result.append(block)
    return result
