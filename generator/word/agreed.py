"""Long texts that the data already has as a hand has written them: nothing is brought into those.

A text that was pulled from the document stands in it with blanks, indents and looks that the data cannot
hold; word for word it would be in conflict with itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from generator.fields import FieldValue
from generator.formats import MARKDOWN, same
from generator.word.blocks import Holder
from generator.word.edits import as_pulled, edits
from generator.word.fieldfind import Title
from generator.word.likeness import Block
from generator.word.package import Package


def agreed_paths(
    mine: Package, base: Sequence[FieldValue], fresh: Sequence[FieldValue], title: Title
) -> set[str]:
    """Return the paths of long texts that were edited in mine and say there what the data says now."""
    now = {value.path: value.text for value in fresh if value.kind == MARKDOWN}
    edited = [each for each in edits(mine, base, title).edited if each.kind == MARKDOWN and each.path in now]
    apart = {each.path for each in edited if not same(MARKDOWN, each.now, now[each.path])}
    return {each.path for each in edited} - apart


def taken_from(
    base: Sequence[FieldValue], fresh: Sequence[FieldValue], pulled: Mapping[str, Sequence[str | None]]
) -> set[tuple[str, int]]:
    """Return path and number, from 1, of each field of base whose text the data got from it and still has."""
    times: Counter[str] = Counter()
    taken = set()
    for value, then in zip(base, as_pulled(base, pulled), strict=True):
        times[value.path] += 1
        if not same(value.kind, value.text, then.text) and any(
            same(now.kind, now.text, then.text) for now in fresh if now.path == value.path
        ):
            taken.add((value.path, times[value.path]))
    return taken


def as_agreed(base: Sequence[Block], fresh: Iterable[Block], paths: set[str]) -> list[Block]:
    """Return base's blocks with fresh's in place of those that hold these paths: then mine's are kept."""
    if not paths:
        return list(base)
    return _replaced(base, _by_path(fresh, paths), set())


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
