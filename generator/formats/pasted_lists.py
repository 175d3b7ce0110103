"""Lists pasted from Word into a long text: its bullets, numbers and letters as the list that was meant."""

from __future__ import annotations

import re
from typing import NamedTuple

_BULLETS = "•▪●◦‣·■□➢✓"
_BLANK = "[ \t\u00a0]"
_MAY_HOLD_ONE = re.compile(f"[{_BULLETS}\t]|^ *a\\)[ \u00a0]", re.MULTILINE)
_ITEM = re.compile(
    rf"(?:(?P<bullet>[{_BULLETS}]){_BLANK}+|(?P<tabbed>[–—\-o§])\t{_BLANK}*"
    rf"|(?P<number>[0-9]{{1,2}})[.)]\t{_BLANK}*|(?P<letter>[a-z])[.)]{_BLANK}+)(?P<text>\S.*)"
)

_DASH = re.compile(rf"^{_BLANK}*[-–]{_BLANK}+")


class _Item(NamedTuple):
    marker: str
    """What tells the lists of one text apart: the bullet itself, `1` or `a`."""
    written: str
    """How Markdown begins the item."""
    text: str


def as_lists(text: str) -> str:
    """Return Markdown in which lines that begin as Word's lists do, when they are pasted, are items of lists.

    `•` and a blank; `–`, `o` or `1.` and a tab; `a)` followed by `b)`. Within a list, a bullet that has not
    been used is one level deeper, and one that has goes back to its level.
    """
    if not _MAY_HOLD_ONE.search(text):
        return text
    out: list[str] = []
    open_items: list[_Item] = []
    lines = text.split("\n")
    for number, line in enumerate(lines):
        item = _item(line, lines[number + 1 :], open_items)
        if item is None:
            if line.strip() and open_items and not line.startswith(" "):
                out += [""] if out[-1].strip() else []
                open_items = []
            out.append(line)
            continue
        if not open_items and out and out[-1].strip():
            out.append("")
        markers = [each.marker for each in open_items]
        level = markers.index(item.marker) if item.marker in markers else len(markers)
        open_items = [*open_items[:level], item]
        indent = sum(len(each.written) for each in open_items[:level])
        out.append(" " * indent + item.written + item.text)
    return "\n".join(out)


def typed_items(text: str) -> list[str]:
    """Return the lines of a text that is a list and nothing else, without bullets, numbers and dashes."""
    found: list[str] = []
    above: list[_Item] = []
    lines = [line.removesuffix("\\") for line in text.split("\n")]
    for number, line in enumerate(lines):
        item = _item(line, lines[number + 1 :], above)
        above = [item] if item else []
        found.append(item.text if item else _DASH.sub("", line))
    return [item.strip() for item in found if item.strip()]


def _item(line: str, below: list[str], above: list[_Item]) -> _Item | None:
    match = _ITEM.fullmatch(line.strip(" \t\u00a0"))
    if match is None:
        return None
    if letter := match["letter"]:
        number = ord(letter) - ord("a") + 1
        goes_on = any(each.marker == "a" and each.written == f"{number - 1}. " for each in above)
        begins = letter == "a" and re.match(rf"{_BLANK}*b[.)]{_BLANK}", next(filter(str.strip, below), ""))
        return _Item("a", f"{number}. ", match["text"]) if goes_on or begins else None
    if match["number"]:
        return _Item("1", f"{int(match['number'])}. ", match["text"])
    return _Item(match["bullet"] or match["tabbed"], "- ", match["text"])
