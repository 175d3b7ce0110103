"""A paragraph of a draft as a pattern: the words that stand in it, and a value at each control."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from generator.word.merge.read.block import Block
from generator.word.merge.read.paragraph import Paragraph
from generator.word.merge.read.tokens import Token
from generator.word.without_fields.regions import plain

_INDEX = re.compile(r"(?<=\.)\d+(?=\.|$)")
_SEVERAL = re.compile(r",|;|\boch\b|\band\b")
_NOTHING = frozenset({"", "–", "-"})
"""What stands where a value is missing."""
_GOES_ON = tuple(",;:.)")
"""What no value begins with: the value before it is missing."""


def says_nothing(text: str) -> bool:
    """Say whether a text stands where there is no value."""
    return plain(text) in _NOTHING


def best(readings: Iterable[Mapping[str, str] | None]) -> Mapping[str, str]:
    """Return the reading that takes most values and fewest words for them; nothing when there is none."""
    found = [each for each in readings if each]
    return max(found, key=lambda each: (len(each), -sum(map(len, each.values()))), default={})


def is_like(model: Block, block: Block) -> bool:
    """Say whether two paragraphs have one style: the form's sums have another than its items."""
    if not isinstance(model, Paragraph) or not isinstance(block, Paragraph):
        return False
    return model.formatting[0] == block.formatting[0]


def is_open(model: Block) -> bool:
    """Say whether a paragraph of a draft is one value and no word beside it: it is like any text."""
    return isinstance(model, Paragraph) and [bool(each.field) for each in model.stretches] == [True]


def first_words(model: Block) -> str:
    """Return what a paragraph of a draft begins with before its first value."""
    first = next(iter(model.stretches), None) if isinstance(model, Paragraph) else None
    return first.text.strip() if first is not None and first.field is None else ""


def paths_of(blocks: Iterable[Block]) -> list[str]:
    """Return the paths of the values that blocks show."""
    return [field.path for block in blocks for field in block.fields]


def values_in(model: Block, text: str, *, is_item: bool = False) -> Mapping[str, str] | None:
    """Return by path what a text says where the paragraph of a draft has its values.

    None when it has other words around them, or when it could be read in two ways: in a sentence also when
    only a blank or a line parts two values, for there is no telling which of them is missing.
    """
    if not isinstance(model, Paragraph) or not model.fields:
        return None
    if not is_item and any(
        each.field is None and not each.text.strip(" \n\u00a0") for each in _between(model)
    ):
        return None
    if says_nothing(text):
        return {}
    pieces = [None if each.field is not None else each.text for each in model.stretches]
    both = [_read(tuple(pieces), " ".join(text.split(" ")), lazy) for lazy in ("?", "")]
    if both[0] is None or both[0] != both[1] or any(each[:1] in _GOES_ON for each in both[0]):
        return None
    found = zip(paths_of([model]), both[0], strict=True)
    return {path: value for path, value in found if not says_nothing(value)}


def _between(model: Paragraph) -> list[Token]:
    """Return what stands between the first value of a paragraph and the last."""
    fields = [number for number, each in enumerate(model.stretches) if each.field is not None]
    return model.stretches[fields[0] : fields[-1]]


def _read(pieces: tuple[str | None, ...], text: str, lazy: str) -> tuple[str, ...] | None:
    found = _pattern(pieces, lazy).fullmatch(text.strip())
    return None if found is None else tuple(each.strip() for each in found.groups())


@lru_cache(maxsize=4096)
def _pattern(pieces: tuple[str | None, ...], lazy: str) -> re.Pattern[str]:
    parts = [f"(.+{lazy})" if piece is None else _words(piece) for piece in pieces]
    return re.compile("".join(parts).strip(), re.DOTALL)


def _words(text: str) -> str:
    return r"\s+".join(map(re.escape, re.split(r"\s+", text)))


def numbered(path: str, numbers: Iterable[int]) -> str:
    """Return the path with these indexes, from the first on."""
    left = iter(numbers)
    return _INDEX.sub(lambda found: str(next(left, found[0])), path)


def alone(values: Mapping[str, str]) -> Mapping[str, str]:
    """Return the values of a sentence: of a list only an item that nothing else can stand in.

    `counties.0` may be one of several in "Jämtlands län och Dalarna"; of an item with keys it is not known
    which it is.
    """
    return {
        path: text
        for path, text in values.items()
        if not depth(path) or (path.endswith(".0") and depth(path) == 1 and not _SEVERAL.search(text))
    }


def depth(path: str) -> int:
    """Return in how many lists the value stands, one in the other."""
    return len(_INDEX.findall(path))
