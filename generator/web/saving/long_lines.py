"""Long texts as people type them: a paragraph is one line, however its lines are broken in the data file."""

from __future__ import annotations

import re

from generator.grant.schema.base import Part
from generator.grant.schema.errors import owner
from generator.markdown import parse, write

_BREAK = re.compile(r"(?<=[^\s\\])(?<!  )\n[ \t]*(?=[^\s\-*+#>])(?!\d+[.)]\s)")
"""A line break inside a paragraph: what comes after it begins no item, heading or quotation."""


def is_long(model: type[Part], path: str) -> bool:
    """Say whether the value at a path is a long text, which holds Markdown."""
    key = owner(model, path.split("."))[1]
    return key is not None and key.kind == "markdown"


def unbroken(model: type[Part], path: str, text: str) -> str:
    """Return the text at a path as a field shows it: where it is sure that nothing else changes, unbroken."""
    if "\n" not in text or not is_long(model, path):
        return text
    joined = _BREAK.sub(" ", text)
    return joined if write(parse(joined)) == write(parse(text)) else text
