"""A compiled template and values -> a .docx as bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from generator.fields import FieldValue
from generator.problems import Problem, ProblemError
from generator.render.story import Telling
from generator.render.writer import Writer
from generator.template import Template
from generator.word.opc.names import DOC_REL
from generator.word.opc.package import Package
from generator.word.opc.xml import HEAD, parse
from generator.word.parts import table_of_contents
from generator.word.repair import control_ids, repair
from generator.word.text import keep_together
from generator.word.text.styles import Styles

__all__ = ["Drawn", "draw", "render"]


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
    package = Package.read(template.data, template.name)
    untouched = _untouched(package, template)
    taken = control_ids(untouched.values())
    writer = Writer(package, taken, controls=controls, placeholders=placeholders)
    problems: list[Problem] = []
    texts = {}
    for story in template.stories:
        telling = Telling(template, story, context, writer)
        texts[story.part] = HEAD + telling.text().encode()
        problems += telling.problems
    if problems:
        raise ProblemError(*dict.fromkeys(problems))
    rendered = {part: parse(text, part, template.name) for part, text in texts.items()}
    for root in rendered.values():
        writer.finish(root)
    writer.close()
    for part, root in rendered.items():
        _lay_out(root, texts[part], package)
    before = {part: etree.tostring(root) for part, root in untouched.items()}
    repair([*untouched.values(), *rendered.values()])  # what no tag touched comes first and so keeps its ids
    changed = {part: root for part, root in untouched.items() if etree.tostring(root) != before[part]}
    for part, root in (rendered | changed).items():
        package.put(part, root)
    return Drawn(package, tuple(writer.shown))


def _lay_out(root: etree._Element, text: bytes, package: Package) -> None:
    """Fill in a table of contents, and keep the edges of tables from standing alone on a page."""
    keep_together.keep_edges_together(root)
    if b"TOC " in text:
        parts = package.related_parts(package.main, DOC_REL + "styles")
        styles = Styles(package.tree(parts[0]) if parts else None)
        table_of_contents.fill(root, styles.names)


def _untouched(package: Package, template: Template) -> dict[str, etree._Element]:
    """Return the stories without tags; their ids count too."""
    tagged = {story.part for story in template.stories}
    return {part: package.tree(part) for part in package.stories() if part not in tagged}
