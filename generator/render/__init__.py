"""A compiled template and values -> a .docx as bytes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.problems import Problem, ProblemError
from generator.render.telling import Telling
from generator.render.writer import Writer
from generator.template import Template
from generator.word.package import Package
from generator.word.tidy import Rendered, taken_ids, tidy, widen_grids
from generator.word.xml import HEAD, parse

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
    tagged = {story.part for story in template.stories}
    untouched = [package.tree(part) for part in package.stories() if part not in tagged]
    writer = Writer(package, taken_ids(untouched), controls=controls, placeholders=placeholders)
    problems: list[Problem] = []
    texts = {}
    for story in template.stories:
        telling = Telling(template, story, context, writer)
        texts[story.part] = HEAD + telling.text().encode()
        problems += telling.problems
    if problems:
        raise ProblemError(*dict.fromkeys(problems))
    stories = [Rendered(root) for root in untouched]
    for story in template.stories:
        rendered = Rendered(parse(texts[story.part], story.part, template.name))
        rendered.changed = writer.finish(rendered.root)
        if story.columns:
            widen_grids(rendered)
        stories.append(rendered)
    writer.close()
    tidy(stories)  # what no tag touched comes first and so keeps its ids
    for story, rendered in zip(template.stories, stories[len(untouched) :], strict=True):
        package.put(story.part, rendered.root if rendered.changed else texts[story.part])
    return package.to_bytes()
