"""Single letters of fonts of pictures. Source: ECMA-376 part 1, 17.3.3.30 (w:sym)."""

from __future__ import annotations

from lxml import etree

from generator.language import _
from generator.preview.paper import Paper
from generator.word.opc.names import qn

_KNOWN = {
    "F06F": "☐", "F0A8": "☐", "F0FE": "☒", "F052": "☑", "F0A3": "☐", "F0FC": "✓", "F0B7": "•", "F0E0": "→",
    "F0A7": "▪", "F0D8": "➢", "F0B0": "°", "F0B1": "±",
}  # fmt: skip
_PRIVATE = range(0xE000, 0xF900)


def symbol(element: etree._Element, paper: Paper) -> str:
    """Return what is nearest to a w:sym; a frame for what is not known."""
    code = element.get(qn("w:char"), "").upper()
    if code in _KNOWN:
        return _KNOWN[code]
    try:
        number = int(code, 16)
    except ValueError:
        number = _PRIVATE.start
    if number in _PRIVATE or not chr(number).isprintable():
        paper.say(_("Letters of fonts of pictures, such as Wingdings, stand here as frames."))
        return "▯"
    return chr(number)
