"""Where a paragraph of a template stands, as a person would count."""

from __future__ import annotations

from lxml import etree

from generator.language import _
from generator.word.opc.names import BOX, TBL, TC, TR, P


class Where:
    """Says where a paragraph of a story stands; `words` are those for the story."""

    def __init__(self, root: etree._Element, words: str) -> None:
        self._words = words
        self._paragraphs: dict[etree._Element, int] = {}
        for paragraph in root.iter(P):
            parent = paragraph.getparent()
            counts = parent is not None and parent.tag not in {TC, BOX}
            self._paragraphs[paragraph] = self._count + 1 if counts else self._count
        self._tables = {table: number for number, table in enumerate(root.iter(TBL), 1)}
        self._rows: dict[etree._Element, int] = {}

    @property
    def _count(self) -> int:
        return next(reversed(self._paragraphs.values()), 0)

    def words(self, paragraph: etree._Element) -> str:
        """Return the place of a paragraph in words."""
        above = list(paragraph.iterancestors(BOX, TC, TR, TBL))
        words = self._words
        if [each.tag for each in above[:3]] == [TC, TR, TBL]:
            cell, row, table = above[:3]
            place = _("{story}, table {table}, row {row}, cell {cell}")
            if row not in self._rows:  # all of a table at once: it may have thousands
                rows = (each for each in table.iter(TR) if next(each.iterancestors(TBL)) is table)
                self._rows |= {each: number for number, each in enumerate(rows, 1)}
            number = self._rows[row]
            return place.format(story=words, table=self._tables[table], row=number, cell=_number(cell))
        if above and above[0].tag == BOX:
            words += ", " + _("a text box")
        return _("{story}, paragraph {number}").format(story=words, number=self._paragraphs[paragraph])


def _number(element: etree._Element) -> int:
    return 1 + sum(1 for _sibling in element.itersiblings(element.tag, preceding=True))
