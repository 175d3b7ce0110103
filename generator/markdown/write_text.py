"""Markdown values as Markdown again."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from generator.markdown.commonmark import inline
from generator.markdown.model import SLOT_END, SLOT_START, Para, Span, formatting, merged, numbered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Slant = Literal["*", "_"]
Cluster = tuple[Span, tuple[Span, ...], Span]
"""Spans of one address that touch, all with or all without bold or italics; what stands before and after."""

_Item = tuple[int, str, int]
"""An open item: the list's number, the mark after the item's, the column where its text begins."""

LARGEST_NUMBER = 999
"""CommonMark takes the number from the list's first item only, and `2024. ` is text to us."""

_SPECIAL = re.compile(r"[\\*_\[\]]")
_MARKER = re.compile(r"^(?:[-+*]|[0-9]{1,3}[.)])(?=[ \t])", re.MULTILINE)


def written(paras: Sequence[Para]) -> str:
    """Return tidy paragraphs as Markdown in our normal form."""
    result: list[str] = []
    previous: Para | None = None
    opened: list[_Item] = []
    for para, number in numbered(paras):
        first = margin = ""
        if not para.kind:
            opened.clear()
        elif para.continued:
            del opened[para.level + 1 :]
            first = margin = " " * opened[para.level][2]
        else:
            mark = _mark(para, opened)
            count = "" if mark == "-" else str(min(number, LARGEST_NUMBER))
            first = " " * (opened[para.level - 1][2] if para.level else 0) + f"{count}{mark} "
            margin = " " * len(first)
            opened[para.level :] = [(para.list_no, mark, len(first))]
        result += [_gap(previous, para), first, _line(para.spans).replace("\n", "\n" + margin)]
        previous = para
    return "".join(result)


def _mark(para: Para, opened: list[_Item]) -> str:
    """Return `-`, or what follows the number: `)` where `.` would go on the list just before."""
    if para.kind == "bullet":
        return "-"
    if len(opened) <= para.level:
        return "."
    list_no, mark, _ = opened[para.level]
    if list_no == para.list_no:
        return mark
    return ")" if mark == "." else "."


def _gap(previous: Para | None, para: Para) -> str:
    if previous is None:
        return ""
    both_items = previous.kind and para.kind and not (previous.continued or para.continued)
    # CommonMark lets a list inside an item interrupt its text only when it starts at 1.
    late_start = para.kind == "number" and para.level > previous.level and para.start != 1
    return "\n" if both_items and not late_start else "\n\n"


@lru_cache(maxsize=4096)
def _line(spans: tuple[Span, ...]) -> str:
    """Return one paragraph, with backslashes only when it would not read back the same without them."""
    bare = _MARKER.sub(_disarmed, _marked(spans, escape=False))
    plain = all(formatting(span) == formatting(Span()) for span in spans)
    if (plain and not _SPECIAL.search("".join(span.text for span in spans))) or inline(bare) == spans:
        return bare
    return _MARKER.sub(_disarmed, _marked(spans, escape=True))


def _disarmed(marker: re.Match[str]) -> str:
    return f"{marker[0][:-1]}\\{marker[0][-1]}"


def _marked(spans: Sequence[Span], *, escape: bool) -> str:
    result: list[str] = []
    for href, segment in groupby(spans, key=lambda span: span.href):
        parts = (_stressed(part[1], slant(*part) or "*", escape=escape) for part in clusters(tuple(segment)))
        text = "".join(parts)
        result.append(f"[{text}]({href})" if href else text)
    return "".join(result)


def clusters(spans: tuple[Span, ...]) -> Iterator[Cluster]:
    """Cut spans of one address where bold and italics end altogether."""
    groups = [tuple(group) for _, group in groupby(spans, key=lambda span: span.bold or span.italic)]
    for i, group in enumerate(groups):
        before = groups[i - 1][-1] if i else Span()
        after = groups[i + 1][0] if i + 1 < len(groups) else Span()
        yield before, group, after


@lru_cache(maxsize=1024)
def slant(before: Span, cluster: tuple[Span, ...], after: Span) -> Slant | None:
    """Return the mark of italics with which the cluster reads back the same; None when there is none."""
    if len({formatting(span) for span in cluster}) == 1:
        return "*"
    left = Span("x" if before.slot is not None else before.text[-1:])  # a slot counts as a letter
    right = Span("x" if after.slot is not None else after.text[:1])
    wanted = merged((left, *(_without_address(span) for span in cluster), right))
    marks: tuple[Slant, Slant] = ("*", "_")
    for mark in marks:
        text = _text(left, escape=True) + _stressed(cluster, mark, escape=True) + _text(right, escape=True)
        if inline(text) == wanted:
            return mark
    return None


def _without_address(span: Span) -> Span:
    return Span(span.text, span.bold, span.italic, slot=span.slot)


def _stressed(spans: tuple[Span, ...], slant: Slant, *, escape: bool) -> str:
    marks = {"bold": "**", "italic": slant}
    result: list[str] = []
    opened: list[str] = []
    for i, span in enumerate(spans):
        while not all(getattr(span, style) for style in opened):
            result.append(marks[opened.pop()])
        missing = [style for style in marks if getattr(span, style) and style not in opened]
        if len(missing) > 1:
            missing.sort(key=lambda style: -_lasting(spans, i, style))
        result += [marks[style] for style in missing]
        opened += missing
        result.append(_text(span, escape=escape))
    return "".join(result + [marks[style] for style in reversed(opened)])


def _lasting(spans: tuple[Span, ...], first: int, style: str) -> int:
    return next((i for i in range(first, len(spans)) if not getattr(spans[i], style)), len(spans))


def _text(span: Span, *, escape: bool) -> str:
    if span.slot is not None:
        return f"{SLOT_START}{span.slot}{SLOT_END}"
    text = _SPECIAL.sub(r"\\\g<0>", span.text) if escape else span.text
    return text.replace("\n", "\\\n")
