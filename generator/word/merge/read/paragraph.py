"""A paragraph as a block: its words, its fields, its style and list; two are equal when they say the same.

Source: ECMA-376 part 1, 17.3.1 (paragraphs), 17.13.5 (revisions: read as accepted).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from functools import cached_property
from typing import Any

from generator.word.merge.read.block import Block
from generator.word.merge.read.story import InlineField
from generator.word.merge.read.tokens import (
    Token,
    common_formatting,
    joined,
    stretches,
    tokens,
    without_formatting,
)
from generator.word.opc.names import PPR, RPR, RUN, SDT_CONTENT, qn
from generator.word.opc.xml import inner
from generator.word.text.content_control import showing_placeholder
from generator.word.text.runs import run_text

_SECTION, _STYLE = qn("w:sectPr"), qn("w:rStyle")


class Paragraph(Block):
    """A paragraph: its style, its place in a list, its words."""

    kind = "paragraph"

    @cached_property
    def tokens(self) -> list[Token]:
        """Its words, spaces, fields and pictures."""
        return tokens(self.element, self.story)

    @cached_property
    def stretches(self) -> list[Token]:
        """The same, with plain text uncut."""
        return stretches(self.element, self.story)

    @cached_property
    def is_prompt(self) -> bool:
        """Whether it is a prompt: its control has no value and shows its placeholder."""
        return any(showing_placeholder(control) for control in self.controls)

    @property
    def heading(self) -> str:
        """Its text as a heading: without the mark that a draft has at its end, in a style of its own."""
        last = next(self.element.iterchildren(RUN, reversed=True), None)
        mark = "" if last is None or last.find(f"{RPR}/{_STYLE}") is None else run_text(last)
        return self.text.removesuffix(mark).rstrip() or self.text

    @property
    def answer(self) -> str:
        """Its text; nothing when that is a prompt."""
        return "" if self.is_prompt else self.text

    @cached_property
    def formatting(self) -> tuple[str, str, bool]:
        """The name of its style, its kind and level of list, whether a section ends with it."""
        document = self.story.document
        ends = inner(self.element, PPR, _SECTION) is not None
        return document.style_of(self.element), document.list_of(self.element), ends

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading or the title, by the name of its style."""
        return self.formatting[0].startswith(("heading", "title"))

    @cached_property
    def key(self) -> Hashable:
        """What it says, with the values of its fields."""
        return self._key(token.key for token in self.stretches)

    @cached_property
    def open_key(self) -> Hashable:
        """What it says, with the values of its fields left open."""
        return self._key(token.open_key for token in self.stretches)

    def _key(self, keys: Iterable[Hashable]) -> Hashable:
        return ("paragraph", self.within, *self.formatting, *joined(keys))

    def words(self, *, apart: bool = False) -> Hashable:
        """Return what it says, its values as words too; `apart`: with formatting that not all words have."""
        found: list[Token] = []
        for token in self.stretches:
            content = None if token.field is None else token.field.control.find(SDT_CONTENT)
            found += [token] if content is None else stretches(content, self.story)
        common = common_formatting(found) if apart else frozenset[str]()
        return (*self.formatting, *joined(without_formatting(token, common) for token in found))

    def differs(self, edited: Paragraph) -> bool:
        """Say whether people have made something else of it; to save it in another program is nothing."""
        other_program = edited.story.slots.by_alias
        if other_program and (self.fields or self.path):
            return self.text != edited.text or self.formatting != edited.formatting
        return self.words(apart=other_program) != edited.words(apart=other_program)

    @cached_property
    def text(self) -> str:
        """Its text."""
        return "".join(token.text for token in self.stretches)

    @property
    def fields(self) -> list[InlineField]:
        """The values in it, in order."""
        return [token.field for token in self.stretches if token.field is not None]

    @cached_property
    def traits(self) -> Counter[Hashable]:
        """Its words, and what it shows that is no text."""
        found = super().traits
        found.update(token.key for token in self.stretches if isinstance(token.key, tuple) and not token.text)
        if self.is_prompt:  # recognised by where it stands
            found.clear()
            found[("is_prompt", self.place)] = 1
        return found

    def compatible(self, other: Any) -> bool:
        """Say whether it may be the other; an empty paragraph is not one with words."""
        return (
            super().compatible(other)
            and self.formatting[1:] == other.formatting[1:]
            and bool(self.stretches) == bool(other.stretches)
        )
