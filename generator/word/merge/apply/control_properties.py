"""What a control takes over from another (w:sdtPr): its name, path and number, and its placeholder.

Source: ECMA-376 part 1, 17.5.2.38 (w:sdtPr).
"""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from generator.word.opc.names import SDTPR, VAL, qn
from generator.word.opc.schema_order import insert

_SHOWING, _TEXT = qn("w:showingPlcHdr"), qn("w:text")
_NAMES = [qn("w:alias"), qn("w:tag"), qn("w:id")]


def rename(edited: etree._Element, generated: etree._Element) -> None:
    """Give an edited control the name, the path and the number of the generated one."""
    own, other = edited.find(SDTPR), generated.find(SDTPR)
    if own is None or other is None:
        return
    for tag in (*_NAMES, _TEXT):
        new, old = other.find(tag), own.find(tag)
        if new is not None and old is not None:
            old.attrib.update(new.attrib)
        elif new is not None and tag != _TEXT:
            insert(own, deepcopy(new))


def set_tag(control: etree._Element, path: str) -> None:
    """Let a control that has a tag hold the value of another path."""
    found = control.find(f"{SDTPR}/{qn('w:tag')}")
    if found is not None:
        found.set(VAL, path)


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
