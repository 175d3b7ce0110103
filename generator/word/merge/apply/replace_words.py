"""Words of the generated document brought into the same text of the edited one, in place.

A text is a paragraph or the content of a control in one. Source: ECMA-376 part 1, 17.3.2, 17.16.22 (links).
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from itertools import groupby

from lxml import etree

from generator.word.merge.apply.copying import Copier
from generator.word.merge.apply.neighbours import MARKS, child_with
from generator.word.merge.read.tokens import Token
from generator.word.opc.names import RPR, RUN, P, qn
from generator.word.revisions.elements import AUTHOR
from generator.word.revisions.tracked import DEL, INS, Marks, remove

_LINK = qn("w:hyperlink")
_CLIMBED = frozenset([_LINK, INS, DEL, qn("w:moveTo")])


class TextEditor:
    """Changes one text of the edited document."""

    def __init__(self, holder: etree._Element, found: list[Token], copier: Copier, marks: Marks) -> None:
        self.holder, self.tokens, self.copier, self.marks = holder, found, copier, marks

    def replace(
        self,
        edited: slice,
        generated: Sequence[Token],
        *,
        track: bool,
        keep_formatting: bool = False,
        typed_in: bool = False,
    ) -> list[etree._Element]:
        """Put generated tokens in the place of edited ones; return all elements that show it.

        `keep_formatting`: new words get the run properties of those they replace, having none of their own.
        `typed_in`: people have worked on the edited ones, also where they stand in an insertion of ours.
        """
        old = [element for token in self.tokens[edited] for element in token.elements]
        track = track or any(is_proposed(element) for element in old)
        properties = _run_properties(old) if keep_formatting else None
        new = self._insert(edited.stop, generated)
        for element in new:
            if keep_formatting and element.tag == RUN:
                _set_run_properties(element, properties)
            if track:
                self.marks.insert(element)
        for element in old:
            if track:
                self.marks.delete(element, edited=typed_in)
            else:
                drop(element)
        return [*old, *new]

    def empty(self) -> None:
        """Take away all words, without a mark: they were a prompt."""
        for token in self.tokens:
            for element in token.elements:
                drop(element)
        self.tokens = []

    def _insert(self, at: int, generated: Sequence[Token]) -> list[etree._Element]:
        before = _last(self.tokens[:at])
        after = next((element for token in self.tokens[at:] for element in token.elements), None)
        new: list[etree._Element] = []
        for link, group in groupby(generated, key=lambda token: token.link):
            found = list(group)
            copies = [self.copier.copy(element) for token in found for element in token.elements]
            placed = self._beside(copies, link, before, after) or self._apart(
                self._linked(copies, found[0]) if link else copies, before, after
            )
            before = placed[-1] if placed else before
            new += copies
        return new

    def _beside(
        self,
        copies: list[etree._Element],
        link: str,
        before: etree._Element | None,
        after: etree._Element | None,
    ) -> list[etree._Element]:
        """Put words of a link into the link that the neighbour stands in, when it is the same."""
        story = self.copier.edited
        for element, follow in ((before, True), (after, False)):
            around = _link_around(element)
            if link and element is not None and around is not None and story.link(around) == link:
                place = child_with(around, element)
                if place is not None:
                    for copy in reversed(copies) if follow else copies:
                        (place.addnext if follow else place.addprevious)(copy)
                return copies
        return []

    def _linked(self, copies: list[etree._Element], token: Token) -> list[etree._Element]:
        around = _link_around(token.elements[0]) if token.elements else None
        if around is None:
            return copies
        shell = self.copier.copy(_empty_copy(around))
        shell.extend(copies)
        return [shell]

    def _apart(
        self, elements: list[etree._Element], before: etree._Element | None, after: etree._Element | None
    ) -> list[etree._Element]:
        """Put elements between two neighbours, out of the link or the change that both may stand in."""
        if before is not None:
            home = _outermost(before)
            if after is not None and home is not before and _outermost(after) is home:
                _divide(home, before)
            for element in reversed(elements):
                home.addnext(element)
        elif after is not None:
            for element in elements:
                _outermost(after).addprevious(element)
        else:
            self.holder.extend(elements)
        return elements


def drop(element: etree._Element) -> None:
    """Take an element away; the ends of ranges in it stay."""
    for mark in list(element.iter(*MARKS)):
        if mark is not element:
            element.addprevious(mark)
    remove(element)


def _last(found: Sequence[Token]) -> etree._Element | None:
    return next((token.elements[-1] for token in reversed(found) if token.elements), None)


def is_proposed(element: etree._Element) -> bool:
    """Say whether an element stands in an insertion of ours."""
    parent = element.getparent()
    return parent is not None and parent.tag == INS and parent.get(qn("w:author")) == AUTHOR


def _run_properties(elements: list[etree._Element]) -> etree._Element | None:
    run = next((run for element in elements for run in element.iter(RUN)), None)
    return None if run is None else run.find(RPR)


def _set_run_properties(run: etree._Element, properties: etree._Element | None) -> None:
    for own in run.findall(RPR):
        run.remove(own)
    if properties is not None:
        run.insert(0, deepcopy(properties))


def _link_around(element: etree._Element | None) -> etree._Element | None:
    for above in element.iterancestors() if element is not None else ():
        if above.tag == _LINK:
            return above
        if above.tag == P:
            return None
    return None


def _outermost(element: etree._Element) -> etree._Element:
    found = element
    while (parent := found.getparent()) is not None and parent.tag in _CLIMBED:
        found = parent
    return found


def _empty_copy(element: etree._Element) -> etree._Element:
    shell = etree.Element(element.tag)
    shell.attrib.update(element.attrib)
    return shell


def _divide(home: etree._Element, last: etree._Element) -> None:
    """Cut a link or a change in two after the element `last` in it."""
    element = last
    while element is not home:
        parent = element.getparent()
        if parent is None:
            return
        rest = _empty_copy(parent)
        rest.extend(list(element.itersiblings()))
        parent.addnext(rest)
        element = parent
