"""The look of a document read as a browser reads it."""

from __future__ import annotations

import re

from lxml import html

_BLOCKS = re.compile(
    r"(?=<(?:div|p|h\d|ol|ul|li|table|caption|colgroup|tbody|tr|th|td|svg)\b|</(?:div|ol|ul|table|tbody|tr)>)"
)
_OF_OURS = ".head .foot .where .number .comment .instead .notes .chart".split()


def tree(preview):
    """Return the HTML as a tree."""
    return html.fragment_fromstring(preview.html)


def readable(text):
    """Return HTML with a line for each block."""
    return "\n".join(line for line in _BLOCKS.split(text) if line) + "\n"


def letters(text):
    """Return a text without its blanks: where lines and cells end differs between readers."""
    return "".join(text.split())


def body_letters(preview):
    """Return the letters of the text itself, without what the drawing adds and what is deleted."""
    root = tree(preview)
    for name in _OF_OURS:
        _drop(root, f".//*[contains(concat(' ', @class, ' '), ' {name[1:]} ')]")
    for path in (".//caption", ".//del", ".//sup[a[starts-with(@href, '#paper-')]]"):
        _drop(root, path)
    return letters(root.text_content())


def _drop(root, path):
    for element in root.xpath(path):
        element.drop_tree()


def paths(preview):
    """Return the path that each marked element has, in order."""
    return [element.get("data-path") for element in tree(preview).iter() if element.get("data-path")]
