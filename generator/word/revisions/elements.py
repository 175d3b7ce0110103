"""What people have put in a document: tracked changes, comments, bookmarks.

Source: ECMA-376 part 1, 17.13.4 (comments), 17.13.5 (revisions), 17.13.6 (bookmarks); part 4, 14.6 and 14.8
(numberingChange); [MS-DOCX] 2.3 (changes that two people made at once).
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from generator.word.opc.names import qn

AUTHOR = "ansokan"
"""The author of the changes that the program tracks."""
AUTHORED = qn("w:author")
_NAME, _DATE = qn("w:name"), qn("w:date")
_ENDS = ("RangeStart", "RangeEnd")
_KINDS = {
    "text": [
        *("w:ins", "w:del", "w:moveFrom", "w:moveTo", "w14:conflictIns", "w14:conflictDel"),
        *(f"w:{name}{end}" for name in ("moveFrom", "moveTo") for end in _ENDS),
    ],
    "formatting": ["w:rPrChange", "w:pPrChange", "w:numberingChange"],
    "table": "w:tblPrChange w:tblPrExChange w:tblGridChange w:trPrChange w:tcPrChange".split()
    + "w:cellIns w:cellDel w:cellMerge".split(),
    "page": ["w:sectPrChange"],
    "field": [
        *(f"w:customXml{name}{end}" for name in ("Ins", "Del", "MoveFrom", "MoveTo") for end in _ENDS),
        *(f"w14:customXmlConflict{name}{end}" for name in ("Ins", "Del") for end in _ENDS),
    ],
}
TRACKED = {qn(name): kind for kind, names in _KINDS.items() for name in names}
"""Every element that records a change which nobody has accepted yet, and what kind of thing it changes."""
# The end of a range and w:tblGridChange name no author; they stand beside what does.
_SIGNED = [tag for tag in TRACKED if not tag.endswith(("RangeEnd", "tblGridChange"))]
COMMENT_MARKS = [qn(f"w:{name}") for name in "commentRangeStart commentRangeEnd commentReference".split()]
_BOOKMARK = qn("w:bookmarkStart")
_PASSING = ("_gd_", "_GoBack", "_Toc", "_Hlk", "OLE_LINK")
"""How the names begin of bookmarks that the program and Word set by themselves."""


def tracked_by_others(element: etree._Element) -> bool:
    """Say whether somebody else's tracked change stands in the element."""
    return any(change.get(AUTHORED) != AUTHOR for change in element.iter(*_SIGNED))


def proposers(element: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the author and the date of each tracked change in the element that is somebody else's."""
    for change in element.iter(*_SIGNED):
        if change.get(AUTHORED) != AUTHOR:
            yield change.get(AUTHORED, ""), change.get(_DATE, "")


def marks_by_users(element: etree._Element) -> set[tuple[str, str]]:
    """Return the comments and bookmarks in the element that a person has put there."""
    found = {("comment", mark.get(qn("w:id"), "")) for mark in element.iter(*COMMENT_MARKS)}
    names = (mark.get(_NAME, "") for mark in element.iter(_BOOKMARK))
    return found | {("bookmark", name) for name in names if not name.startswith(_PASSING)}
