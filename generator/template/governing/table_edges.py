"""Page breaks in tables: rows that must not stand alone on a page, found when a template is compiled.

In a table with a header row, the first row and the last but one stay with the next (keep_together.py).
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import replace as changed

from lxml import etree

from generator.template.finding.marks import Mark, TaggedStory, add_tag, is_tag
from generator.word.opc.names import SDT_CONTENT, TBL, TC, TCPR, TR, W, qn
from generator.word.text.keep_together import is_header, keep_edges_together, keep_row

_TABLE_PARTS = frozenset([TR, qn("w:tblPr"), qn("w:tblGrid")])
_KEPT = "if loop.first and not loop.last or not loop.revindex - 2"
_REPAIRED = re.compile("<w:sdt>|docPr|bookmark|comment|<w:perm|txbxContent|<w:footnote|<w:endnote|TOC ")
"""What stands in XML that may need to be put right, or filled in, when all is rendered."""


def keep_edges(story: TaggedStory) -> bool:
    """Keep the rows together that can be known; say whether others are known only when all is rendered."""
    unknown = False
    for table in list(story.root.iter(TBL)):
        if not any(map(is_header, table.iterchildren(TR))):
            continue
        if not any(map(is_tag, table)):
            keep_edges_together(table)
        elif (loop := _lone_loop(story, table)) is not None:
            _keep_in_loop(story, *loop)
        else:
            unknown = True
    return unknown


def _lone_loop(story: TaggedStory, table: etree._Element) -> tuple[Mark, etree._Element] | None:
    """Return the loop and its row, when they are all that follows the header rows."""
    children = [child for child in table if not is_tag(child) or child.target != "note"]
    if len(children) < 4 or any(not is_tag(child) and child.tag not in _TABLE_PARTS for child in children):
        return None
    *first, begin, row, end = children
    is_loop = is_tag(begin) and row.tag == TR and is_tag(end) and not is_header(row)
    if not is_loop or any(is_tag(child) or (child.tag == TR and not is_header(child)) for child in first):
        return None
    mark = next(mark for mark in story.marks if mark.node is begin)
    return (mark, row) if mark.word == "for" else None


def _keep_in_loop(story: TaggedStory, loop: Mark, row: etree._Element) -> None:
    """Let the row be there twice, once kept with the next, and the loop choose."""
    kept = deepcopy(row)
    copies = dict(zip(filter(is_tag, row.iter()), filter(is_tag, kept.iter()), strict=True))
    marks = [mark for mark in story.marks if mark.node in copies]
    story.marks += [changed(mark, node=copies[mark.node]) for mark in marks]
    keep_row(kept)
    row.addprevious(add_tag(story, loop, _KEPT).node)
    row.addprevious(kept)
    row.addprevious(add_tag(story, loop, "else").node)
    row.addnext(add_tag(story, loop, "endif").node)


def may_need_repair(story: TaggedStory, xml: str) -> bool:
    """Say whether what the template itself holds may need to be put right when it is rendered."""
    parents = (mark.node.getparent() for mark in story.marks if mark.kind in {"do", "span", "merge"})
    rules_cells = any(parent is not None and parent.tag in {TR, TC, TCPR, SDT_CONTENT} for parent in parents)
    return rules_cells or xml.count(W) != 1 or _REPAIRED.search(xml) is not None
