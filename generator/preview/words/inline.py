"""The text of a paragraph: runs, values, links, tracked changes, marks of notes and comments.

Source: ECMA-376 part 1, 17.3.3 (what stands in a run), 17.13.5 (revisions), 17.16 (fields).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, groupby
from operator import itemgetter

from lxml import etree

from generator.language import _
from generator.preview.html import element, escape, identifier, plain, safe_address, wrapped
from generator.preview.looks.classes import joined
from generator.preview.looks.formatting import run_look
from generator.preview.looks.palette import value
from generator.preview.looks.settings import settings
from generator.preview.paper import Paper
from generator.preview.words.drawings import Drawings
from generator.preview.words.symbols import symbol
from generator.word.opc.names import BOX, MC, RPR, RUN, SDT, SDT_CONTENT, SDTPR, R, T, qn
from generator.word.opc.xml import is_on
from generator.word.revisions.elements import AUTHORED
from generator.word.text.content_control import showing_placeholder
from generator.word.text.control_kinds import LIST
from generator.word.text.runs import CHARACTERS

ALTERNATIVES = f"{{{MC}}}AlternateContent"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_THROUGH = frozenset(qn(f"w:{name}") for name in "fldSimple smartTag customXml dir bdo".split())
_CHANGES = {qn("w:ins"): "ins", qn("w:moveTo"): "ins", qn("w:del"): "del", qn("w:moveFrom"): "del"}
_NOTES = {qn("w:footnoteReference"): "footnotes", qn("w:endnoteReference"): "endnotes"}
_BOOKMARK, _LINK = qn("w:bookmarkStart"), qn("w:hyperlink")
_TAG, _MAY_MISS = qn("w:tag"), frozenset({qn("w:showingPlcHdr"), LIST})
_FIELD, _HIDDEN = qn("w:fldChar"), qn("w:vanish")
_TEXTS = frozenset({T, qn("w:delText")})
_PICTURES = frozenset(qn(f"w:{name}") for name in ("drawing", "pict", "object"))


class Inline:
    """Draws the text of the paragraphs of one part, one after another.

    `boxes`: the text boxes met since they were taken last; their paragraphs come after the one they hang on.
    """

    def __init__(self, paper: Paper, part: str) -> None:
        self._paper, self._part = paper, part
        self._links = paper.package.relationships(part)
        self._drawings = Drawings(paper, part)
        self._fields: list[bool] = []
        self.boxes: list[etree._Element] = []

    def pieces(self, holder: etree._Element) -> Iterator[str]:
        """Yield the HTML of what stands in a paragraph, tabs apart from the rest."""
        runs: list[etree._Element] = []
        for child in holder:
            if child.tag == RUN:
                runs.append(child)
                continue
            if runs:
                yield from self._runs(runs)
                runs = []
            yield from self._other(child)
        if runs:
            yield from self._runs(runs)

    def _other(self, child: etree._Element) -> Iterator[str]:
        tag = child.tag
        if tag == SDT:
            content = child.find(SDT_CONTENT)
            if content is not None:
                yield from wrapped("span", field_attributes(child), self.pieces(content))
        elif tag == _LINK:
            yield from self._link(child)
        elif tag in _THROUGH:
            yield from self.pieces(child)
        elif tag in _CHANGES:
            yield from wrapped(_CHANGES[tag], {"title": _told(child)}, self.pieces(child))
        elif tag == _BOOKMARK:
            if child.get(qn("w:name")) in self._paper.targets:
                yield element("span", "", {"id": identifier("paper", child.get(qn("w:name"), ""))})
        elif tag == ALTERNATIVES:
            yield from self.pieces(chosen(child))
        elif isinstance(tag, str) and tag.startswith(_MATHS):
            self._paper.say(_("Equations stand here as their letters alone. Word shows them set."))
            yield element("span", escape("".join(t.text or "" for t in child.iter(f"{_MATHS}t"))), {})

    def _link(self, link: etree._Element) -> Iterator[str]:
        relation = self._links.get(link.get(f"{{{R}}}id", ""))
        address = safe_address(relation.target) if relation is not None and relation.external else ""
        anchor = link.get(qn("w:anchor"), "")
        attributes = {"href": address, "rel": "noopener noreferrer", "target": "_blank"}
        if not address and anchor:
            attributes = {"href": f"#{identifier('paper', anchor)}"}
        yield from wrapped("a", attributes, self.pieces(link)) if address or anchor else self.pieces(link)

    def _runs(self, runs: list[etree._Element]) -> Iterator[str]:
        """Yield the runs, those that look the same and stand side by side in one."""
        drawn = [(self._look(run), list(self._run(run))) for run in runs]
        for (mark, classes), group in groupby(drawn, itemgetter(0)):
            pieces: Iterator[str] = chain.from_iterable(made for _same, made in group)
            if classes and not mark:
                pieces = wrapped("span", {"class": classes}, pieces)
            for number, name in enumerate(mark.split()):
                pieces = wrapped(name, {} if number else {"class": classes}, pieces)
            yield from pieces

    def _look(self, run: etree._Element) -> tuple[str, str]:
        """Return the elements around a run's text, the innermost first, and the classes of that one."""
        properties = next(iter(run), None)
        if properties is None or properties.tag != RPR or not len(properties):
            return "", ""
        found = settings(properties)
        look = run_look(found, self._paper.sheet.palette)
        marks = [
            mark
            for key, on, mark in (("font-weight", "bold", "strong"), ("font-style", "italic", "em"))
            if look.get(key) == on and look.pop(key)
        ]
        style = self._paper.sheet.class_of(value(found.get(qn("w:rStyle"))))
        return " ".join(marks), joined(style, self._paper.classes.of(look))

    def _run(self, run: etree._Element) -> Iterator[str]:
        for child in run:
            if child.tag == RPR:
                if is_on(child.find(_HIDDEN)):
                    return
            elif child.tag == _FIELD:
                self._turn(child.get(qn("w:fldCharType"), ""))
            elif not self._fields or all(self._fields):  # not in the code of a field
                yield from self._piece(child)

    def _turn(self, kind: str) -> None:
        """Follow a field from its beginning to what it shows, and to its end."""
        if kind == "begin":
            self._fields.append(False)
        elif self._fields and kind == "separate":
            self._fields[-1] = True
        elif self._fields and kind == "end":
            self._fields.pop()

    def _piece(self, child: etree._Element) -> Iterator[str]:
        tag = child.tag
        if tag in _TEXTS:
            yield escape((child.text or "").replace("\n", " ").replace("\t", " "), quote=False)
        elif tag == qn("w:br"):
            page = child.get(qn("w:type"), "textWrapping") == "page"
            yield '<span class="new-page"></span>' if page else "<br>"
        elif tag in CHARACTERS:
            yield CHARACTERS[tag].replace("\n", "<br>")
        elif tag in _PICTURES:
            yield from self._drawn(child)
        elif tag == ALTERNATIVES:
            for each in chosen(child):
                yield from self._piece(each)
        elif tag in _NOTES:
            yield self._note(_NOTES[tag], child.get(qn("w:id"), ""))
        elif tag == qn("w:commentReference"):
            yield from self._comment(child.get(qn("w:id"), ""))
        elif tag == qn("w:sym"):
            yield escape(symbol(child, self._paper))

    def _drawn(self, drawing: etree._Element) -> Iterator[str]:
        boxes = [box for box in drawing.iter(BOX) if next(box.iterancestors(BOX), None) is None]
        self.boxes += boxes
        if boxes:
            self._paper.say(_("Text boxes stand here after their paragraph. Word shows them in their place."))
        yield from self._drawings.html(drawing)

    def _note(self, kind: str, number: str) -> str:
        notes = self._paper.notes.setdefault(kind, [])
        if number not in notes:
            notes.append(number)
        place = notes.index(number) + 1
        return f'<sup><a href="#paper-{kind}-{place}">{place}</a></sup>'

    def _comment(self, number: str) -> Iterator[str]:
        if comment := self._paper.comments.get(number):
            said = _("Comment by {author}: {text}").format(author=comment.author, text=comment.text)
            yield element("span", escape(f"[{said}]"), {"class": "comment"})

    def text(self, holder: etree._Element) -> str:
        """Return the HTML of what stands in a paragraph."""
        return plain(self.pieces(holder))


def field_attributes(control: etree._Element) -> dict[str, str]:
    """Return the attributes of what a control holds: the path of its value, and whether it is missing."""
    found = settings(next(control.iterchildren(SDTPR), None))
    path = value(found.get(_TAG))
    may_miss = not path or not _MAY_MISS.isdisjoint(found)
    return {"data-path": path, "class": "missing" if may_miss and showing_placeholder(control) else ""}


def chosen(alternatives: etree._Element) -> etree._Element:
    """Return what of a mc:AlternateContent is drawn: the first choice, else what is for older programs."""
    return next(iter(alternatives), alternatives)


def _told(change: etree._Element) -> str:
    author = change.get(AUTHORED, "")
    said = _("Inserted by {author}") if _CHANGES[change.tag] == "ins" else _("Deleted by {author}")
    return said.format(author=author)
