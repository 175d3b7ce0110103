"""What a tag that stands elsewhere than in a text gives there, and what people call the place.

Source: ECMA-376 part 1, 17.16 (fields), 17.5.2 (controls), 20.4.2.5 (docPr), 22.1 (equations); [MS-DOCX]
2.6 (w14).
"""

from __future__ import annotations

import posixpath
import re

from lxml import etree

from generator.language import N_, _
from generator.problems import Place
from generator.template.finding.marks import TaggedStory
from generator.template.model import TagKind
from generator.word.opc.names import SDT, TBL, TC, W14, P, W, qn
from generator.word.opc.package import Package

_M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
MATH, MATH_TEXT = f"{{{_M}}}oMath", f"{{{_M}}}t"
_KINDS: dict[tuple[str, str], TagKind] = {
    (f"{{{W14}}}checked", f"{{{W14}}}val"): "check",
    (qn("w:date"), f"{{{W}}}fullDate"): "day",
    (qn("w:fldSimple"), f"{{{W}}}instr"): "code",
}
_PLACES = {
    "instrText": N_("a field code"),
    "fldSimple": N_("a field code"),
    "docPr": N_("the alternative text or name of a picture"),
    "cNvPr": N_("the alternative text or name of a picture"),
    "shape": N_("the alternative text or name of a picture"),
    "tblCaption": N_("the alternative text of a table"),
    "tblDescription": N_("the alternative text of a table"),
    "textpath": N_("a watermark"),
    "alias": N_("the title of a content control"),
    "tag": N_("the title of a content control"),
    "listItem": N_("the choices of a list"),
    "checked": N_("a check box"),
    "date": N_("a date control"),
    "bookmarkStart": N_("the name of a bookmark"),
    "hyperlink": N_("a link"),
    "docVar": N_("a document variable"),
}
"""What holds a tag, by the name of its element in XML."""
_PARTS = {
    "header": N_("the header"),
    "footer": N_("the footer"),
    "footnotes": N_("the footnotes"),
    "endnotes": N_("the endnotes"),
    "comments": N_("the comments"),
    "chart": N_("a chart"),
    "data": N_("a SmartArt picture"),
    "drawing": N_("a SmartArt picture"),
    "item": N_("the data that controls show"),
    "settings": N_("the document's settings"),
    "styles": N_("the styles"),
    "numbering": N_("the lists"),
}
"""What people call a part, by the beginning of its name."""
_PROPERTIES = ("core", "app", "custom")
_ROOM = 60


def kind_of(element: etree._Element, attribute: str) -> TagKind:
    """Return what a tag in an attribute gives."""
    return _KINDS.get((str(element.tag), attribute), "attribute")


def place_of(story: TaggedStory, element: etree._Element, attribute: str, text: str) -> Place:
    """Return the place of a tag: the paragraph it stands in or near, what holds it, the text around it."""
    near = element if element.tag == P else next(element.iterancestors(P), None)
    for holder in [] if near is not None else element.iterancestors(SDT, TC, TBL):
        near = next(holder.iter(P), None)
        break
    words = [story.words if near is None else story.where.words(near)]
    name = etree.QName(element).localname
    if element.tag == MATH_TEXT:
        words.append(_("an equation"))
    elif name in _PLACES:
        words.append(_(_PLACES[name]))
    elif attribute or near is None:
        words.append(name)
    return Place(words=f"{', '.join(words)}, “{' '.join(text.split())[:_ROOM]}”")


def in_words(part: str, package: Package) -> str:
    """Return what people call a part: the body, a header ..."""
    if part == package.main:
        return _("the body")
    name = posixpath.basename(part)
    kind = re.match("[a-z]*", name)
    stem = kind.group() if kind else ""
    if stem in _PROPERTIES:
        return _("the document's properties")
    if "glossary" in part:
        return _("the building blocks") + f" ({name})"
    return f"{_(_PARTS[stem])} ({name})" if stem in _PARTS else part
