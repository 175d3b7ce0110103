"""The sign that a check box shows, by the state that a tag gives it.

Source: [MS-DOCX] 2.6.1.12 (w14:checkbox): the state stands in w14:checked, the sign in the control's text.
"""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from generator.template.expressions import DIVIDER, FENCE
from generator.template.finding.marks import PI, Mark, instruction
from generator.word.opc.names import SDT, SDT_CONTENT, W14, T

_VAL = f"{{{W14}}}val"
_SIGNS = {"checkedState": "2612", "uncheckedState": "2610"}
"""What Word shows unless the control says otherwise: a box with a cross, an empty one."""


def show_state(mark: Mark, checked: etree._Element) -> list[Mark]:
    """Let the sign in the check box follow its state; return its tag, if there is such a sign."""
    control = next(checked.iterancestors(SDT), None)
    box = checked.getparent()
    content = None if control is None else control.find(SDT_CONTENT)
    texts = [] if content is None else [each for each in content.iter(T) if (each.text or "").strip()]
    if box is None or len(texts) != 1 or len(texts[0].text or "") != 1:
        return []
    ticked, empty = (_sign(box, name) for name in _SIGNS)
    begin, between = PI(FENCE), PI(DIVIDER)
    begin.tail, between.tail = ticked, empty
    node = instruction(mark.found)
    texts[0].text = None
    texts[0].extend([begin, between, node])
    return [replace(mark, node=node, kind="sign")]


def _sign(box: etree._Element, name: str) -> str:
    state = box.find(f"{{{W14}}}{name}")
    written = _SIGNS[name] if state is None else state.get(_VAL, _SIGNS[name])
    try:
        return chr(int(written, 16))
    except (ValueError, OverflowError):
        return chr(int(_SIGNS[name], 16))
