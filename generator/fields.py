"""A value as it stands in a document: one type for the document, its base, and the reports on them."""

from __future__ import annotations

from typing import NamedTuple


class FieldValue(NamedTuple):
    """A value that a document shows: its path, how its text is read back (`Origin.kind`), and its text.

    A long text stands as its Markdown; a value that is missing has the text None.
    """

    path: str
    kind: str
    text: str | None


class Pending(NamedTuple):
    """A field that was edited in Word and not in the data: it waits to be pulled."""

    path: str
    base: str
    mine: str
