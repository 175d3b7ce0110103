"""What a control takes over from another (w:sdtPr): name, path and number, what it can hold, placeholder.

Source: ECMA-376 part 1, 17.5.2.38 (w:sdtPr).
"""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from generator.word.merge.read.story import InlineField
from generator.word.opc.names import SDT, SDTPR, VAL, qn
from generator.word.opc.schema_order import insert
from generator.word.opc.xml import inner
from generator.word.text.content_control import control_text
from generator.word.text.control_kinds import DATE, KINDS, say_day

_SHOWING = qn("w:showingPlcHdr")
_NAMES = [qn("w:alias"), qn("w:tag"), qn("w:id")]


def rename(edited: etree._Element, generated: etree._Element) -> None:
    """Give an edited control the name, the path and the number of the generated one, and what it can hold."""
    own, other = edited.find(SDTPR), generated.find(SDTPR)
    if own is None or other is None:
        return
    for tag in _NAMES:
        new, old = other.find(tag), own.find(tag)
        if new is not None and old is not None:
            old.attrib.update(new.attrib)
        elif new is not None:
            insert(own, deepcopy(new))
    new, old = next(other.iterchildren(*KINDS), None), next(own.iterchildren(*KINDS), None)
    if new is not None and old is not None:
        own.replace(old, deepcopy(new))


def say_days(root: etree._Element) -> None:
    """Let each control of a story that holds a day say the day that its text is."""
    for control in root.iter(SDT):
        if (date := inner(control, SDTPR, DATE)) is not None:
            say_day(date, control_text(control).strip())


def set_tag(control: etree._Element, path: str) -> None:
    """Let a control that has a tag hold the value of another path."""
    found = control.find(f"{SDTPR}/{qn('w:tag')}")
    if found is not None:
        found.set(VAL, path)


def asks_otherwise(base: InlineField, edited: InlineField, generated: InlineField) -> bool:
    """Say whether a prompt that stands as it was generated has other words now."""
    old, own, new = (control_text(field.control) for field in (base, edited, generated))
    return base.empty and edited.empty and generated.empty and old == own != new


def show_placeholder(edited: etree._Element, generated: etree._Element | None) -> None:
    """Let an edited control show its placeholder when `generated` does, else not."""
    own, other = edited.find(SDTPR), None if generated is None else generated.find(SDTPR)
    if own is None:
        return
    for child in own.findall(_SHOWING):
        own.remove(child)
    wanted = None if other is None else other.find(_SHOWING)
    if wanted is not None:
        insert(own, deepcopy(wanted))
