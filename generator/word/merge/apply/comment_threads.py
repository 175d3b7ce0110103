"""Which comment answers which, and which are done, carried with the comments of a copy.

Source: [MS-DOCX]: commentEx names a comment by the w14:paraId of its last paragraph, below 0x80000000.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from generator.word.opc.names import P, qn
from generator.word.opc.package import Package

_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_ENTRY, _PARA, _PARENT, _DONE = (
    f"{{{_W15}}}{name}" for name in ("commentEx", "paraId", "paraIdParent", "done")
)
_PARAGRAPH = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
_RELATION = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"
_PART = "word/commentsExtended{}.xml"
_USED = re.compile(rb'paraId="([0-9A-Fa-f]{8})"')


def carry_threads(copy: Package, document: Package, numbers: Mapping[str, str], came: set[str]) -> None:
    """Let the comments that came into the document, in place, stand to each other as they do in the copy.

    `numbers`: by the number of a comment in the copy, that of the same in the document; `came`: those in the
    copy that were not there before.
    """
    by_paragraph = {paragraph: number for number, paragraph in _paragraphs(copy)}
    entries = [entry for root in _extended(copy) for entry in root.iter(_ENTRY)]
    theirs = [entry for entry in entries if by_paragraph.get(entry.get(_PARA, "")) in came]
    comments = document.document_tree("comments")
    if not theirs or comments is None:
        return
    own = _Paragraphs(document, comments)
    root = next(_extended(document), None)
    if root is None:
        root = etree.Element(f"{{{_W15}}}commentsEx", nsmap={"w15": _W15})
    for entry in theirs:
        new = etree.SubElement(root, _ENTRY)
        new.set(_PARA, own.of(numbers[by_paragraph[entry.get(_PARA, "")]]))
        parent = numbers.get(by_paragraph.get(entry.get(_PARENT, ""), ""))
        if parent is not None:
            new.set(_PARENT, own.of(parent))
        new.set(_DONE, entry.get(_DONE, "0"))
    document.put(document.document_part("comments"), comments)
    _put(document, root)


def _put(document: Package, root: etree._Element) -> None:
    if parts := document.related_parts(document.main, _RELATION):
        document.put(parts[0], root)
        return
    part = document.free_name(_PART)
    document.add(part, root, _TYPE)
    document.add_relationship(document.main, _RELATION, part)


def _extended(package: Package) -> Iterator[etree._Element]:
    return (package.tree(part) for part in package.related_parts(package.main, _RELATION))


def _paragraphs(package: Package) -> Iterator[tuple[str, str]]:
    """Yield the number of each comment and the name of its last paragraph."""
    root = package.document_tree("comments")
    for comment in root.iter(qn("w:comment")) if root is not None else ():
        *_others, last = [None, *comment.iter(P)]
        if last is not None and last.get(_PARAGRAPH):
            yield comment.get(qn("w:id"), ""), last.get(_PARAGRAPH, "")


class _Paragraphs:
    """The names of the last paragraphs of a document's comments, given to those that have none."""

    def __init__(self, package: Package, comments: etree._Element) -> None:
        self._comments = {comment.get(qn("w:id"), ""): comment for comment in comments.iter(qn("w:comment"))}
        self._used = {int(name, 16) for part in package.parts.values() for name in _USED.findall(part)}

    def of(self, number: str) -> str:
        *_others, last = self._comments[number].iter(P)
        name = last.get(_PARAGRAPH)
        if not name:
            free = next(n for n in range(0x10000000, 0x80000000) if n not in self._used)
            self._used.add(free)
            name = f"{free:08X}"
            last.set(_PARAGRAPH, name)
        return name
