"""New paragraphs and pages inside a value, where it holds U+0007 and U+000C, as with docxtpl.

Only JSON can say them; a data file in YAML refuses both.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from lxml import etree

from generator.word.opc.names import PPR, RUN, P, qn

_CHARACTERS = re.compile("[\a\f]")
_PARAGRAPH, _PAGE = "new-paragraph", "new-page"
_BREAK, _BREAK_KIND, _SECTION = qn("w:br"), qn("w:type"), qn("w:sectPr")


def parts(value: Any) -> bool:
    """Say whether the value goes on in a new paragraph or on a new page."""
    return isinstance(value, str) and _CHARACTERS.search(value) is not None


def flat(value: Any) -> Any:
    """Return the value for a place that holds no paragraphs: with line breaks in their stead."""
    return _CHARACTERS.sub("\n", value) if parts(value) else value


def write(value: str, run: Callable[[str], str]) -> str:
    """Return the value as runs, and what stands between them until the paragraphs are parted."""
    pieces = [run(text) if text else "" for text in _CHARACTERS.split(value)]
    marks = [f"<{_PAGE}/>" if each == "\f" else f"<{_PARAGRAPH}/>" for each in _CHARACTERS.findall(value)]
    return "".join(piece + mark for piece, mark in zip(pieces, [*marks, ""], strict=True))


def put_in(root: etree._Element) -> None:
    """Part the paragraphs of a finished story."""
    for mark in list(root.iter(_PARAGRAPH, _PAGE)):
        holder = mark.getparent()
        if holder is not None and holder.tag == P:
            _part(holder, mark)
        elif holder is not None:  # a link cannot be parted
            holder.replace(mark, _break(None))


def _part(paragraph: etree._Element, mark: etree._Element) -> None:
    """Let what stands before the mark be a paragraph of its own, of the same kind."""
    before = etree.Element(P)
    properties = paragraph.find(PPR)
    if properties is not None:
        before.append(deepcopy(properties))
        for section in before[0].findall(_SECTION):  # it ends with the last
            before[0].remove(section)
    before.extend([child for child in mark.itersiblings(preceding=True) if child.tag != PPR][::-1])
    paragraph.addprevious(before)
    if mark.tag == _PAGE:
        page = etree.Element(P)
        page.append(_break("page"))
        paragraph.addprevious(page)
    paragraph.remove(mark)


def _break(kind: str | None) -> etree._Element:
    run = etree.Element(RUN)
    etree.SubElement(run, _BREAK, {} if kind is None else {_BREAK_KIND: kind})
    return run
