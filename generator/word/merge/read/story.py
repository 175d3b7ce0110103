"""A document as it is compared: its styles and lists by name, its links, pictures and notes by what they are.

Source: ECMA-376 part 1, 17.7 (styles), 17.9 (numbering), 17.11 (notes), 17.5.2 (content controls).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Hashable
from dataclasses import dataclass

from lxml import etree

from generator.word.opc.names import PPR, VAL, R, T, qn
from generator.word.opc.package import Package
from generator.word.opc.xml import inner
from generator.word.text.content_control import name_in, showing_placeholder
from generator.word.text.numbering import Numbering
from generator.word.text.styles import Styles, num_pr

_CHART = b"<c:chartSpace "
_POINT = "{http://schemas.openxmlformats.org/drawingml/2006/chart}v"
_INDEX = re.compile(r"(?<=\.)\d+(?=\.|$)")
_OFF = frozenset({"0", "false", "off", "none", "baseline"})
_TOGGLES = (("w:b", "b"), ("w:i", "i"), ("w:strike", "s"))
_NOTES = {qn("w:footnoteReference"): "footnote", qn("w:endnoteReference"): "endnote"}
_NOTE_ID = qn("w:id")
_STYLE, _LIST = qn("w:pStyle"), qn("w:numPr")
_UNDERLINE, _VERTICAL = qn("w:u"), qn("w:vertAlign")
_RUN_STYLE = qn("w:rStyle")
_COUNTED = frozenset([*(qn(name) for name, _letter in _TOGGLES), _UNDERLINE, _VERTICAL, _RUN_STYLE])
_DELETED = qn("w:del")


@dataclass(eq=False, slots=True)
class InlineField:
    """A content control that holds a value of the data; `text` is None while it has none."""

    control: etree._Element
    path: str
    slot: str
    empty: bool
    text: str | None = None


def pattern(path: str) -> str:
    """Return the path with its indexes left open: `project.activities.#.name`; of an item, that of its list.

    Earlier versions had the prompt of a list without items at the list's own path.
    """
    return _INDEX.sub("#", path).removesuffix(".#")


class Slots:
    """How controls are recognised: by tag, or by alias when an editor has dropped the tags.

    `placed`: a paragraph is another when it stands in another control; not so when an editor has dropped the
    controls around paragraphs. `edited`: this document may have lost some. `inline`: the slots that stand in
    a text in what was generated; a control with another slot is a person's own.
    """

    def __init__(self, *, by_alias: bool, placed: bool = True, edited: bool = False) -> None:
        self.by_alias, self.placed, self.edited = by_alias, placed, edited
        self.inline: set[str] | None = None

    def slot(self, control: etree._Element) -> str:
        """Return what the control holds, indexes left open; nothing when it has no name."""
        return name_in(control, "w:alias") if self.by_alias else pattern(name_in(control, "w:tag"))


class Document:
    """What the parts of a package share."""

    def __init__(self, package: Package) -> None:
        self.package = package
        styles = package.document_tree("styles")
        self.styles = Styles(styles)
        self.names_of_styles: dict[str, str] = {}
        self.default_style = "normal"
        for style in styles.iterfind(qn("w:style")) if styles is not None else ():
            name = style.find(qn("w:name"))
            lower = "" if name is None else name.get(VAL, "").lower()
            self.names_of_styles[style.get(qn("w:styleId"), "")] = lower
            if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default"), "0") not in _OFF:
                self.default_style = lower
        numbering = package.document_tree("numbering")
        self.numbering = None if numbering is None else Numbering(numbering)
        self._notes: dict[str, dict[str, str]] = {}
        self._hashes: dict[str, str] = {}
        self._levels: dict[tuple[int, int], str] = {}

    def style_of(self, paragraph: etree._Element) -> str:
        """Return the name of a paragraph's style."""
        found = inner(paragraph, PPR, _STYLE)
        if found is None:
            return self.default_style
        return self.names_of_styles.get(found.get(VAL, ""), found.get(VAL, ""))

    def list_of(self, paragraph: etree._Element) -> str:
        """Return `bullet 0`, `number 1`, `number 1 from 4` ... for a paragraph in a list, else nothing."""
        properties, style = inner(paragraph, PPR, _LIST), inner(paragraph, PPR, _STYLE)
        inherited = self.styles.numbering(style.get(VAL, "")) if style is not None else None
        num_id, level = num_pr(properties) if properties is not None else (None, None)
        if num_id is None and inherited is not None:
            num_id, level = inherited[0], inherited[1] if level is None else level
        if not num_id:
            return ""
        place = (num_id, level or 0)
        if place not in self._levels:
            self._levels[place] = self._level(*place)
        return self._levels[place]

    def _level(self, num_id: int, level: int) -> str:
        found = None if self.numbering is None else self.numbering.level(num_id, level)
        if found is None or found.format == "none":
            return ""
        if found.format == "bullet":
            return f"bullet {level}"
        return f"number {level}" + (f" from {found.start}" if found.start != 1 else "")

    def note(self, kind: str, number: str) -> str:
        """Return the text of a footnote or endnote."""
        if kind not in self._notes:
            root = self.package.document_tree(f"{kind}s")
            notes = root.iterfind(qn(f"w:{kind}")) if root is not None else ()
            self._notes[kind] = {note.get(_NOTE_ID, ""): text_in(note) for note in notes}
        return self._notes[kind].get(number, "")

    def hash_of(self, part: str) -> str:
        """Return a name for what a part holds."""
        if part not in self._hashes:
            data = self.package.parts.get(part, b"")
            if _CHART in data:  # an editor writes a chart anew; its names and numbers stay
                data = "\n".join(str(point.text) for point in self.package.tree(part).iter(_POINT)).encode()
            self._hashes[part] = hashlib.sha256(data).hexdigest()[:16]
        return self._hashes[part]


