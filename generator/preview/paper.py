"""What all drawing of one document shares: its styles, lists and notes, and what was not drawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from generator.preview.lists import Lists
from generator.preview.looks.classes import Classes
from generator.preview.looks.style_sheet import Sheet, sheet_of
from generator.word.opc.names import P, qn
from generator.word.opc.package import Package
from generator.word.revisions.placed_comments import entries
from generator.word.text.numbering import Numbering
from generator.word.text.runs import text_of


class Comment(NamedTuple):
    """A comment: who wrote it, and what it says."""

    author: str
    text: str


@dataclass(eq=False)
class Paper:
    """A document while it is drawn.

    `targets`: the bookmarks that a link in it goes to. `not_drawn`: a sentence for each kind of thing that
    Word shows otherwise. `notes`: the footnotes and endnotes referred to so far, by kind, in order.
    """

    package: Package
    sheet: Sheet
    lists: Lists
    comments: dict[str, Comment]
    targets: frozenset[str]
    classes: Classes = field(default_factory=Classes)
    not_drawn: dict[str, None] = field(default_factory=dict)
    notes: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, package: Package, main: etree._Element) -> Paper:
        """Return a document before anything is drawn; `main` is the tree of its main part."""
        sheet = sheet_of(package)
        root = package.document_tree("numbering")
        comments = {
            entry.get(qn("w:id"), ""): Comment(
                entry.get(qn("w:author"), ""), " ".join(text_of(each) for each in entry.iter(P))
            )
            for entry in entries(package)
        }
        targets = frozenset(link.get(qn("w:anchor"), "") for link in main.iter(qn("w:hyperlink"))) - {""}
        return cls(package, sheet, Lists(root if root is None else Numbering(root), sheet), comments, targets)

    def say(self, sentence: str) -> None:
        """Note that something is not drawn as Word draws it; each sentence counts once."""
        self.not_drawn[sentence] = None
