"""Tracked changes: text, paragraphs and rows marked as inserted or deleted.

Source: ECMA-376 part 1, 17.13.5 (revisions): 17.13.5.14 and .18 (deleted, inserted runs), .15 and .20
(paragraph marks), .13 and .16 (rows), .6 (inserted controls), .29 (paragraph properties).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from lxml import etree

from generator.word.opc.names import PPR, RPR, RUN, SDT, SDT_CONTENT, TBL, TC, TR, TRPR, P, T, qn
from generator.word.opc.schema_order import get_or_add, insert
from generator.word.revisions.elements import AUTHOR
from generator.word.text.content_control import showing_placeholder

INS, DEL = qn("w:ins"), qn("w:del")
_ID, _AUTHOR, _DATE = qn("w:id"), qn("w:author"), qn("w:date")
TEXT = {T: qn("w:delText"), qn("w:instrText"): qn("w:delInstrText")}
_PASSED = frozenset(
    qn(f"w:{name}") for name in "sdt sdtContent hyperlink smartTag fldSimple customXml dir bdo".split()
)
RANGE = {end: qn(f"w:customXmlInsRange{end}") for end in ("Start", "End")}


class Marks:
    """Makes tracked changes of one author and one moment, each under a number of its own.

    `people`: what we have proposed before may be people's words, and stays as a deletion.
    """

    def __init__(
        self, date: str, taken: Iterable[int] = (), author: str = AUTHOR, *, people: bool = False
    ) -> None:
        self.date, self.author, self.people = date, author, people
        self._taken = set(taken)
        self._last = 0

    def number(self) -> str:
        """Return a number that nothing has yet."""
        self._last += 1
        while self._last in self._taken:
            self._last += 1
        return str(self._last)

    def stamp(self, tag: str) -> etree._Element:
        """Return an empty mark of a change."""
        return etree.Element(tag, {_ID: self.number(), _AUTHOR: self.author, _DATE: self.date})

    def delete(self, element: etree._Element, *, edited: bool = False) -> None:
        """Mark a run, or the runs in what stands beside runs, as deleted; a control around them goes.

        What we proposed ourselves is taken away, unless it is `edited`: somebody may have typed in it.
        """
        if element.tag == SDT and showing_placeholder(element):
            remove(element)  # what invites to write is nobody's text
            return
        for run in list(_runs(element)):
            parent = run.getparent()
            own = parent is not None and parent.tag == INS and parent.get(_AUTHOR) == AUTHOR
            if own and not (edited or self.people):
                remove(run)  # it was our proposal; nobody has it to lose
            else:
                if own:
                    _take_out(run)
                rename_children(run, TEXT)
                self._wrap(run, DEL)
        if element.tag == SDT:
            unwrap(element)

    def insert(self, element: etree._Element) -> None:
        """Mark a run, or the runs in what stands beside runs, as inserted; a control with them."""
        for run in list(_runs(element)):
            self._wrap(run, INS)
        if element.tag == SDT:
            self.insert_control(element)

    def insert_control(self, control: etree._Element) -> None:
        """Mark a control itself, not only what is in it, as inserted."""
        content = control.find(SDT_CONTENT)
        if content is None:
            return
        for before, after in (
            (control.addprevious, partial(content.insert, 0)),
            (content.append, control.addnext),
        ):
            start = self.stamp(RANGE["Start"])
            before(start)
            after(etree.Element(RANGE["End"], {_ID: start.get(_ID, "")}))

    def _wrap(self, run: etree._Element, tag: str) -> None:
        parent, before = run.getparent(), run.getprevious()
        if parent is None or parent.tag in {tag, DEL}:
            return
        own = (tag, self.author, self.date)
        if before is not None and (before.tag, before.get(_AUTHOR), before.get(_DATE)) == own:
            before.append(run)
            return
        mark = self.stamp(tag)
        run.addprevious(mark)
        mark.append(run)

    def block(self, element: etree._Element, tag: str, *, edited: bool = False) -> None:
        """Mark a paragraph with its mark, a row, or each row of a table, as inserted or deleted."""
        if element.tag in {TBL, SDT, SDT_CONTENT}:
            for child in list(element):
                self.block(child, tag, edited=edited)
        elif element.tag == TR:
            properties = get_or_add(element, TRPR)
            if properties.find(tag) is None:
                insert(properties, self.stamp(tag))
            for paragraph in [p for cell in element.iter(TC) for p in cell.iterchildren(P, SDT, TBL)]:
                self.block(paragraph, tag, edited=edited)
        elif element.tag == P:
            self.text(element, tag, edited=edited)
            self.mark(element, tag)

    def text(self, paragraph: etree._Element, tag: str, *, edited: bool = False) -> None:
        """Mark all that a paragraph says as inserted or deleted."""
        for child in list(paragraph):
            if child.tag == RUN or child.tag in _PASSED or (tag == DEL and child.tag == INS):
                self.delete(child, edited=edited) if tag == DEL else self.insert(child)
        clean(paragraph)

    def mark(self, paragraph: etree._Element, tag: str) -> None:
        """Mark the end of a paragraph as inserted or deleted."""
        properties = get_or_add(get_or_add(paragraph, PPR), RPR)
        if properties.find(tag) is None:
            insert(properties, self.stamp(tag))


def _take_out(run: etree._Element) -> None:
    """Take a run out of the insertion that it stands in; what follows in that stays inserted."""
    change = run.getparent()
    if change is None:
        return
    rest = list(run.itersiblings())
    change.addnext(run)
    if rest:
        after = etree.Element(change.tag)
        after.attrib.update(change.attrib)
        after.extend(rest)
        run.addnext(after)


def _runs(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the runs in an element (or itself) that are not already deleted, not those of its text boxes."""
    if element.tag == RUN:
        yield element
    elif element.tag in _PASSED or element.tag == INS:
        for child in element:
            yield from _runs(child)


def rename_children(run: etree._Element, names: dict[str, str]) -> None:
    """Give the children of a run other names: w:t becomes w:delText, or back."""
    for child in run:
        child.tag = names.get(child.tag, child.tag)


def remove(element: etree._Element) -> None:
    """Take an element out of its parent."""
    if (parent := element.getparent()) is not None:
        parent.remove(element)


def unwrap(element: etree._Element) -> None:
    """Put what an element holds in its place; of a control, what its content holds."""
    content = element.find(SDT_CONTENT) if element.tag == SDT else element
    for child in list(content) if content is not None else ():
        element.addprevious(child)
    remove(element)


def clean(paragraph: etree._Element) -> None:
    """Take away what a paragraph's changes have left empty."""
    for element in list(paragraph.iter(INS, DEL, qn("w:hyperlink"), qn("w:smartTag"))):
        parent = element.getparent()
        if not len(element) and parent is not None and parent.tag not in {RPR, TRPR}:
            parent.remove(element)
