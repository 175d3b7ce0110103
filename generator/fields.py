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


class Clash(NamedTuple):
    """What was changed both in Word and in the data: where it stands, and what the two say.

    `message`, not translated yet, says which kind of conflict it is; `heading` stands above it in the
    document; `title` is what people call the field, when it is one, and `path` the place in the data.
    """

    message: str
    heading: str
    title: str
    path: str
    mine: str
    data: str


class Pending(NamedTuple):
    """A field that was edited in Word and not in the data: it waits to be pulled."""

    path: str
    base: str
    mine: str
