"""What one paragraph begins and another ends: a tag with Enter inside it, `{% raw %}` over several.

docxtpl joins the two halves of such a tag, and what follows in the paragraph of its end, in the first one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml import etree

from generator.sandbox import syntax_in_words
from generator.template.finding.tag_finder import ENDS, FoundTag, tags_in
from generator.word.opc.names import PPR, RUN, SPACE, P, T, qn
from generator.word.text.runs import text_of

_SECTION = f"{PPR}/{qn('w:sectPr')}"
_MOST = 10
"""Paragraphs that a tag may go over."""
_SIGNS = re.compile("|".join(map(re.escape, (*ENDS, *ENDS.values()))))
_RAW = "{% raw %}"
_NO_END = "Missing end of raw directive"  # as Jinja says it
_RAW_TAG = re.compile(r"\{%[-+]?\s*raw\s*[-+]?%\}")
_END_RAW = re.compile(r"\{%[-+]?\s*endraw\s*[-+]?%\}")


def join_broken(root: etree._Element) -> list[etree._Element]:
    """Bring each tag with Enter inside it together in its first paragraph; return those that this emptied."""
    emptied: list[etree._Element] = []
    for paragraph in list(root.iter(P)):
        text = text_of(paragraph)
        if _opens_more(text) and (opening := _unclosed(text)):
            rest = _until(paragraph, ENDS[opening])
            for following in rest:
                blank = etree.SubElement(etree.SubElement(paragraph, RUN), T, {SPACE: "preserve"})
                blank.text = " "
                paragraph.extend([child for child in following if child.tag != PPR])
            emptied += rest
    return emptied


def _opens_more(text: str) -> bool:
    """Say whether more tags may begin than end in a text, without reading them."""
    return sum(map(text.count, ENDS)) > sum(map(text.count, ENDS.values()))


def _unclosed(text: str) -> str:
    """Return what opens a tag that has no end in the text."""
    found = tags_in(text)
    if not found or not found[-1].fault:
        return ""
    typed = text[found[-1].start : found[-1].end]
    return typed[:2] if typed[:2] in ENDS and not typed.endswith(ENDS[typed[:2]]) else ""


def _until(paragraph: etree._Element, end: str) -> list[etree._Element]:
    """Return the paragraphs that follow, to the one that holds the end; none when something comes between."""
    passed: list[etree._Element] = []
    for following in paragraph.itersiblings():
        if following.tag != P or following.find(_SECTION) is not None or len(passed) == _MOST:
            return []
        passed.append(following)
        if sign := _SIGNS.search(text_of(following)):
            return passed if sign.group() == end else []
    return []


def tags_of_each(texts: Sequence[str]) -> Iterator[list[FoundTag]]:
    """Yield the tags of each paragraph's text; what stands between {% raw %} and {% endraw %} is text."""
    last = max((number for number, text in enumerate(texts) if _ends_raw(text)), default=-1)
    inside = False
    for number, text in enumerate(texts):
        found = _after_raw(text) if inside else tags_in(text)
        if found and _RAW_TAG.match(text[found[-1].start :]):  # no {% endraw %} follows it here
            inside = number < last
            found[-1] = replace(found[-1], fault="" if inside else syntax_in_words(_NO_END))
        elif _ends_raw(text):
            inside = False
        yield found


def _ends_raw(text: str) -> bool:
    return "{%" in text and _END_RAW.search(text) is not None


def _after_raw(text: str) -> list[FoundTag]:
    """Return the tags of a text that begins inside {% raw %}."""
    added = len(_RAW)
    return [replace(tag, start=tag.start - added, end=tag.end - added) for tag in tags_in(_RAW + text)[1:]]
