"""docxtpl's tags for the cell that they stand in: colspan, cellbg, vm, hm.

Source: ECMA-376 part 1, 17.4.69 (tcPr); the order of its children is fixed.
"""

from __future__ import annotations

from dataclasses import replace as changed

from lxml import etree

from generator.language import _
from generator.template.marks import Mark, Story, instruction, remove
from generator.template.model import Kind
from generator.template.nesting import CELL_WORDS
from generator.word.names import TC, TCPR, qn

_ORDER = [qn(f"w:{name}") for name in "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd".split()]
_GIVES: dict[str, tuple[Kind, str]] = {
    "colspan": ("span", "w:gridSpan"),
    "cellbg": ("shade", "w:shd"),
    "vm": ("merge", "w:vMerge"),
    "hm": ("span", "w:gridSpan"),
}


def place_cell_tags(story: Story) -> None:
    """Move each tag for a cell into the properties of its cell."""
    for mark in list(story.marks):
        if mark.word not in CELL_WORDS:
            continue
        cell = next(mark.node.iterancestors(TC), None)
        if cell is None:
            message = _("The tag {tag} is for a cell of a table. Move it into one, or remove it.")
            story.wrong("template-no-cell", message.format(tag=mark.typed), mark)
            continue
        _into_cell(story, mark, cell)


def _into_cell(story: Story, mark: Mark, cell: etree._Element) -> None:
    word = mark.word
    expression = {"vm": "loop.first", "hm": "loop.length"}.get(word, mark.found.inside[len(word) :])
    if word == "hm":  # the first cell stands for all
        for inside, add in (("if loop.first", cell.addprevious), ("endif", cell.addnext)):
            rule = _copy(story, mark, "do", inside)
            add(rule.node)
    kind, name = _GIVES[word]
    value = _copy(story, mark, "put", expression.strip(), kind)
    remove(mark.node)
    story.marks.remove(mark)
    properties = cell.find(TCPR)
    if properties is None:
        properties = etree.Element(TCPR)
        cell.insert(0, properties)
    for old in properties.findall(qn(name)):
        properties.remove(old)
    before = _ORDER[: _ORDER.index(qn(name))]
    properties.insert(sum(child.tag in before for child in properties), value.node)


def _copy(story: Story, mark: Mark, act: str, inside: str, kind: Kind = "do") -> Mark:
    found = changed(mark.found, kind="put" if act == "put" else "do", inside=inside)
    copy = changed(mark, found=found, node=instruction(found), kind=kind, look=None, expression=inside)
    story.marks.append(copy)
    return copy
