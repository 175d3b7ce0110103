"""Tags that stand elsewhere than in the text of paragraphs: attributes, field codes, equations, other parts.

Whatever Word keeps in a file may hold one: alternative texts, titles of controls, watermarks, the choices
of a list. What is written there is plain text. Only in the formatting of a text, and among other elements,
a tag is refused; what is deleted by a tracked change holds none.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from generator.language import _
from generator.problems import Place
from generator.template.finding.marks import BEGIN, Mark, TaggedStory, append_text, attribute_tag, new_mark
from generator.template.finding.place_words import MATH, MATH_TEXT, kind_of, place_of
from generator.template.finding.tag_finder import FoundTag, tags_in
from generator.template.model import TagKind
from generator.template.outside_text.check_boxes import show_state
from generator.template.outside_text.placeholder_pictures import mark_picture
from generator.word.opc.names import PPR, RPR, RUN, SPACE, P, T, qn
from generator.word.text.runs import is_in_text

_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_CODE, _FIELD = qn("w:instrText"), qn("w:fldChar")
_DELETED, _GONE = (qn("w:del"), qn("w:moveFrom")), frozenset([qn("w:delText"), qn("w:delInstrText")])
_FORMATTING = frozenset([PPR, RPR])
_WHOLES = {
    MATH_TEXT: [MATH],
    f"{_DRAWN}t": [f"{_DRAWN}p"],
    T: [qn("w:rt"), qn("w:rubyBase")],
}
"""In what the texts of a kind are read as one: Word divides them as it likes."""
_NOTHING = ["nothing"]
_KEPT = frozenset([_CODE, MATH_TEXT, T])


def mark_elsewhere(story: TaggedStory) -> list[Mark]:
    """Put these tags into the tree, those in attributes as signs that stand for them; return them all."""
    marks: list[Mark] = []
    _forget_signs(story.root)
    for element in list(story.root.iter(etree.Element)):
        for name, value in element.attrib.items():
            if "{" in value and (found := _tags(str(value))):
                marks += _in_attribute(story, element, str(name), found)
        if element.tail and "{" in element.tail and (found := _tags(element.tail)):
            place = place_of(story, element, "", element.tail)
            _refuse(story, new_mark(story, found[0], element.tail, place, "text", element))
    for texts, first in list(_texts(story.root)):
        marks += _in_texts(story, texts, is_first=first)
    return marks


def _forget_signs(root: etree._Element) -> None:
    """Take out noncharacters, which here stand for tags, and which no program writes."""
    for element in root.iter(etree.Element):
        for name, value in element.attrib.items():
            if BEGIN in value:
                element.set(name, str(value).replace(BEGIN, ""))
        if BEGIN in (element.text or ""):
            element.text = (element.text or "").replace(BEGIN, "")


def _tags(text: str) -> list[FoundTag]:
    """Return the tags and comments; where there are only comments, `{#`, those may be anything."""
    found = tags_in(text)
    return found if any(tag.kind != "note" for tag in found) else []


def _marked(
    story: TaggedStory, found: list[FoundTag], text: str, place: Place, kind: TagKind, scope: object
) -> list[Mark]:
    return [new_mark(story, tag, text, place, kind, scope) for tag in found if tag.kind != "note"]


def _in_attribute(
    story: TaggedStory, element: etree._Element, name: str, found: list[FoundTag]
) -> list[Mark]:
    value = str(element.get(name))
    kind, place = kind_of(element, name), place_of(story, element, name, value)
    marks = _marked(story, found, value, place, kind, (element, name))
    element.set(name, "".join(_between(value, found, [attribute_tag(story, mark) for mark in marks])))
    whole = len(found) == 1 and found[0].kind == "put" and value.strip() == marks[0].typed
    if element.tag in {P, RUN} or any(each.tag in _FORMATTING for each in element.iterancestors()):
        _refuse(story, marks[0])
    elif kind in {"check", "day"} and not whole:
        message = _("The tag {tag} must stand there alone, as one value. Choose with {example}.")
        example = "{{ a if x else b }}"
        story.wrong("template-place", message.format(tag=marks[0].typed, example=example), marks[0])
    elif kind == "check":
        marks += show_state(marks[0], element)
    elif whole and (element.tag, name) == (qn("wp:docPr"), "descr"):
        marks += mark_picture(story, marks[0], element)
    elif kind == "code":
        _refuse_field_name(story, marks[0], value[: found[0].start])
    return marks


def _between(text: str, found: list[FoundTag], signs: list[str]) -> Iterator[str]:
    """Yield what stands between the tags, and the signs in their stead."""
    end = 0
    for tag in found:
        yield text[end : tag.start - tag.lead]
        yield signs.pop(0) if tag.kind != "note" else ""
        end = tag.end + tag.trail
    yield text[end:]


def _refuse(story: TaggedStory, mark: Mark) -> None:
    message = _("The tag {tag} stands where no value can be written. Move it into a text.")
    story.wrong("template-place", message.format(tag=mark.typed), mark)


def _refuse_field_name(story: TaggedStory, mark: Mark, before: str) -> None:
    """Refuse a tag that would say which field it is: the data could then have Word fetch or run something."""
    if not before.strip():
        message = _("The tag {tag} begins a field code. Write there which field it is, such as HYPERLINK.")
        story.wrong("template-place", message.format(tag=mark.typed), mark)


def _texts(root: etree._Element) -> Iterator[tuple[list[etree._Element], bool]]:
    """Yield the elements whose texts are read as one, and whether they begin a field."""
    wholes: dict[etree._Element | None, list[etree._Element]] = {}
    field: etree._Element | None = None
    for element in root.iter(etree.Element):
        if element.tag == _FIELD:
            field = element
        elif element.text and not is_in_text(element) and not _is_deleted(element):
            whole = next(element.iterancestors(*_WHOLES.get(str(element.tag), _NOTHING)), element)
            wholes.setdefault(field if element.tag == _CODE else whole, []).append(element)
    for holder, texts in wholes.items():
        yield texts, holder is not None and holder.get(qn("w:fldCharType")) == "begin"


def _is_deleted(element: etree._Element) -> bool:
    return element.tag in _GONE or next(element.iterancestors(*_DELETED), None) is not None


def _in_texts(story: TaggedStory, texts: list[etree._Element], *, is_first: bool) -> list[Mark]:
    text = "".join(element.text or "" for element in texts)
    if "{" not in text or not (found := _tags(text)):
        return []
    kind: TagKind = "text"
    if texts[0].tag == _CODE:
        kind = "code"
        texts[0].text = text
        for element in texts[1:]:
            element.text = None
        texts = texts[:1]
    place = place_of(story, texts[0], "", text)
    marks, end = [], 0
    for element in texts:
        begin, end = end, end + len(element.text or "")
        near = [tag for tag in found if tag.start - tag.lead < end and tag.end + tag.trail > begin]
        own = [tag for tag in near if begin <= tag.start < end]
        new = _marked(story, own, text, place, kind, element)
        _put_in(element, text[:end], begin, near, [mark.node for mark in new])
        marks += new
    if kind == "code" and is_first:
        _refuse_field_name(story, marks[0], text[: found[0].start])
    return marks


def _put_in(
    element: etree._Element, text: str, begin: int, found: list[FoundTag], nodes: list[etree._Element]
) -> None:
    """Let the element hold the text from `begin` on, without the tags, and the nodes where they begin."""
    at, last, count = begin, None, 0
    element.text = ""
    for tag in found:
        append_text(element, last, text[at : max(at, tag.start - tag.lead)])
        at = max(at, min(tag.end + tag.trail, len(text)))
        if begin <= tag.start < len(text) and tag.kind != "note":
            last = nodes[count]
            element.insert(count, last)
            count += 1
    append_text(element, last, text[at:])
    if element.tag in _KEPT:
        element.set(SPACE, "preserve")
