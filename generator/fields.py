"""A value as it stands in a document: one type for the document, its base, and the reports on them."""

from __future__ import annotations

from typing import Literal, NamedTuple


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


class UserEdit(NamedTuple):
    """A change by hand in a document: at the path of a field, nothing for one outside all fields.

    `place` is for people: the heading above, and which paragraph or row; `old` and `new` are what it said.
    """

    kind: Literal["changed", "added", "removed", "moved", "formatted"]
    place: str
    old: str = ""
    new: str = ""
    path: str = ""


class Remark(NamedTuple):
    """What a person has noted in a document and nobody has settled yet: a comment, or a tracked change.

    `old` and `new`: the text of the change, `new` that of a comment. A `conflict` is shown by the program.
    """

    kind: Literal["comment", "proposal", "conflict"]
    author: str
    place: str
    old: str = ""
    new: str = ""
