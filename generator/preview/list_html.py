"""Paragraphs of lists as HTML's own lists, one level in the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from generator.preview.html import element
from generator.preview.lists import Item


class ListItem(NamedTuple):
    """A paragraph in a list; `attributes` gives its element's, for a list around it that stands so far in."""

    item: Item
    attributes: Callable[[int], dict[str, str]]
    content: str


class _Open(NamedTuple):
    """A list that is not closed yet: its last item stands open too."""

    item: Item
    name: str


def lists_html(blocks: Iterable[str | ListItem]) -> str:
    """Return the blocks one after another, items side by side in lists."""
    made: list[str] = []
    around: list[_Open] = []
    for block in blocks:
        if isinstance(block, str):
            _close(made, around, -1)
            made.append(block)
        else:
            _add(made, around, block)
    _close(made, around, -1)
    return "".join(made)


def _add(made: list[str], around: list[_Open], block: ListItem) -> None:
    item = block.item
    _close(made, around, item.ilvl)
    last = around[-1].item if around and around[-1].item.ilvl == item.ilvl else None
    if last is not None and _kind(last) != _kind(item):
        _close(made, around, item.ilvl - 1)
        last = None
    if last is not None:
        made.append("</li>")
        around.pop()
    else:
        made.append(_opening(item))
    parent = around[-1].item.left if around else 0
    attributes = block.attributes(parent)
    if last is not None and item.name == "ol" and item.native and item.number != last.number + 1:
        attributes["value"] = str(item.number)
    made.append(element("li", block.content, attributes).removesuffix("</li>"))
    around.append(_Open(item, item.name))


def _close(made: list[str], around: list[_Open], ilvl: int) -> None:
    """Close the lists of deeper levels."""
    while around and around[-1].item.ilvl > ilvl:
        made.append(f"</li></{around.pop().name}>")


def _kind(item: Item) -> tuple[str, str, bool]:
    return item.name, item.type, item.native


def _opening(item: Item) -> str:
    numbered = item.name == "ol" and item.native
    start = str(item.number) if numbered and item.number != 1 else ""
    attributes = {
        "type": item.type if numbered else "",
        "start": start,
        "class": "" if item.native else "none",
    }
    return element(item.name, "", attributes).removesuffix(f"</{item.name}>")
