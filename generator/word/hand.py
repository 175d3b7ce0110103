"""What people have put in a document: tracked changes, comments, bookmarks.

Source: ECMA-376 part 1, 17.13.4 (comments), 17.13.5 (revisions), 17.13.6 (bookmarks).
"""

from __future__ import annotations

from lxml import etree

from generator.word.names import qn

AUTHOR = "ansokan"
"""Who signs the changes that we track."""
_AUTHOR, _NAME = qn("w:author"), qn("w:name")
TRACKED = [
    qn(f"w:{name}")
    for name in "ins del moveFrom moveTo rPrChange pPrChange tcPrChange trPrChange cellIns cellDel".split()
]
_COMMENTS = [qn(f"w:{name}") for name in "commentRangeStart commentRangeEnd commentReference".split()]
_BOOKMARK = qn("w:bookmarkStart")
_PASSING = ("_gd_", "_GoBack", "_Toc")


def tracked_by_others(element: etree._Element) -> bool:
    """Say whether somebody else's tracked change stands in the element."""
    return any(change.get(_AUTHOR) != AUTHOR for change in element.iter(*TRACKED))


def marks_by_hand(element: etree._Element) -> set[tuple[str, str]]:
    """Return the comments and bookmarks in the element that a person has put there."""
    found = {("comment", mark.get(qn("w:id"), "")) for mark in element.iter(*_COMMENTS)}
    names = (mark.get(_NAME, "") for mark in element.iter(_BOOKMARK))
    return found | {("bookmark", name) for name in names if not name.startswith(_PASSING)}
