"""A compiled template and values -> a .docx as bytes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from generator.fields import FieldValue
from generator.problems import Problem, ProblemError, gathered
from generator.render import merged_cells, page_breaks
from generator.render.story import StoryRenderer
from generator.render.writer import Writer
from generator.template import Template
from generator.word.opc.names import DOC_REL
from generator.word.opc.package import Package
from generator.word.opc.xml import HEAD, refuse_unreadable
from generator.word.parts import table_of_contents
from generator.word.repair import control_ids, repair, tables_are_sound
from generator.word.text import keep_together
from generator.word.text.styles import Styles

__all__ = ["Drawn", "draw", "render"]
_COPIED = re.compile(b"docPr|<w:(?:bookmark|comment|perm)")
"""What has an id or a place of its own, though a loop may write it twice; a value can bring it too."""
_OWN = re.compile(b"docPr|<w:(?:bookmark|comment|perm|sdtPr)")
"""The same in a story without tags, and its controls: those of the values get other ids."""


def render(
    template: Template,
    context: Mapping[str, Any],
    *,
    controls: bool = True,
    placeholders: bool = True,
) -> bytes:
    """Return the document that `draw` gives."""
    return draw(template, context, controls=controls, placeholders=placeholders).package.to_bytes()


@dataclass(frozen=True)
class Drawn:
    """A document, and what its content controls show, in order."""

    package: Package
    shown: tuple[FieldValue, ...]


def draw(
    template: Template,
    context: Mapping[str, Any],
    *,
    controls: bool = True,
    placeholders: bool = True,
) -> Drawn:
    """Return the document: every located value a content control, every missing one a placeholder.

    `controls=False` gives plain text, `placeholders=False` leaves missing answers empty. Raises
    ProblemError with all that was found wrong, each at its tag. Same input, same bytes.
    """
    package = template.package.copy()
    tagged = {story.part for story in template.stories}
    untouched = {part: package.parts[part] for part in package.stories() if part not in tagged}
    held = {part: package.tree(part) for part, text in untouched.items() if _OWN.search(text)}
    taken = control_ids(held.values())
    writer = Writer(package, template.prompt, taken, controls=controls, placeholders=placeholders)
    texts = _texts(template, context, writer)
    writer.close()
    trees = {}
    for story in template.stories:
        package.put(story.part, text := texts[story.part])
        needs_tree = story.needs_tree or writer.divides_paragraphs or _COPIED.search(text)
        if needs_tree or not tables_are_sound(text):
            trees[story.part] = _finished(package, story.part, writer, keeps_rows=template.keeps_rows)
    repair([*held.values(), *trees.values()])  # what no tag touched comes first and so keeps its ids
    for part, root in (held | trees).items():
        package.put(part, root)
    return Drawn(package, tuple(writer.shown))


def _texts(template: Template, context: Mapping[str, Any], writer: Writer) -> dict[str, bytes]:
    """Return the XML of each story; raise ProblemError with all that went wrong in any of them."""
    problems: list[Problem] = []
    texts = {}
    for story in template.stories:
        renderer = StoryRenderer(template, story, context, writer)
        text = texts[story.part] = HEAD + renderer.text().encode()
        with gathered(problems):
            refuse_unreadable(text, story.part, template.name)
        problems += renderer.problems
    if problems:
        raise ProblemError(*dict.fromkeys(problems))
    return texts


def _finished(package: Package, part: str, writer: Writer, *, keeps_rows: bool) -> etree._Element:
    """Return a story as a tree, its paragraphs divided, tables kept together and contents filled in."""
    root = package.tree(part)
    if writer.divides_paragraphs:
        page_breaks.put_in(root)
    writer.forget(merged_cells.settle(root))
    if keeps_rows:
        keep_together.keep_edges_together(root)
        keep_together.let_long_rows_split(root)
    if b"TOC " in package.parts[part]:
        styles = package.related_parts(package.main, DOC_REL + "styles")
        table_of_contents.fill(root, Styles(package.tree(styles[0]) if styles else None).names)
    return root
