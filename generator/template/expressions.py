"""What each value gives where it stands: a run, a whole paragraph, the name of a control."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace as changed
from itertools import islice

from lxml import etree

from generator.template.finding.marks import BEGIN, PI, Mark, TaggedStory, instruction, remove, shows
from generator.word.opc.names import BOX, PPR, SDT, SDT_CONTENT, SDTPR, TC, VAL, P, qn

FENCE, DIVIDER = "formatting", "here"
"""Processing instructions that fence in the XML that belongs to a value, until it is cut out of the text."""
_PLAIN = [qn(f"w:{name}") for name in "text date dropDownList comboBox".split()]
_HOMES = frozenset(
    qn(f"w:{name}")
    for name in "p hyperlink ins moveTo smartTag fldSimple customXml sdtContent dir bdo".split()
)
_BLOCK_HOMES = frozenset(
    [TC, BOX, SDT_CONTENT, *(qn(f"w:{name}") for name in "body hdr ftr footnote endnote".split())]
)
_NAMED = (("alias", "tag"), ("lock", "temporary"))  # in the order of the schema; w:id is given anew
_NAMES = frozenset(qn(f"w:{name}") for names in _NAMED for name in names)
_STALE = [qn("w:id"), qn("w:showingPlcHdr"), qn("w:dataBinding"), qn("w:placeholder")]
_SECTION, _CHANGE = qn("w:sectPr"), qn("w:rPrChange")


def place_values(story: TaggedStory) -> None:
    """Decide for each value tag what it gives, and fence in the XML that it takes with it."""
    for control in story.root.iter(SDT):
        if _may_be_copied(control):
            for number in control.findall(f"{SDTPR}/{qn('w:id')}"):
                remove(number)  # Word gives a control without id one of its own
    for mark in list(story.marks):
        if mark.found.kind == "put" and mark.kind == "run":
            _place_value(story, mark)


def _place_value(story: TaggedStory, mark: Mark) -> None:
    parent = mark.node.getparent()
    control = _plain_control(mark.node)
    sole = control is not None and not _shows_more(mark, control) and not _is_named_by_tags(control)
    if control is not None and sole:
        _name(story, mark, control)
    if mark.formatting is not None:
        for change in mark.formatting.findall(_CHANGE):  # a tracked change cannot be copied: its id is one
            mark.formatting.remove(change)
    fallback = next(mark.node.iterancestors(qn("mc:Fallback")), None)
    is_home = story.is_text and fallback is None and parent is not None and parent.tag in _HOMES
    if control is not None or not is_home:
        mark.kind = "inner" if sole else "bare"
    elif parent is not None and parent.tag == P and _is_alone(mark, parent):
        mark.kind = "block"
        _fence_block(mark, parent)
        return
    mark.node.addprevious(PI(FENCE))
    if mark.formatting is not None:
        mark.node.addprevious(deepcopy(mark.formatting))


def _may_be_copied(control: etree._Element) -> bool:
    """Say whether a tag that may be a loop stands before the control, or before what it stands in."""
    holders = [control, *control.iterancestors()]
    return any(True for holder in holders for _tag in holder.itersiblings(PI, preceding=True))


def _plain_control(node: etree._Element) -> etree._Element | None:
    """Return the control that holds the value, when it is of a kind that holds nothing but text."""
    for control in node.iterancestors(SDT):
        properties = control.find(SDTPR)
        if properties is not None and any(properties.find(kind) is not None for kind in _PLAIN):
            return control
    return None


def _shows_more(mark: Mark, control: etree._Element) -> bool:
    """Say whether the control holds more than this value."""
    values = list(control.iter(PI))
    texts = "".join(text.text or "" for text in control.iter(qn("w:t")))
    return values != [mark.node] or bool(texts.strip())


def _is_named_by_tags(control: etree._Element) -> bool:
    """Say whether tags stand in what names the control."""
    names = control.iterfind(f"{SDTPR}/*")
    return any(BEGIN in name.get(VAL, "") for name in names if name.tag in _NAMES)


def _name(story: TaggedStory, mark: Mark, control: etree._Element) -> None:
    """Let the control that is there already take the name of its value."""
    properties = control.find(SDTPR)
    if properties is None:
        return
    for kind in _STALE:  # a binding would overwrite the value when Word opens the file
        for element in properties.findall(kind):
            properties.remove(element)
    for text in properties.findall(qn("w:text")):
        text.set(qn("w:multiLine"), "1")
    parts = [[properties.find(qn(f"w:{name}")) for name in names] for names in _NAMED]
    name = changed(mark, node=instruction(mark.found), kind="name", formatting=None)
    story.marks.append(name)
    properties.insert(1 if properties.find(qn("w:rPr")) is not None else 0, name.node)
    for fence, elements in zip((FENCE, DIVIDER), parts, strict=True):
        name.node.addprevious(PI(fence))
        for known in elements:
            if known is not None:
                name.node.addprevious(known)


def _is_alone(mark: Mark, paragraph: etree._Element) -> bool:
    """Say whether nothing but this value stands in its paragraph, so that it may become several."""
    holder = paragraph.getparent()
    if holder is None or holder.tag not in _BLOCK_HOMES:
        return False
    if list(islice(paragraph.iter(PI), 2)) != [mark.node] or paragraph.find(f"{PPR}/{_SECTION}") is not None:
        return False
    at = paragraph.index(mark.node)
    paragraph.remove(mark.node)
    alone = not shows(paragraph) and not any(BEGIN in value for value in _attributes(paragraph))
    paragraph.insert(at, mark.node)
    return alone


def _attributes(paragraph: etree._Element) -> Iterator[str]:
    return (str(value) for element in paragraph.iter(etree.Element) for value in element.attrib.values())


def _fence_block(mark: Mark, paragraph: etree._Element) -> None:
    """Fence in the paragraph as five pieces: start, properties, before, the run's properties, after."""
    properties = paragraph.find(PPR)
    paragraph.insert(0, PI(DIVIDER))
    paragraph.insert(1 if properties is None else 2, PI(DIVIDER))
    mark.node.addprevious(PI(DIVIDER))
    if mark.formatting is not None:
        mark.node.addprevious(deepcopy(mark.formatting))
    mark.node.addprevious(PI(DIVIDER))
    paragraph.addprevious(PI(FENCE))
    paragraph.addnext(mark.node)
