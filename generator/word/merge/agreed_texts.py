"""Long texts that the data already has as people have written them in Word: nothing is brought into those.

A text that was pulled from the document stands in it with blanks, indents and formatting that the data cannot
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
from generator.word.merge.read.blocks import Container
from generator.word.opc.package import Package
from generator.word.text.content_control import control_id


class Agreed(NamedTuple):
    """What people have written in fields and the data has, or had when it was pulled.

    `pulled`: by the number of base's control, what a field said when it was pulled: since then that, and not
    base, is what was there. Of long texts, by path: `same` is what the data says still, so the edited text
    stays; `passed` has been changed in the data alone, so the generated text comes. `then`: what the
    fields of base said when they were pulled.
    """

    pulled: dict[int, str | None]
    same: set[str]
    passed: set[str]
    then: Sequence[FieldValue]


def agreed_texts(
    packages: tuple[Package, Package],
    base: Sequence[FieldValue],
    generated: Sequence[FieldValue],
    pulled: Mapping[str, Sequence[str | None]],
    title: Title,
) -> Agreed:
    """Compare the fields of the edited document with what base and today's document show.

    `packages`: base and edited.
    """
    then = as_pulled(base, pulled)
    data = {value.path: value.text for value in generated if value.kind == MARKDOWN}
    agreed, differing, edited_since = _edited(packages, base, then, data, title)
    found = Agreed({}, agreed - differing, set(), then)
    times: Counter[str] = Counter()
    for value, at_pull in zip(base, then, strict=True):
        times[value.path] += 1
        if same(value.kind, value.text, at_pull.text):
            continue
        found.pulled[control_id(value.path, times[value.path])] = at_pull.text
        if value.kind != MARKDOWN:
            continue
        if same(MARKDOWN, data.get(value.path), at_pull.text):
            found.same.add(value.path)
        elif value.path not in edited_since:
            found.passed.add(value.path)
    return found._replace(same=found.same - found.passed)


def _edited(
    packages: tuple[Package, Package],
    base: Sequence[FieldValue],
    then: Sequence[FieldValue],
    data: Mapping[str, str | None],
    title: Title,
) -> tuple[set[str], set[str], set[str]]:
    """Return the paths of edited long texts that say what the data says, of others, of those since `then`.

    `then`: what the fields of base said when they were pulled.
    """
    agreed: set[str] = set()
    differing: set[str] = set()
    since: set[str] = set()
    before = {id(value): old.text for value, old in zip(then, base, strict=True)}
    for field in read_fields(packages[1], then, title, packages[0]).found:
        path = field.shown.path
        if field.shown.kind != MARKDOWN:
            continue
        if not same(MARKDOWN, field.text, field.shown.text):
            since.add(path)
        if path in data and not same(MARKDOWN, field.text, before[id(field.shown)]):
            (agreed if same(MARKDOWN, field.text, data[path]) else differing).add(path)
    return agreed, differing, since


def with_blocks_of(other: Iterable[Block], base: Sequence[Block], paths: set[str]) -> list[Block]:
    """Return base's blocks with those of another version in place of those that hold these paths.

    With the generated ones, the edited ones are kept; with the edited ones, the generated ones come.
    """
    return _replaced(base, _by_path(other, paths), set()) if paths else list(base)


def _by_path(found: Iterable[Block], paths: set[str]) -> dict[str, list[Block]]:
    held: dict[str, list[Block]] = {}
    for block in found:
        if (path := block.path) in paths:
            held.setdefault(path, []).append(block)
        elif isinstance(block, Container):
            for path, blocks in _by_path(block.children, paths).items():
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
        if isinstance(block, Container):
            block.children[:] = _replaced(block.children, held, done)
        result.append(block)
    return result
