"""docxtpl's tags for the cell that they stand in: colspan, cellbg, vm, hm.

Source: ECMA-376 part 1, 17.4.69 (tcPr).
"""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from generator.language import _
from generator.template.marks import Mark, TaggedStory, add_tag, remove
from generator.template.model import TagKind
from generator.template.nesting import CELL_WORDS
from generator.word.opc import schema_order
from generator.word.opc.names import PPR, TC, TCPR, VAL, P, qn

_GIVES: dict[str, tuple[TagKind, str]] = {
    "colspan": ("span", "w:gridSpan"),
    "cellbg": ("shade", "w:shd"),
    "vm": ("merge", "w:vMerge"),
    "hm": ("span", "w:gridSpan"),
}


def place_cell_tags(story: TaggedStory) -> None:
    """Move each tag for a cell into the properties of its cell."""
    spans: dict[etree._Element, Mark] = {}
    for mark in list(story.marks):
        if mark.word not in CELL_WORDS:
            continue
        cell = next(mark.node.iterancestors(TC), None)
        if cell is None:
            message = _("The tag {tag} is for a cell of a table. Move it into one, or remove it.")
            story.wrong("template-no-cell", message.format(tag=mark.typed), mark)
            continue
        _into_cell(story, mark, cell, spans)


def _into_cell(
    story: TaggedStory, mark: Mark, cell: etree._Element, spans: dict[etree._Element, Mark]
) -> None:
    kind, name = _GIVES[mark.word]
    remove(mark.node)
    story.marks.remove(mark)
    properties = schema_order.get_or_add(cell, TCPR)
    expression = _expression(mark, properties)
    if kind == "span" and (other := spans.pop(cell, None)) is not None:  # colspan and hm in one cell
        expression = f"({other.expression}) * ({expression})"
        remove(other.node)
    schema_order.remove_property(properties, name)
    value = add_tag(story, mark, expression, kind)
    schema_order.insert(properties, value.node, qn(name))
    if kind == "span":
        spans[cell] = value
    if mark.word == "hm":  # the first cell stands for all
        cell.addprevious(add_tag(story, mark, "if loop.first").node)
        cell.addnext(add_tag(story, mark, "endif").node)
    elif mark.word == "vm":
        _say_once(story, mark, cell)


def _expression(mark: Mark, properties: etree._Element) -> str:
    """Return what gives the value of a cell's property."""
    if mark.word == "vm":
        return "loop.first"
    if mark.word != "hm":
        return mark.found.inside[len(mark.word) :].strip()
    span = properties.find(qn("w:gridSpan"))
    width = "" if span is None else span.get(VAL, "")
    return f"{width} * loop.length" if width.isdecimal() else "loop.length"


def _say_once(story: TaggedStory, mark: Mark, cell: etree._Element) -> None:
    """Let the first of merged cells say what it holds; the others hold a paragraph of the same kind."""
    first = cell.find(P)
    empty = etree.Element(P)
    if first is not None and (properties := first.find(PPR)) is not None:
        empty.append(deepcopy(properties))
    begin, other, end = (add_tag(story, mark, word).node for word in ("if loop.first", "else", "endif"))
    cell.insert(1, begin)
    cell.extend([other, empty, end])
