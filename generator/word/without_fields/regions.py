"""The blocks of a body by the heading that they stand under."""

from __future__ import annotations

from collections.abc import Iterable

from generator.word.merge.read.block import Block
from generator.word.merge.read.paragraph import Paragraph

Headings = tuple[str, ...]
"""The headings above a block, the outermost first."""
_UNREAD = "†"
"""What a draft has before a question that is not read in the receiver's form."""
_TITLES = ("heading 1", "title")


def plain(text: str) -> str:
    """Return a text as it is compared: its blanks as one space each."""
    return " ".join(text.replace(_UNREAD, " ").split())


def regions(blocks: Iterable[Block]) -> dict[Headings, list[Block]]:
    """Return the blocks under each heading; those before the first under none.

    A heading of the first level is the document's title, which names the project: a block as others.
    """
    above: list[tuple[str, str]] = []
    found: dict[Headings, list[Block]] = {(): []}
    for block in blocks:
        if isinstance(block, Paragraph) and block.is_heading and not block.formatting[0].startswith(_TITLES):
            style = block.formatting[0]
            while above and above[-1][0] >= style:  # heading 3 is under heading 2; a title is under none
                above.pop()
            above.append((style, plain(block.heading)))
            found.setdefault(tuple(text for _style, text in above), [])
        else:
            found[tuple(text for _style, text in above)].append(block)
    return found
