"""How many changes people have made in a document besides the edits of its fields (`fields/edits.py`).

To save a document is no change, in whatever program. LibreOffice 7.4 drops the formatting of words in fields,
and writes what a style gives all of a paragraph, such as the last row of a table, on its words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import Any

from generator.word.items.typed_rows import give_controls
from generator.word.merge.match.matching import pair
from generator.word.merge.read.blocks import Container, Paragraph
from generator.word.merge.read.story import Document
from generator.word.merge.read.story_pairs import blocks_of, matching_stories
from generator.word.opc.package import Package


def changes(base: Package, edited: Package) -> Counter[str]:
    """Return how many changes stand in the field at a path; "" for those outside all fields."""
    found: Counter[str] = Counter()
    for before, after in matching_stories([Document(base), Document(edited)]):
        give_controls([before.root], [after.root])  # a row that was typed is an item, and counted as such
        _compare(blocks_of(before), blocks_of(after), found)
    return found


def _compare(base: Sequence[Any], edited: Sequence[Any], found: Counter[str]) -> None:
    pairs = pair(base, edited)
    for i, block in enumerate(base):
        if i not in pairs.partner or i in pairs.moved:
            found[_place(block)] += 1
    there = {j: base[i] for i, j in pairs.partner.items()}
    last = ""
    for j, block in enumerate(edited):
        if j in there:
            last = there[j].path
        else:  # LibreOffice 7.4 leaves a control around the first paragraph only
            found[_place(block) or (last if block.story.slots.by_alias else "")] += 1
    for i, j in pairs.partner.items():
        _within(base[i], edited[j], found)


def _place(block: Any) -> str:
    """Return the path of the field that a block stands in, or that stands in it.

    A table is people's own, and so is a row, but for one of an item of a list.
    """
    listed = (field for field in block.fields if "#" in field.slot)
    within = {"table": iter(()), "row": listed}.get(block.kind, iter(block.fields))
    return str(block.path or next((field.path for field in within), ""))


def _within(base: Any, edited: Any, found: Counter[str]) -> None:
    if base.key == edited.key:
        return
    if isinstance(base, Paragraph):
        _words(base, edited, found)
    elif base.kind == "row" and len(base.children) == len(edited.children):
        for before, after in zip(base.children, edited.children, strict=True):
            _within(before, after, found)
    elif isinstance(base, Container):
        _compare(base.children, edited.children, found)
    elif _code(base) != _code(edited):
        found[base.path] += 1


def _code(block: Any) -> Hashable:
    """Return what a field's code asks for; LibreOffice writes the switches of a table of contents anew."""
    first, *rest = block.key
    return (first, *(str(each).partition("\\")[0] for each in rest))


def _words(base: Paragraph, edited: Paragraph, found: Counter[str]) -> None:
    """Count what differs in a paragraph: each value by itself, and all else once."""
    if base.is_prompt and edited.is_prompt:
        return
    if base.slots == edited.slots:
        for before, after in zip(base.fields, edited.fields, strict=True):
            if (before.text or "") != (after.text or ""):
                found[before.path] += 1
        if base.open_key == edited.open_key:
            return
    other_program = edited.story.slots.by_alias
    if other_program and (base.fields or base.path):
        differ = base.text != edited.text or base.formatting != edited.formatting
    else:
        differ = base.words(apart=other_program) != edited.words(apart=other_program)
    found[base.path] += differ
