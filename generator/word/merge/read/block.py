"""What all blocks have: words, fields, the control around them, and how like another block each is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from functools import cached_property
from typing import Any

from lxml import etree

from generator.word.merge.match import similarity
from generator.word.merge.read.story import InlineField, Story
from generator.word.opc.names import SDT_CONTENT
from generator.word.text.content_control import name_in


class Block:
    """A paragraph, a table, a row, a cell. `controls`: those around it, outermost first."""

    kind = ""

    def __init__(
        self, element: etree._Element, story: Story, controls: tuple[etree._Element, ...] = ()
    ) -> None:
        self.element, self.story, self.controls = element, story, controls
        self.elements = [element]
        """All that the block is made of; `element` is the first."""

    @cached_property
    def key(self) -> Hashable:
        """What it says, with the values of its fields."""
        return None

    @cached_property
    def open_key(self) -> Hashable:
        """What it says, with the values of its fields left open."""
        return None

    @cached_property
    def text(self) -> str:
        """What it says, without formatting."""
        return ""

    @property
    def fields(self) -> list[InlineField]:
        """The values in it, in order."""
        return []

    @cached_property
    def traits(self) -> Counter[Hashable]:
        """Its words; of a short text also its pairs of letters."""
        return similarity.traits(self.text)

    @cached_property
    def values(self) -> Counter[Hashable]:
        """The traits of what stands in its fields."""
        return similarity.traits(" ".join(field.text or "" for field in self.fields))

    @property
    def within(self) -> str:
        """The slot of its control, where that tells blocks apart."""
        return self.place if self.story.slots.placed else ""

    @cached_property
    def place(self) -> str:
        """The slot of the control that it stands in, indexes left open."""
        return self.story.slots.slot(self.controls[-1]) if self.controls else ""

    @property
    def path(self) -> str:
        """The path of the value that the control around it holds; nothing for one outside all fields."""
        return name_in(self.controls[-1], "w:tag") if self.controls else ""

    def like(self, other: Any) -> float:
        """Return how much of its words it shares with another of its kind, from 0 to 1."""
        if self.kind != other.kind or not self._may_stand(other):
            return 0.0
        if self.place and self.place == other.place and "#" not in self.place:
            return (
                1.0
                if self.alone and other.alone
                else 0.4 + 0.6 * similarity.shared(self.traits, other.traits)
            )
        if self.slots and self.slots == other.slots and self.open_key == other.open_key:
            listed = any(
                "#" in slot for slot in self.slots
            )  # one item of a list is told from another by its values
            return similarity.shared(self.values, other.values) if listed else 1.0
        return similarity.shared(self.traits, other.traits)

    def compatible(self, other: Any) -> bool:
        """Say whether it may be the other, when nothing else stands between the same neighbours."""
        return self.kind == other.kind and self._may_stand(other)

    def _may_stand(self, other: Block) -> bool:
        """Say whether the other stands in the same control, or in none where controls may be lost."""
        slots = other.story.slots
        return self.place == other.place or not slots.placed or (slots.edited and not other.place)

    @cached_property
    def slots(self) -> tuple[str, ...]:
        """What its fields hold, indexes left open."""
        return tuple(field.slot for field in self.fields)

    @cached_property
    def alone(self) -> bool:
        """Whether the control that it stands in holds nothing else."""
        content = self.controls[-1].find(SDT_CONTENT)
        return "#" not in self.place and content is not None and len(content) == 1