class Story:
    """One part that holds text: the body, a header, a footer."""

    def __init__(self, document: Document, part: str, slots: Slots) -> None:
        self.document, self.part, self.slots = document, part, slots
        self.root = document.package.tree(part)
        self.relationships = document.package.relationships(part)

    def formatting(self, properties: etree._Element | None, link: str) -> str:
        """Return the letters of what counts in a run's formatting; the line under a link does not."""
        if properties is None:
            return ""
        counted = _COUNTED.intersection([child.tag for child in properties])
        if not counted:
            return ""
        styles = self.document.styles
        found = "".join(
            letter
            for name, letter in _TOGGLES
            if (qn(name) in counted or _RUN_STYLE in counted) and styles.is_set(properties, name)
        )
        line, height = properties.find(_UNDERLINE), properties.find(_VERTICAL)
        if line is not None and not link and line.get(VAL, "single") not in _OFF:
            found += "u"
        if height is not None and height.get(VAL, "") not in _OFF:
            found += "^" if height.get(VAL) == "superscript" else "_"
        return found

    def link(self, link: etree._Element) -> str:
        """Return what a w:hyperlink points to."""
        relation = self.relationships.get(link.get(f"{{{R}}}id", ""))
        anchor = link.get(qn("w:anchor"), "")
        return (relation.target.rstrip("/") if relation else "") + (f"#{anchor}" if anchor else "")

    def inline_field(self, control: etree._Element) -> InlineField | None:
        """Return the value that a control in a text holds; None for one that is not ours."""
        slot = self.slots.slot(control)
        if not slot or (self.slots.inline is not None and slot not in self.slots.inline):
            return None
        return InlineField(control, name_in(control, "w:tag"), slot, showing_placeholder(control))

    def other(self, child: etree._Element) -> Hashable:
        """Return a key for a picture, a note or anything else in a run that is no text."""
        if child.tag in _NOTES:
            kind = _NOTES[child.tag]
            return ("note", kind, self.document.note(kind, child.get(_NOTE_ID, "")))
        name = etree.QName(child).localname
        pictures = [
            self.document.hash_of(self.relationships[value].target)
            for element in child.iter(etree.Element)
            for attribute, value in element.items()
            if str(attribute).startswith(f"{{{R}}}") and value in self.relationships
        ]
        if pictures or len(child):
            return ("picture", *dict.fromkeys(pictures), text_in(child))
        values = sorted(f"{key!s}={value!s}" for key, value in child.items())
        return ("element", name, *values, child.text or "")


def text_in(holder: etree._Element) -> str:
    """Return the text of a note or a text box, tracked changes accepted."""
    return "".join(
        text.text or "" for text in holder.iter(T) if not any(True for above in text.iterancestors(_DELETED))
    )
