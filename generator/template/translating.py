"""A story with its tags in place -> Jinja's source, and the Python that Jinja makes of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace as changed
from typing import Any

from jinja2 import TemplateSyntaxError, nodes
from lxml import etree

from generator.language import _
from generator.template.expressions import DIVIDER, FENCE
from generator.template.finding.marks import BEGIN, END, PI, Mark, TaggedStory
from generator.template.governing.nesting import READABLE, error_alone
from generator.template.governing.table_edges import may_need_repair
from generator.template.jinja import WRITE, xml_environment
from generator.template.model import CompiledStory, Tag
from generator.word.opc.names import W

_PLACES = re.compile(rf"<\?(?:put|do) |{BEGIN}[0-9]+{END}")


def translate(story: TaggedStory, part: str) -> CompiledStory:
    """Return the story as Jinja's source, and the Python that Jinja makes of it."""
    _declare_w(story.root)
    xml = etree.tostring(story.root, encoding="unicode")
    marks = list(_in_order(story, xml))
    needs_tree = story.is_text and (story.edges_unknown or may_need_repair(story, xml))
    source, cut = _cut_pieces(_PLACES.sub(lambda place: _written(story, place), xml))
    pieces = iter(cut)
    tags = tuple(
        Tag(mark.typed.strip(), mark.place, mark.kind, next(pieces) if _has_pieces(mark) else mark.pieces)
        for mark in marks
    )
    lines = _lines(source)
    jinja = xml_environment()
    jinja.filters[WRITE] = _unwritten
    names = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in story.root.nsmap.items() if prefix)
    compiled = CompiledStory(part, source, "", tags, lines, names, needs_tree)
    try:
        tree = jinja.parse(source)
        _write_all(tree, compiled)
        python = jinja.compile(tree, raw=True)
    except TemplateSyntaxError as error:
        check_each(story)
        if not story.problems:
            _wrong(story, marks[compiled.number_at(error.lineno)], error)
        return compiled
    return changed(compiled, python=python)


def _in_order(story: TaggedStory, xml: str) -> Iterator[Mark]:
    """Yield the tags as they stand in the XML: instructions, and those that signs in attributes stand for."""
    by_node = {mark.node: mark for mark in story.marks}
    placed = (by_node[node] for node in story.root.iter(PI) if node in by_node)
    for place in _PLACES.finditer(xml):
        yield story.in_attributes[place.group()] if place.group()[0] == BEGIN else next(placed)


def _written(story: TaggedStory, place: re.Match[str]) -> str:
    mark = story.in_attributes.get(place.group())
    if mark is None:
        return place.group()
    return etree.tostring(mark.node, encoding="unicode", with_tail=False)


def _declare_w(root: etree._Element) -> None:
    """Let `w:` mean what it does in the XML that is written in place of the values."""
    if root.nsmap.get("w") != W and root.tag.startswith(f"{{{W}}}"):
        prefixes = {str(prefix) for element in root.iter(etree.Element) for prefix in element.nsmap}
        etree.cleanup_namespaces(root, top_nsmap={"w": W}, keep_ns_prefixes=sorted(prefixes))


def _has_pieces(mark: Mark) -> bool:
    return mark.kind in {"run", "bare", "inner", "block", "name", "sign"}


def _cut_pieces(source: str) -> tuple[str, list[tuple[str, ...]]]:
    """Take out of the text the XML that belongs to values; return both."""
    first, *rest = source.split(f"<?{FENCE} ?>")
    kept, pieces = [first], []
    for chunk in rest:
        formatting, _put, tail = chunk.partition("<?put ")
        pieces.append(tuple(formatting.split(f"<?{DIVIDER} ?>")))
        kept.append(f"<?put {tail}")
    return "".join(kept), pieces


def _lines(source: str) -> tuple[int, ...]:
    """Return the line on which what each tag holds begins."""
    before, *tags = source.split("<?")
    line = 1 + before.count("\n")
    lines = []
    for tag in tags:
        lines.append(line + 1)  # what a tag holds stands on its second line
        line += tag.count("\n")
    return tuple(lines)


def _write_all(tree: nodes.Template, story: CompiledStory) -> None:
    """Let every value pass the filter that writes it, with the number of its tag."""
    for output in tree.find_all(nodes.Output):  # every one, in loops and conditions too
        for at, node in enumerate(output.nodes):
            if not isinstance(node, nodes.TemplateData):
                number = nodes.Const(story.number_at(node.lineno), lineno=node.lineno)
                output.nodes[at] = nodes.Filter(node, WRITE, [number], [], None, None, lineno=node.lineno)


def _unwritten(*_args: Any) -> str:
    raise NotImplementedError


def check_each(story: TaggedStory) -> None:
    """Read every tag by itself, so that all that are wrong are found in one run."""
    for mark in story.marks:
        passed = mark.found.fault or mark.found.kind == "note" or mark.kind == "name"
        if not passed and (not mark.word or mark.word in READABLE) and (error := error_alone(mark)):
            _wrong(story, mark, error)


def _wrong(story: TaggedStory, mark: Mark, error: TemplateSyntaxError) -> None:
    message = _("The tag {tag} cannot be used: {reason}")
    text = message.format(tag=mark.typed.strip(), reason=error.message or "")
    story.wrong("template-syntax", text, mark)
