"""What no final may hold of what people have left: tracked changes, comments, content that runs or fetches.

Source: ECMA-376 part 1, 17.13.4 (comments), 17.13.5 (revisions).
"""

from __future__ import annotations

import re

from lxml import etree

from generator.language import _
from generator.problems import Place, Problem
from generator.word.opc.active_content import active_content
from generator.word.opc.external_content import told
from generator.word.opc.names import DOC_REL, TBL, TC, TR, VAL, P, T, qn
from generator.word.opc.package import Package
from generator.word.revisions.elements import TRACKED

MOST = 5
"""So many places are named; the others are counted."""
_LENGTH = 60
_COMMENT = qn("w:commentReference")
_TEXTS = (T, qn("w:delText"))
_STYLE = qn("w:style")
_LISTED = qn("w:numPr")
_ROW_PROPERTIES = qn("w:trPr")
_RANGE = ("RangeStart", "RangeEnd")
_WORDPROCESSINGML = re.compile(r"application/vnd\.openxmlformats-officedocument\.wordprocessingml\..*\+xml")


def unresolved_marks(package: Package, name: str) -> list[Problem]:
    """Return an error for each kind of tracked change, and for comments, with the places where they stand.

    So for each kind of content that runs or fetches something when the document is opened.
    """
    found: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
    for part in _parts(package):
        for mark in package.tree(part).iter(_COMMENT, *TRACKED):
            changes, ranges = found.setdefault(_kind(mark), ({}, {}))
            words = _in_part(package, part, _words(mark))
            (ranges if mark.tag.endswith(_RANGE) else changes)[words] = None
    left = [_problem(kind, list(changes or ranges), name) for kind, (changes, ranges) in found.items()]
    return [*left, *told(active_content(package), "error", name)]


def _parts(package: Package) -> list[str]:
    """Return the parts in Word's own XML, the main one first: stories, styles, lists, settings."""
    others = [part for part in sorted(package.parts) if part != package.main]
    kinds = {part: package.content_type(part) for part in others}
    return [package.main, *(part for part, kind in kinds.items() if _WORDPROCESSINGML.fullmatch(kind))]


def _kind(mark: etree._Element) -> str:
    if mark.tag == _COMMENT:
        return "comment"
    holder = mark.getparent()
    if holder is not None and holder.tag == _ROW_PROPERTIES:
        return "table"
    return "formatting" if holder is not None and holder.tag == _LISTED else TRACKED[mark.tag]


def _problem(kind: str, places: list[str], name: str) -> Problem:
    more = [_("and {count} more places").format(count=len(places) - MOST)] if len(places) > MOST else []
    place = Place(words=", ".join(filter(None, [*places[:MOST], *more])))
    if kind == "comment":
        message = _("A comment is left. When it is dealt with, delete it in Word: Review, Delete.")
        return Problem("error", "comment-left", message, name, place)
    message = _(
        "A tracked change is left ({what}). In Word, under Review, Next goes to it, and Accept or Reject "
        "settles it."
    )
    return Problem("error", "tracked-change-left", message.format(what=_changed(kind)), name, place)


def _changed(kind: str) -> str:
    return {
        "text": _("text added, deleted or moved"),
        "formatting": _("the formatting of text"),
        "table": _("a table, its rows or cells"),
        "page": _("the layout of pages"),
        "field": _("a field added, deleted or moved"),
    }[kind]


def _words(mark: etree._Element) -> str:
    """Return where a mark stands, in words that can be seen or searched for in Word."""
    style = next(mark.iterancestors(_STYLE), None)
    if style is not None:
        label = style.find(qn("w:name"))
        return _("the style “{name}”").format(name="" if label is None else label.get(VAL, ""))
    kind = _kind(mark)
    if kind == "page":
        last = _quoted(_text_until(mark))
        return _("the pages that end with {words}").format(words=last) if last else _("the pages")
    holder = next(mark.iterancestors(*((TC, TR, TBL) if kind == "table" else (P, TC, TR, TBL))), None)
    row = holder if holder is None or holder.tag != TBL else next(holder.iter(TR), holder)
    text = _sentence(mark, row) if row is not None else ""
    if holder is not None and holder.tag != P:
        text = text or _sentence(mark, next(holder.iterancestors(TBL), holder))
        return _("the table with {words}").format(words=text) if text else _after(mark)
    return text or _after(mark)


def _sentence(mark: etree._Element, holder: etree._Element) -> str:
    """Return the sentence in the holder that the mark stands in, or the beginning of the holder's text."""
    before = whole = ""
    for element in holder.iter(*_TEXTS, P, mark.tag):
        if element is mark:
            before = whole
        elif element.tag == P:
            whole += " " if whole else ""
        else:
            whole += element.text or ""
    start = before.rfind(". ") + 1 if holder.tag == P else 0
    return _quoted(whole[start:]) or _quoted(whole)


def _after(mark: etree._Element) -> str:
    words = _quoted(_text_until(mark))
    return _("after {words}").format(words=words) if words else ""


def _text_until(mark: etree._Element) -> str:
    """Return the text of the last paragraph that has one before the mark, or around it."""
    last = ""
    for paragraph in mark.getroottree().getroot().iter(P, mark.tag):
        if paragraph is mark:
            break
        if paragraph.tag == P:
            last = "".join(text.text or "" for text in paragraph.iter(*_TEXTS)).strip() or last
    return last


def _quoted(text: str) -> str:
    words = " ".join(text.split())
    if len(words) > _LENGTH:
        words = words[:_LENGTH].rpartition(" ")[0] + " …"
    return _("“{words}”").format(words=words) if words else ""


def _in_part(package: Package, part: str, words: str) -> str:
    """Add to the words in which part of the document they stand, where that is not its running text."""
    kinds = {
        "header": _("in the header: {words}"),
        "footer": _("in the footer: {words}"),
        "footnotes": _("in a footnote: {words}"),
        "endnotes": _("in an endnote: {words}"),
    }
    for kind, phrase in kinds.items():
        if part in package.related_parts(package.main, DOC_REL + kind):
            return phrase.format(words=words).rstrip(" :")
    if part != package.main and not words:
        return _("in the styles or lists of the document")
    return words
