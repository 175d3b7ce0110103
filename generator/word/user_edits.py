"""What people have changed in a document besides the edits of its fields (`fields/edits.py`), and where.

To save a document is no change, in whatever program. LibreOffice 7.4 drops the formatting of words in fields,
and writes what a style gives all of a paragraph, such as the last row of a table, on its words.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import Any

from generator.fields import UserEdit
from generator.word.items.typed_rows import give_controls
from generator.word.merge.match.matching import pair
from generator.word.merge.read.blocks import Container
from generator.word.merge.read.paragraph import Paragraph
from generator.word.merge.read.places import Places
from generator.word.merge.read.story import Document
from generator.word.merge.read.story_pairs import blocks_of, matching_stories
from generator.word.merge.read.tokens import said
from generator.word.opc.package import Package


def changes(base: Package, edited: Package) -> list[UserEdit]:
    """Return the changes, those in a field with its path, story by story."""
    found: list[UserEdit] = []
    for before, after in matching_stories([Document(base), Document(edited)]):
        give_controls([before.root], [after.root])  # a row that was typed is an item, and counted as such
        base_blocks, edited_blocks = blocks_of(before), blocks_of(after)
        comparison = _Comparison(Places(before, base_blocks), Places(after, edited_blocks))
        found += comparison.of(base_blocks, edited_blocks)
    return found


class _Comparison:
    """Compares the blocks of two stories; `before` and `after` know where each block stands."""

    def __init__(self, before: Places, after: Places) -> None:
        self.before, self.after = before, after

    def of(self, base: Sequence[Any], edited: Sequence[Any]) -> Iterator[UserEdit]:
        pairs = pair(base, edited)
        there = {j: base[i] for i, j in pairs.partner.items()}
        for i, block in enumerate(base):
            if i not in pairs.partner:
                yield UserEdit("removed", self.before[block.element], block.text, "", _path(block))
            elif i in pairs.moved:
                text = edited[pairs.partner[i]].text
                yield UserEdit(
                    "moved", self.after[edited[pairs.partner[i]].element], text, text, _path(block)
                )
        last = ""
        for j, block in enumerate(edited):
            if j in there:
                last = there[j].path
                yield from self._within(there[j], block)
            else:  # LibreOffice 7.4 leaves a control around the first paragraph only
                path = _path(block) or (last if block.story.slots.by_alias else "")
                yield UserEdit("added", self.after[block.element], "", block.text, path)

    def _within(self, base: Any, edited: Any) -> Iterator[UserEdit]:
        if base.key == edited.key:
            return
        if isinstance(base, Paragraph):
            yield from self._words(base, edited)
        elif base.kind == "row" and len(base.children) == len(edited.children):
            for before, after in zip(base.children, edited.children, strict=True):
                yield from self._within(before, after)
        elif isinstance(base, Container):
            yield from self.of(base.children, edited.children)
        elif _code(base) != _code(edited):
            yield self._changed(base, edited, base.path)

    def _words(self, base: Paragraph, edited: Paragraph) -> Iterator[UserEdit]:
        """Yield what differs in a paragraph: each value by itself, and all else once."""
        if base.is_prompt and edited.is_prompt:
            return
        if base.slots == edited.slots:
            for before, after in zip(base.fields, edited.fields, strict=True):
                if said(before.text or "") != said(after.text or ""):
                    texts = before.text or "", after.text or ""
                    yield UserEdit("changed", self.after[edited.element], *texts, before.path)
            if base.open_key == edited.open_key:
                return
        if base.differs(edited):
            yield self._changed(base, edited, base.path)

    def _changed(self, base: Any, edited: Any, path: str) -> UserEdit:
        place = self.after[edited.element]
        if base.text == edited.text:
            return UserEdit("formatted", place, base.text, edited.text, path)
        return UserEdit("changed", place, base.text, edited.text, path)


def _path(block: Any) -> str:
    """Return the path of the field that a block stands in, or that stands in it.

    A table is people's own, and so is a row, but for one of an item of a list.
    """
    listed = (field for field in block.fields if "#" in field.slot)
    within = {"table": iter(()), "row": listed}.get(block.kind, iter(block.fields))
    return str(block.path or next((field.path for field in within), ""))


def _code(block: Any) -> Hashable:
    """Return what a field's code asks for; LibreOffice writes the switches of a table of contents anew."""
    first, *rest = block.key
    return (first, *(str(each).partition("\\")[0] for each in rest))
