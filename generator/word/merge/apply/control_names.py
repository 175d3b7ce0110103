"""What a control takes over from another (w:sdtPr): its name, path and number, and its placeholder.

Source: ECMA-376 part 1, 17.5.2.38 (the order of w:sdtPr).
"""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from generator.word.opc.names import SDTPR, qn

_HOLDER, _TEXT = qn("w:showingPlcHdr"), qn("w:text")
_NAMES = [qn("w:alias"), qn("w:tag"), qn("w:id")]
_ORDER = [
    qn(f"w:{name}")
    for name in "rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding label tabIndex".split()
]


def rename(mine: etree._Element, fresh: etree._Element) -> None:
    """Give a control of mine the name, the path and the number that fresh has for it."""
    ours, theirs = mine.find(SDTPR), fresh.find(SDTPR)
    if ours is None or theirs is None:
        return
    for tag in _NAMES:
        new, old = theirs.find(tag), ours.find(tag)
        if new is None:
            continue
        if old is None:
            _put(ours, deepcopy(new))
        else:
            for key, value in new.attrib.items():
                old.set(key, value)
    lines, plain = theirs.find(_TEXT), ours.find(_TEXT)
    if lines is not None and plain is not None:
        for key, value in lines.attrib.items():
            plain.set(key, value)


def set_name(control: etree._Element, tag: str, value: str) -> None:
    """Give a control another w:tag or w:alias, where it has one."""
    found = control.find(f"{SDTPR}/{tag}")
    if found is not None:
        found.set(qn("w:val"), value)


def show_placeholder(mine: etree._Element, fresh: etree._Element | None) -> None:
    """Let a control of mine show its placeholder when `fresh` does, else not."""
    ours, theirs = mine.find(SDTPR), None if fresh is None else fresh.find(SDTPR)
    if ours is None:
        return
    for child in ours.findall(_HOLDER):
        ours.remove(child)
    wanted = None if theirs is None else theirs.find(_HOLDER)
    if wanted is not None:
        _put(ours, deepcopy(wanted))


def _put(properties: etree._Element, child: etree._Element) -> None:
    rank = _ORDER.index(child.tag)
    later = next((o for o in properties if o.tag not in _ORDER or _ORDER.index(o.tag) > rank), None)
    if later is None:
        properties.append(child)
    else:
        later.addprevious(child)
