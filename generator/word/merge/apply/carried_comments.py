"""People's comments in a copy, hung on the same words of the document, with their answers.

Source: ECMA-376 part 1, 17.13.4 (comments).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property
from typing import Any, NamedTuple

from lxml import etree

from generator.word.merge.apply.comment_threads import carry_threads
from generator.word.merge.apply.copying import Copier
from generator.word.merge.apply.target import MergeTarget
from generator.word.merge.match import similarity
from generator.word.merge.match.matching import pair
from generator.word.merge.match.sequence import matches
from generator.word.merge.read.run_split import join, split
from generator.word.merge.read.story import Document, Slots, Story
from generator.word.merge.read.tokens import Token, tokens
from generator.word.opc.names import P, T, qn
from generator.word.opc.package import Package
from generator.word.opc.xml import whole
from generator.word.revisions.comments import comment as hang
from generator.word.revisions.elements import AUTHOR, COMMENT_MARKS
from generator.word.revisions.tracked import Marks

_ID, _AUTHOR, _DATE = qn("w:id"), qn("w:author"), qn("w:date")
_COMMENT = qn("w:comment")


class Comment(NamedTuple):
    """A comment: who wrote it when, what it says."""

    author: str
    date: str
    text: str

    @classmethod
    def of(cls, entry: etree._Element) -> Comment:
        """Return what a w:comment says."""
        paragraphs = ("".join(t.text or "" for t in paragraph.iter(T)) for paragraph in entry.iter(P))
        return cls(entry.get(_AUTHOR, ""), entry.get(_DATE, ""), "\n".join(paragraphs))


class _Paragraph:
    """A paragraph, recognised by its words."""

    def __init__(self, element: etree._Element, story: Story) -> None:
        self.element = element
        self.words = tokens(element, story)
        self.key = self.text = "".join(token.text for token in self.words)

    @cached_property
    def traits(self) -> Any:
        return similarity.traits(self.text)

    def like(self, other: _Paragraph) -> float:
        return similarity.shared(self.traits, other.traits)

    def compatible(self, other: _Paragraph) -> bool:
        return bool(self.text) == bool(other.text)


def carry_comments(copy: Package, document: Package) -> list[Comment]:
    """Hang what people have written in comments in the copy on the same words of the document, in place.

    The copy has no tracked changes any more. Comments that the document has are left out. Returns those that
    came, in order.
    """
    entries = _entries(copy)
    numbers = _there(entries, _entries(document))
    new = {
        number: entry
        for number, entry in entries.items()
        if entry.get(_AUTHOR) != AUTHOR and number not in numbers
    }
    if not new:
        return []
    carrier = _Carrier(_story(copy, copy.main), _story(document, document.main), MergeTarget(document))
    numbers |= {number: carrier.carry(number, entry) for number, entry in new.items()}
    carrier.finish()
    carry_threads(copy, document, numbers, set(new))
    return [Comment.of(entry) for entry in new.values()]


def _entries(package: Package) -> dict[str, etree._Element]:
    root = package.document_tree("comments")
    return {entry.get(_ID, ""): entry for entry in root.iter(_COMMENT)} if root is not None else {}


def _there(theirs: Mapping[str, etree._Element], own: Mapping[str, etree._Element]) -> dict[str, str]:
    """Return by their numbers the numbers of those that the document has too, each once."""
    left: dict[Comment, list[str]] = {}
    for number, entry in own.items():
        left.setdefault(Comment.of(entry), []).append(number)
    found = {}
    for number, entry in theirs.items():
        if same := left.get(Comment.of(entry)):
            found[number] = same.pop(0)
    return found


def _story(package: Package, part: str) -> Story:
    return Story(Document(package), part, Slots(by_alias=False))


class _Carrier:
    """Carries comments from one story into another."""

    def __init__(self, theirs: Story, own: Story, target: MergeTarget) -> None:
        self.theirs, self.own, self.target = theirs, own, target
        self.paragraphs = [_Paragraph(element, theirs) for element in theirs.root.iter(P)]
        self.places = [_Paragraph(element, own) for element in own.root.iter(P)]
        self.partner = pair(self.paragraphs, self.places).partner
        self.order = {element: n for n, element in enumerate(theirs.root.iter(etree.Element))}
        self.begins = [self.order[each.element] for each in self.paragraphs]
        comments = target.changed("comments")
        taken = (whole(each.get(_ID)) for root in (own.root, comments) for each in root.iter(etree.Element))
        self.marks = Marks("", taken)
        self.copier = Copier(
            _story(theirs.document.package, theirs.document.package.document_part("comments")),
            Story(own.document, target.part("comments"), own.slots),
            target,
            {},
        )
        self.cut: set[int] = set()
        """The places whose words stand in runs of their own."""

    def carry(self, number: str, entry: etree._Element) -> str:
        """Put a comment of the copy in the document, on the same words; return its number there."""
        new = self.marks.number()
        hang(self._span(number), new)
        copy = self.copier.copy(entry)
        copy.set(_ID, new)
        self.target.changed("comments").append(copy)
        return new

    def finish(self) -> None:
        """Put all that was changed in the package."""
        for place in self.cut:
            join(self.places[place].element)
        package = self.own.document.package
        package.put(self.own.part, self.own.root)
        self.target.write()

    def _span(self, number: str) -> list[etree._Element]:
        """Return the elements of the document in which the words stand; else a paragraph."""
        first, covered = self._covered(number)
        places = []
        for n, words in covered.items():
            if (place := self.partner.get(n)) is not None:
                texts = [
                    [word.text for word in each.words] for each in (self.paragraphs[n], self.places[place])
                ]
                same = dict(matches(*texts))
                places += [(place, same[word]) for word in words if word in same]
        if places:
            return [element for place, word in sorted(places) for element in self._elements(place)[word]]
        near = [n for n in self.partner if n <= first]
        return [self.places[self.partner[max(near)] if near else 0].element]

    def _elements(self, place: int) -> list[list[etree._Element]]:
        words = self.places[place].words
        if place not in self.cut:
            split(words)
            self.cut.add(place)
        return [word.elements for word in words]

    def _covered(self, number: str) -> tuple[int, dict[int, list[int]]]:
        """Return in which paragraph a comment of the copy begins, and which words of which it is about."""
        marks = [mark for mark in self.theirs.root.iter(*COMMENT_MARKS) if mark.get(_ID) == number]
        if not marks:
            return 0, {}
        start, end = self.order[marks[0]], self.order[marks[-1]]
        first, last = (max(bisect_right(self.begins, place) - 1, 0) for place in (start, end))
        covered = {
            n: [k for k, word in enumerate(self.paragraphs[n].words) if self._is_between(word, start, end)]
            for n in range(first, last + 1)
        }
        return first, covered

    def _is_between(self, word: Token, start: int, end: int) -> bool:
        begin, close = word.parts[0][0], word.parts[-1][0]
        *_, last = close.iter(etree.Element)
        return self.order[last] > start and self.order[begin] < end
