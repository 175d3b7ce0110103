"""The text of a file cut at the items of one list, so that an item can be taken out and placed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from generator.grant.yaml.scalars import after, column_of, line_end
from generator.grant.yaml.tree import Node

_BLANK_LINES = r"(?:[ \t]*(?:\r\n|\r|\n))*"
_SEPARATOR = re.compile(rf"\s*,\s*\Z|{_BLANK_LINES}")
_ENDS_BLANK = re.compile(r"[\r\n][ \t]*(?:\r\n|\r|\n)\Z")
_NO_CONTENT = re.compile(r"[ \t]*(?:(?P<comment>#)|(?=[\r\n]))")
_TRAILING_COMMA = re.compile(r"\A\s*,")


@dataclass
class Pieces:
    """The text `before` the first item, the items, what stands between each two, and the text `after`.

    An item of a block list is whole lines: the comments directly above its dash, at the dash's column, and
    all to its last line and the deeper comments below that. What stands between is blank lines and other
    comments, such as headings; in a flow list it is a comma, `usual` if nothing shows which.
    """

    before: str
    items: list[str]
    between: list[str]
    after: str
    usual: str = ""

    def take(self, index: int) -> tuple[str, str]:
        """Take an item out, and return it with its separator: the blank lines or the comma that go too."""
        item = self.items.pop(index)
        if not self.items:
            self.after = _TRAILING_COMMA.sub("", self.after, count=1)
            return item, ""
        gap = self.between.pop(max(index - 1, 0))
        separator, rest = _divided(gap)
        if index == 0:
            self.before += rest
        elif rest:
            return item, self._close(index, gap)
        return item, separator

    def place(self, index: int, item: str, separator: str) -> None:
        """Place an item after the one before it; the first before the one that was first."""
        if self.items:
            self.between.insert(max(index - 1, 0), separator)
        self.items.insert(index, item)

    def separator(self, index: int) -> str:
        """Return what a new item at `index` needs between it and its neighbour: what they have."""
        near = sorted(range(len(self.between)), key=lambda number: abs(number - index + 1))
        return next((self.between[n] for n in near if not _divided(self.between[n])[1]), self.usual)

    def text(self) -> str:
        """Return the whole text."""
        gaps = [*self.between, ""]
        return (
            self.before
            + "".join(item + gap for item, gap in zip(self.items, gaps, strict=False))
            + self.after
        )

    def _close(self, index: int, heading: str) -> str:
        """Keep the heading above an item that was taken out; return the blank lines that go instead."""
        last = index > len(self.between)
        below = self.after if last else self.between[index - 1]
        separator, rest = _divided(below) if _ENDS_BLANK.search(heading) else ("", below)
        if last:
            self.after = heading + rest
        else:
            self.between[index - 1] = heading + rest
        return separator or self.separator(index)


def _divided(gap: str) -> tuple[str, str]:
    """Return the blank lines that a gap begins with (of a flow list: the comma), and the rest."""
    separator = _SEPARATOR.match(gap)[0]  # type: ignore[index]
    return separator, gap[len(separator) :]


def pieces(text: str, node: Node) -> Pieces:
    """Return `text` cut at the items of the list `node`; raises LookupError when no cut can be sure."""
    items = node.value if isinstance(node.value, list) else []
    if not items:
        return Pieces(text[: node.start + 1], [], [], text[node.start + 1 :])
    spans = [(item.start, item.end) for item in items] if node.flow else spans_of(text, node.start, items)
    between = [text[end:start] for (_, end), (start, _) in pairwise(spans)]
    if node.flow and any("#" in gap for gap in between):
        raise LookupError
    cut = [text[start:end] for start, end in spans]
    return Pieces(text[: spans[0][0]], cut, between, text[spans[-1][1] :], ", " if node.flow else "")


def spans_of(text: str, start: int, items: list[Node]) -> list[tuple[int, int]]:
    """Return where the lines of each item of a block list, or of each key of a group at `start`, are."""
    column, spans, dash, floor = column_of(text, start), list[tuple[int, int]](), start, 0
    is_inline = bool(text[start - column : start].strip())
    for item in items:
        if spans:
            floor = dash = spans[-1][1]
            while _NO_CONTENT.match(text, dash):
                dash = line_end(text, dash)
        begins = start if not spans and is_inline else _comments_above(text, dash, column, floor)
        spans.append((begins, _comments_below(text, after(text, item), column)))
    return spans


def _comments_above(text: str, at: int, column: int, floor: int) -> int:
    """Return where the comments begin that stand at the column directly above the line of `at`."""
    begins = at - column_of(text, at)
    while begins > floor:
        above = begins - 1 - (text[begins - 2 : begins] == "\r\n")
        above -= column_of(text, above)
        if above < floor or not text.startswith(" " * column + "#", above):
            break
        begins = above
    return begins


def _comments_below(text: str, end: int, column: int) -> int:
    """Return where the comments end that stand deeper than the column below `end`."""
    at = end
    while at < len(text) and (line := _NO_CONTENT.match(text, at)):
        if line["comment"] and line.end() - 1 - at <= column:
            break
        at = line_end(text, at)
        end = at if line["comment"] else end
    return end
