"""docxtpl's tags for the cell that they stand in: colspan, cellbg, vm, hm.

Source: ECMA-376 part 1, 17.4.69 (tcPr).
"""

from __future__ import annotations

from jinja2 import nodes
from lxml import etree

from generator.language import _
from generator.sandbox import environment
from generator.template.finding.marks import PI, Mark, TaggedStory, add_tag, remove
from generator.template.governing.nesting import CELL_WORDS, Pair, error_alone, plain_jinja
from generator.template.model import TagKind
from generator.word.opc import schema_order
from generator.word.opc.names import TC, TCPR, VAL, qn

_GIVES: dict[str, tuple[TagKind, str]] = {
    "colspan": ("span", "w:gridSpan"),
    "cellbg": ("shade", "w:shd"),
    "vm": ("merge", "w:vMerge"),
    "hm": ("span", "w:gridSpan"),
}


def place_cell_tags(story: TaggedStory, pairs: list[Pair]) -> None:
    """Move each tag for a cell into the properties of its cell."""
    spans: dict[etree._Element, Mark] = {}
    loops = _loops_around(story, pairs)
    by_node = {mark.node: mark for mark in story.marks}
    for mark in list(story.marks):
        if mark.word not in CELL_WORDS:
            continue
        cell = next(mark.node.iterancestors(TC), None)
        if cell is None:
            message = _("The tag {tag} is for a cell of a table. Move it into one, or remove it.")
            story.wrong("template-no-cell", message.format(tag=mark.typed), mark)
            continue
        inside = [by_node[node] for node in cell.iter(PI) if node in by_node]
        merged_by = _merged_by(inside, loops[mark]) if mark.word == "vm" else ""
        _into_cell(story, mark, cell, spans, merged_by)


def _loops_around(story: TaggedStory, pairs: list[Pair]) -> dict[Mark, list[Mark]]:
    """Return the openings of the loops around each tag for a cell, the innermost last."""
    ends = {pair.marks[-1]: pair.opening for pair in pairs if pair.opening.word == "for"}
    openings = set(ends.values())
    around: list[Mark] = []
    found = {}
    for mark in story.marks:
        if mark in openings:
            around.append(mark)
        elif mark in ends:
            around.remove(ends[mark])
        elif mark.word in CELL_WORDS:
            found[mark] = list(around)
    return found


def _into_cell(
    story: TaggedStory,
    mark: Mark,
    cell: etree._Element,
    spans: dict[etree._Element, Mark],
    merged_by: str,
) -> None:
    kind, name = _GIVES[mark.word]
    remove(mark.node)
    story.marks.remove(mark)
    properties = schema_order.get_or_add(cell, TCPR)
    expression = merged_by or _expression(mark, properties)
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


def _merged_by(inside: list[Mark], loops: list[Mark]) -> str:
    """Return what begins a new merged cell when it changes, besides the text of the cell.

    That is the item of the innermost loop of which the cell says something, where another loop goes on in it.
    """
    said = {name for mark in inside for name in _names(mark)}
    for loop in reversed(loops):
        item = _names(loop)[:1]
        if item and item[0] in said:
            return "loop.first" if loop is loops[-1] else item[0]
    return "loop.first"


def _names(mark: Mark) -> list[str]:
    """Return the names in a tag; that of its item is the first in a loop."""
    if (mark.kind == "do" and mark.word != "for") or error_alone(mark):
        return []
    end = "{% endfor %}" if mark.word else ""
    return [name.name for name in environment().parse(plain_jinja(mark) + end).find_all(nodes.Name)]


def _expression(mark: Mark, properties: etree._Element) -> str:
    """Return what gives the value of a cell's property."""
    if mark.word != "hm":
        return mark.found.inside[len(mark.word) :].strip()
    span = properties.find(qn("w:gridSpan"))
    width = "" if span is None else span.get(VAL, "")
    return f"{width} * loop.length" if width.isdecimal() else "loop.length"
