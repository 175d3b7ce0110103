"""The content controls of a story, read as if all tracked changes were accepted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from lxml.etree import _Element as Element

from generator.word.opc.names import PPR, RPR, SDT, TR, TRPR, P, qn
from generator.word.text.content_control import read
from generator.word.text.runs import text_of

_HIDDEN = tuple(qn(name) for name in ("mc:Fallback", "w:del", "w:moveFrom"))
_ROW_GONE = f"{TRPR}/{qn('w:del')}"
_RANGES_GONE = frozenset({qn("w:customXmlDelRangeStart"), qn("w:customXmlMoveFromRangeStart")})
_MARKS_GONE = (f"{PPR}/{RPR}/{qn('w:del')}", f"{PPR}/{RPR}/{qn('w:moveFrom')}")


@dataclass(frozen=True, eq=False)
class Control:
    """A content control: its tag and alias, and its text, None while it shows its placeholder."""

    part: str
    element: Element
    tag: str
    alias: str
    text: str | None


def controls(part: str, root: Element) -> Iterator[Control]:
    """Yield the controls of a story in order, read as if all tracked changes were accepted."""
    for element in root.iter(SDT):
        if _gone(element):
            continue
        tag, alias, text = read(element)
        yield Control(part, element, tag, alias, text and normalize("NFC", text))


def _gone(control: Element) -> bool:
    """Say whether the control itself is no longer there once all tracked changes are accepted."""
    if any(True for _ in control.iterancestors(*_HIDDEN)):
        return True
    if any(row.find(_ROW_GONE) is not None for row in control.iterancestors(TR)):
        return True
    before = control.getprevious()
    if before is not None and before.tag in _RANGES_GONE:
        return True
    return all_gone(list(control.iter(P)) or list(control.iterancestors(P))[:1])


def all_gone(paragraphs: Sequence[Element]) -> bool:
    """Say whether nothing is left of paragraphs once all tracked changes are accepted."""
    return bool(paragraphs) and all(
        any(each.find(mark) is not None for mark in _MARKS_GONE) and not text_of(each) for each in paragraphs
    )
