"""What people have noted in a document and nobody has settled: comments, tracked changes, open conflicts.

Source: ECMA-376 part 1, 17.13.4 (comments), 17.13.5 (revisions).
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from generator.fields import Remark
from generator.word.merge.read.places import Places
from generator.word.merge.read.story import Document, Slots, Story
from generator.word.merge.read.story_pairs import blocks_of
from generator.word.merge.settled import open_conflicts
from generator.word.opc.names import DOC_REL, RUN, P, T, qn
from generator.word.opc.package import Package
from generator.word.revisions.elements import AUTHOR

_AUTHOR, _ID = qn("w:author"), qn("w:id")
_COMMENT, _REFERENCE = qn("w:comment"), qn("w:commentReference")
_ADDED = frozenset(qn(f"w:{name}") for name in ("ins", "moveTo"))
_DELETED = frozenset(qn(f"w:{name}") for name in ("del", "moveFrom"))
_FORMATTED = frozenset(qn(f"w:{name}") for name in ("rPrChange", "pPrChange"))
_TEXTS = (T, qn("w:delText"))


def remarks(package: Package) -> list[Remark]:
    """Return people's comments and proposals, and the conflicts that are not settled, in their order."""
    comments = {
        comment.get(_ID, ""): comment
        for part in package.related_parts(package.main, DOC_REL + "comments")
        for comment in package.tree(part).iter(_COMMENT)
    }
    document, conflicts = Document(package), open_conflicts(package)
    found: list[Remark] = []
    for part in package.stories():
        story = Story(document, part, Slots(by_alias=False))
        if next(story.root.iter(_REFERENCE, *_ADDED, *_DELETED, *_FORMATTED), None) is None:
            continue  # to know the place of each paragraph takes long in a long document
        places = Places(story, blocks_of(story))
        found += _proposals(story.root, places)
        found += _comments(story.root, places, comments, conflicts)
    return found


def _comments(
    root: etree._Element, places: Places, comments: dict[str, etree._Element], conflicts: set[str]
) -> Iterator[Remark]:
    for mark in root.iter(_REFERENCE):
        number = mark.get(_ID, "")
        comment = comments.get(number)
        if comment is None:
            continue
        author, text = comment.get(_AUTHOR, ""), _text(comment)
        if number in conflicts:
            yield Remark("conflict", author, places[mark], new=text)
        elif author != AUTHOR:
            yield Remark("comment", author, places[mark], new=text)


def _proposals(root: etree._Element, places: Places) -> Iterator[Remark]:
    """Yield the changes that others than the program track; what one person changed in one place is one."""
    for paragraph in root.iter(P):
        yield from _in_paragraph(paragraph, places[paragraph])


def _in_paragraph(paragraph: etree._Element, place: str) -> Iterator[Remark]:
    last: Remark | None = None
    for run in paragraph.iter(RUN):
        if next(run.iterancestors(P)) is not paragraph:  # of a text box
            continue
        change = next(run.iterancestors(*_ADDED, *_DELETED), None)
        if change is None or change.get(_AUTHOR) == AUTHOR:
            formatted = next((mark for mark in run.iter(*_FORMATTED) if mark.get(_AUTHOR) != AUTHOR), None)
            yield from [last] if last else []
            last = None
            if formatted is not None:
                yield Remark("proposal", formatted.get(_AUTHOR, ""), place, _text(run), _text(run))
            continue
        old, new = ("", _text(run)) if change.tag in _ADDED else (_text(run), "")
        author = change.get(_AUTHOR, "")
        if last is not None and last.author == author:
            last = last._replace(old=last.old + old, new=last.new + new)
            continue
        yield from [last] if last else []
        last = Remark("proposal", author, place, old, new)
    yield from [last] if last else []


def _text(holder: etree._Element) -> str:
    return "".join(text.text or "" for text in holder.iter(*_TEXTS))
