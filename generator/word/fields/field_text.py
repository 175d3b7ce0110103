"""A field of a document with its text now."""

from __future__ import annotations

from typing import NamedTuple

from generator.fields import FieldValue


class FieldText(NamedTuple):
    """A field: what it showed, and its text now: Markdown for a long text, None for no value.

    `copied`: it stands more often than it was generated, and which of them is the field is not sure, or this
    one is not: nothing can be taken from it.
    """

    shown: FieldValue
    text: str | None
    copied: bool = False

    @property
    def path(self) -> str:
        """The path of the value."""
        return self.shown.path
