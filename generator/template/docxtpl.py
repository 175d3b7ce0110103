"""What docxtpl's own writing does to a template before its tags are placed.

`{%p for ... %}` takes its paragraph with it, whatever else stands there, `{%tr` its row and `{%tc` its cell;
so does a comment `{#p ... #}`. A `{%-` that begins a paragraph joins it to the one before, and a `-%}`
that ends one joins the next to it; between the two stands no other tag.
"""

from __future__ import annotations

from lxml import etree

from generator.template.finding.marks import PI, Mark, TaggedStory, is_tag, remove, shows
from generator.template.governing.placing import must_stay
from generator.word.opc.names import PPR, RUN, TC, TR, P, qn

_UNITS = {"p": P, "tr": TR, "tc": TC}
_SECTION = f"{PPR}/{qn('w:sectPr')}"
_COMMENT = qn("w:commentReference")


def arrange_docxtpl(story: TaggedStory) -> None:
    """Take away what goes with its tag, and join what tags with `-` join."""
    for mark in list(story.marks):
        unit = next(mark.node.iterancestors(_UNITS.get(mark.found.marker, "none")), None)
        if unit is not None and mark.found.kind == "note":
            _drop(story, unit)
        elif unit is not None and mark.found.kind == "do" and list(unit.iter(PI)) == [mark.node]:
            _bare(unit)
    for mark in story.marks:
        _join(mark)


def _drop(story: TaggedStory, unit: etree._Element) -> None:
    """Take a paragraph, row or cell away, with the tags in it; a cell keeps its last paragraph, emptied."""
    gone = set(unit.iter(PI))
    story.marks[:] = [mark for mark in story.marks if mark.node not in gone]
    holder = unit.getparent()
    if holder is None:
        return
    if unit.tag == P and (must_stay(unit) or unit.find(_SECTION) is not None):
        for child in [child for child in unit if child.tag != PPR]:
            unit.remove(child)
        return
    holder.remove(unit)
    if unit.tag == TC and holder.find(TC) is None:
        remove(holder)


def _bare(unit: etree._Element) -> None:
    """Leave nothing to be seen in a paragraph, row or cell but its tag."""
    for run in list(unit.iter(RUN)):
        if run.find(_COMMENT) is None:
            remove(run)


def _join(mark: Mark) -> None:
    paragraph = next(mark.node.iterancestors(P))
    if mark.typed.startswith("{%-") and _at_edge(mark, paragraph, preceding=True):
        previous = paragraph.getprevious()
        if previous is not None and _append(previous, paragraph):
            paragraph = previous
    if mark.typed.endswith("-%}") and _at_edge(mark, paragraph, preceding=False):
        following = paragraph.getnext()
        if following is not None:
            _append(paragraph, following)


def _at_edge(mark: Mark, paragraph: etree._Element, *, preceding: bool) -> bool:
    """Say whether the tag is the first that is seen in its paragraph, or the last and no tag follows it."""
    for element in (mark.node, *mark.node.iterancestors()):
        if element is paragraph:
            break
        for sibling in element.itersiblings(preceding=preceding):
            if shows(sibling) or (not preceding and any(map(is_tag, sibling.iter()))):
                return False
    return True


def _append(first: etree._Element, second: etree._Element) -> bool:
    """Let a paragraph go on with what the next holds, when neither ends a section; say whether it does."""
    if any(each.tag != P or each.find(_SECTION) is not None for each in (first, second)):
        return False
    first.extend([child for child in second if child.tag != PPR])
    remove(second)
    return True
