"""A new value laid out as the old one was: line breaks of what did not change, spaces between thousands."""

from __future__ import annotations

import re
import textwrap

from generator.formats import MARKDOWN
from generator.markdown import parse, write

_GAP = re.compile(r"\n[ \t]*\n+")
_GROUPED = re.compile(r"\d{1,3}(?P<space>[ \u00a0\u202f])\d{3}(?:(?P=space)\d{3})*(?:[.,]\d+)?")
_AMOUNTS = frozenset({"kronor", "belopp", "tkr", "mnkr", "decimal", "quantity"})


def laid_like(kind: str, new: str | None, old: str | None) -> str | None:
    """Return `new` written as `old` is in the data file."""
    if not new or not old:
        return new
    if kind in _AMOUNTS and (grouped := _GROUPED.fullmatch(old)):
        digits, comma, rest = new.partition(",")
        return re.sub(r"(?<=\d)(?=(\d{3})+$)", grouped["space"], digits) + comma + rest
    laid = _paragraphs(new, old) if kind == MARKDOWN else new
    return laid + old[len(old.rstrip("\n")) :]


def _paragraphs(new: str, old: str) -> str:
    """Return Markdown in which a paragraph that `old` has stands as it stood there.

    A new one is wrapped where the old were.
    """
    blocks = _GAP.split(old.strip("\n"))
    known = {write(parse(block)): block for block in blocks}
    width = _width(blocks)
    laid = "\n\n".join(known.get(block) or _wrapped(block, width) for block in _GAP.split(new))
    return laid if write(parse(laid)) == write(parse(new)) else new


def _width(blocks: list[str]) -> int:
    """Return the columns of the longest line among paragraphs of several lines; 0 when none is wrapped."""
    wrapped = [block for block in blocks if "\n" in block and "\n" not in write(parse(block))]
    return max((len(line) for block in wrapped for line in block.split("\n")), default=0)


def _wrapped(block: str, width: int) -> str:
    if not width or "\n" in block:
        return block
    return "\n".join(textwrap.wrap(block, width, break_long_words=False, break_on_hyphens=False))
