"""Controls of a value in a text that have come to stand around its paragraph, cell or row, taken back.

A control is one thing at four levels (ECMA-376 part 1, 17.5.2.29 to .32); a paste can change which.
"""

from __future__ import annotations

from lxml import etree

from generator.word.merge.read.story import Slots
from generator.word.opc.names import PPR, SDT, SDT_CONTENT, P
from generator.word.revisions.tracked import unwrap


def move_into_paragraphs(root: etree._Element, slots: Slots, inline: set[str]) -> None:
    """Put each control of these slots that holds one paragraph inside that paragraph."""
    for control in list(root.iter(SDT)):
        content = control.find(SDT_CONTENT)
        paragraphs = [] if content is None else list(content.iter(P))
        if content is None or len(paragraphs) != 1 or slots.slot(control) not in inline:
            continue
        [paragraph] = paragraphs
        unwrap(control)
        content.extend([child for child in paragraph if child.tag != PPR])
        paragraph.append(control)


def inline_only(root: etree._Element, slots: Slots) -> set[str]:
    """Return the slots whose controls all stand in a text."""
    controls = list(root.iter(SDT))
    around = {slots.slot(control) for control in controls if next(control.iter(P), None) is not None}
    return {slots.slot(control) for control in controls} - around
