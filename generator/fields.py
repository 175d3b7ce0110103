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
    """What was changed in Word and not in the data: it waits to be pulled.

    `how`: a field was edited; an item of a list was added, copied and not written over yet, or deleted; the
    items of a list were moved; a row was typed of which it is not known what its cells are; a field has
    lost its control, and says something else.
    """

    path: str
    base: str
    mine: str
    how: Literal["edited", "added", "copied", "deleted", "moved", "typed", "unframed"] = "edited"


class PulledItem(NamedTuple):
    """An item that was added in Word and pulled: the path of the one that it stands after, or `before` which.

    `close`: before the lines below that one. `lines`: of each row or paragraph that shows it, the paths that
    its fields carry, and their texts.
    """

    beside: str
    before: bool
    close: bool
    lines: tuple[tuple[tuple[str, str | None], ...], ...]


class PulledItems(NamedTuple):
    """The items that were added in a document and pulled; the paths of those deleted in it and taken out."""

    added: tuple[PulledItem, ...] = ()
    gone: tuple[str, ...] = ()


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
