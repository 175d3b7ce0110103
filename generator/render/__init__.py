"""A compiled template and values -> a .docx as bytes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.problems import Problem, ProblemError
from generator.render.telling import Telling
from generator.render.writer import Writer
from generator.template import Template
from generator.word.package import Package
from generator.word.tidy import tidy
from generator.word.xml import parse

__all__ = ["render"]


def render(
    template: Template,
    context: Mapping[str, Any],
    *,
    controls: bool = True,
    placeholders: bool = True,
) -> bytes:
    """Return the document: every located value a content control, every missing one a placeholder.

    `controls=False` gives plain text, `placeholders=False` leaves missing answers empty. Raises
    ProblemError with all that was found wrong, each at its tag. Same input, same bytes.
    """
    package = Package.read(template.data, template.name)
    writer = Writer(package, controls=controls, placeholders=placeholders)
    problems: list[Problem] = []
    roots = {}
    for story in template.stories:
        telling = Telling(template, story, context, writer)
        text = telling.text()
        problems += telling.problems
        if not problems:
            roots[story.part] = writer.finish(parse(text, story.part, template.name))
    if problems:
        raise ProblemError(*dict.fromkeys(problems))
    writer.close()
    untouched = [package.tree(part) for part in package.stories() if part not in roots]
    tidy([*untouched, *roots.values()])  # what no tag touched comes first and so keeps its ids
    for part, root in roots.items():
        package.put(part, root)
    return package.to_bytes()
