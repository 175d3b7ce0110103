"""Markdown as the text that is pasted in an e-service."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from generator.markdown.model import Para, Rich, Span, numbered
from generator.markdown.parse_text import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def plain(rich: Rich | str) -> str:
    """Return the text without markup.

    One empty line between paragraphs; items on lines of their own after "• " or "1. ", two spaces
    further in at each level; a link as "text (address)"; slots filled with their values.
    """
    source = rich if isinstance(rich, Rich) else Rich(rich)
    paras = parse(source.text)
    result: list[str] = []
    previous = Para(())
    for para, (mark, margin) in zip(paras, marked(paras), strict=True):
        if result:
            result.append("\n" if previous.kind and para.kind else "\n\n")
        text = "".join(_linked(para.spans, [str(value) for value in source.values]))
        result.append(mark + text.replace("\n", "\n" + margin))
        previous = para
    return "".join(result)


def marked(paras: Sequence[Para]) -> Iterator[tuple[str, str]]:
    """Yield what stands before the text of each paragraph, and before its further lines."""
    for para, number in numbered(paras):
        margin = "  " * para.level
        inner = margin + "  " if para.kind else ""
        mark = inner if para.continued or not para.kind else f"{margin}{number}. "
        yield (f"{margin}• " if para.kind == "bullet" and not para.continued else mark), inner


def _linked(spans: Sequence[Span], values: Sequence[str]) -> Iterator[str]:
    for href, group in groupby(spans, key=lambda span: span.href):
        text = "".join(span.text if span.slot is None else values[span.slot] for span in group)
        address = href.removeprefix("mailto:").removeprefix("tel:")
        yield text if not href or text in {href, address} else f"{text} ({address})"
