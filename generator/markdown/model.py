"""The values that a Markdown text becomes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SLOT_START, SLOT_END = "\ufdd0", "\ufdd1"
"""Noncharacters around the index of a located value; a data file that holds one is refused."""

ListKind = Literal["", "bullet", "number"]


@dataclass(frozen=True, slots=True)
class Rich:
    """Markdown in which `SLOT_START n SLOT_END` stands for the text of `values[n]`."""

    text: str
    values: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """Text in one formatting, a newline a line break; or the slot of a located value, without text."""

    text: str = ""
    bold: bool = False
    italic: bool = False
    href: str = ""
    slot: int | None = None


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph, or an item of a list.

    `level` counts from 0. `list_no` tells numbered lists apart, in order from 1; bullets have 0.
    `start` is the first number of the list. `continued`: one more paragraph of the item above.
    """

    spans: tuple[Span, ...]
    kind: ListKind = ""
    level: int = 0
    list_no: int = 0
    start: int = 1
    continued: bool = False


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans with neighbours in the same formatting as one, empty ones left out."""
    result: list[Span] = []
    texts: list[str] = []
    for span in spans:
        if (
            result
            and span.slot is None
            and result[-1].slot is None
            and formatting(span) == formatting(result[-1])
        ):
            texts.append(span.text)
        elif span.text or span.slot is not None:
            _close(result, texts)
            result.append(span)
            texts = [span.text]
    _close(result, texts)
    return tuple(result)


def _close(result: list[Span], texts: list[str]) -> None:
    if len(texts) > 1:
        result[-1] = formatted(result[-1], "".join(texts))


def formatting(span: Span) -> tuple[bool, bool, str]:
    """Return the span's formatting: bold, italic, address."""
    return span.bold, span.italic, span.href


def formatted(span: Span, text: str) -> Span:
    """Return `text` in the formatting of `span`."""
    return Span(text, span.bold, span.italic, span.href)


def numbered(paras: Iterable[Para]) -> Iterator[tuple[Para, int]]:
    """Yield each paragraph with the number that its item has in its list (0 when it has none)."""
    counts: dict[int, int] = {}
    for para in paras:
        if para.kind != "number" or para.continued:
            yield para, 0
            continue
        counts[para.list_no] = counts.get(para.list_no, para.start - 1) + 1
        yield para, counts[para.list_no]
