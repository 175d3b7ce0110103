"""A paragraph's text as one string, however Word has split it, and the run that holds a stretch of it.

Source: ECMA-376 part 1, 17.3 (paragraphs and runs).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from copy import deepcopy
from itertools import pairwise

from lxml import etree

from generator.word.opc.names import RPR, RUN, SPACE, P, T, qn
from generator.word.opc.xml import escape

_WRAPPERS = frozenset(
    qn(f"w:{name}")
    for name in "hyperlink ins moveTo smartTag sdt sdtContent fldSimple customXml dir bdo".split()
)
"""What may stand between a paragraph and its runs; w:del and w:moveFrom hold what is no longer there."""
_BREAK, _BREAK_KIND = qn("w:br"), qn("w:type")
_NOISE = qn("w:lastRenderedPageBreak")
CHARACTERS = {
    qn("w:tab"): "\t",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "\u2011",
    qn("w:softHyphen"): "\u00ad",
}
"""Elements in a run that stand for one character."""


def runs_of(holder: etree._Element) -> Iterator[etree._Element]:
    """Yield the runs of a paragraph, or of what stands in one: its own, not those of a text box in it."""
    for child in holder:
        if child.tag == RUN:
            yield child
        elif child.tag in _WRAPPERS:
            yield from runs_of(child)


def is_in_text(element: etree._Element) -> bool:
    """Say whether an element of a run is of the text that `text_of` gives of its paragraph."""
    run = element.getparent()
    holder = None if run is None or run.tag != RUN else run.getparent()
    while holder is not None and holder.tag in _WRAPPERS:
        holder = holder.getparent()
    return element.tag == T and holder is not None and holder.tag == P


def text_of(holder: etree._Element) -> str:
    """Return the text, tabs and line breaks too; what is deleted by a tracked change is left out."""
    return "".join(map(run_text, runs_of(holder)))


def run_text(run: etree._Element) -> str:
    """Return the text of one run."""
    return "".join(map(child_text, run))


def child_text(child: etree._Element) -> str:
    """Return the text of what stands in a run; nothing for a picture, and for text that is deleted."""
    if child.tag == T:
        return child.text or ""
    if child.tag == _BREAK:  # a page or column break is no text
        return "\n" if child.get(_BREAK_KIND, "textWrapping") == "textWrapping" else ""
    return CHARACTERS.get(child.tag, "")


def text_xml(text: str) -> str:
    """Return what a run holds for `text`: w:t, and w:br for a newline, w:tab for a tab."""
    if "\n" not in text and "\t" not in text:
        return f'<w:t xml:space="preserve">{escape(text)}</w:t>'
    lines = []
    for line in text.split("\n"):
        stretches = [
            f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else "" for part in line.split("\t")
        ]
        lines.append("<w:tab/>".join(stretches))
    return "<w:br/>".join(lines)


def isolate(paragraph: etree._Element, *stretches: tuple[int, int]) -> list[etree._Element]:
    """Return one run for each stretch (start, end) of the text, with the run properties of its first letter.

    The stretches are in order, not empty and apart from each other. Neighbours keep theirs;
    what is no text (bookmarks, comment anchors, pictures) stays, after the run. Linear in the length.
    """
    cuts = sorted({at for stretch in stretches for at in stretch})
    groups: dict[int, list[etree._Element]] = {}
    position = 0
    for run in list(runs_of(paragraph)):
        grouped, position = _grouped(run, position, cuts)
        for group, piece in _split(run, grouped):
            groups.setdefault(group, []).append(piece)
    return [_joined(groups[bisect_right(cuts, start)]) for start, _end in stretches]


def _grouped(
    run: etree._Element, position: int, cuts: Sequence[int]
) -> tuple[dict[int, list[etree._Element]], int]:
    """Return the run's children by the number of cuts before them, and the position after the run."""
    grouped: dict[int, list[etree._Element]] = {}
    for child in run:
        if child.tag == RPR:
            continue
        for text, part in _parts(child, position, cuts):
            here = bisect_right(cuts, position)
            group = (
                here if text or not grouped else max(grouped)
            )  # what is no text stays with what it follows
            grouped.setdefault(group, []).append(part)
            position += len(text)
    return grouped, position


def _parts(child: etree._Element, position: int, cuts: Sequence[int]) -> list[tuple[str, etree._Element]]:
    """Return the child, a w:t cut where a cut goes through it."""
    text = child_text(child)
    inside = cuts[bisect_right(cuts, position) : bisect_left(cuts, position + len(text))]
    if not inside:
        return [(text, child)]
    bounds = [0, *(cut - position for cut in inside), len(text)]
    stretches = [text[start:end] for start, end in pairwise(bounds)]
    elements = [child, *(etree.Element(T) for _ in stretches[1:])]
    for element, stretch in zip(elements, stretches, strict=True):
        element.text = stretch
        element.set(SPACE, "preserve")
    return list(zip(stretches, elements, strict=True))


def _split(run: etree._Element, grouped: dict[int, list[etree._Element]]) -> list[tuple[int, etree._Element]]:
    """Give each group a run of its own, beside the first; return (group, run)."""
    pieces = []
    last = run
    for number, (group, children) in enumerate(grouped.items()):
        if number:
            last = _beside(last, children)
        pieces.append((group, last))
    return pieces


def _beside(run: etree._Element, children: list[etree._Element]) -> etree._Element:
    new = etree.Element(RUN)
    if (properties := run.find(RPR)) is not None:
        new.append(deepcopy(properties))
    new.extend(children)
    run.addnext(new)
    return new


def _joined(runs: list[etree._Element]) -> etree._Element:
    """Bring the text of the runs together in the first; what is no text stays, after it."""
    first = next(run for run in runs if run_text(run))
    for run in runs:
        if run is first:
            continue
        first.extend([child for child in run if child_text(child)])
        if all(child.tag in {RPR, _NOISE} for child in run) and (parent := run.getparent()) is not None:
            parent.remove(run)
    foreign = [child for child in first if child.tag not in {RPR, T} and not child_text(child)]
    kept = [child for child in foreign if child.tag != _NOISE]
    if kept:
        _beside(first, kept)
    for child in foreign:
        if child.getparent() is first:
            first.remove(child)
    return first
