"""A Markdown text as paragraphs, read once however often it is asked for."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from generator.markdown.canonical_form import canonical
from generator.markdown.commonmark import paragraphs

if TYPE_CHECKING:
    from generator.markdown.model import Para


@lru_cache(maxsize=256)
def parse(text: str) -> tuple[Para, ...]:
    """Return the paragraphs of a Markdown text; what is not our Markdown is ordinary text."""
    return canonical(paragraphs(text))
