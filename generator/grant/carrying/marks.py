"""The marks on values that were taken from an earlier project: which of them nobody has looked at yet."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from generator.grant.carrying.moved_items import still_there
from generator.grant.schema import Data
from generator.grant.schema.data import Carried
from generator.grant.yaml.document import DataFile
from generator.language import _
from generator.located import Unreadable

_LENGTH = 6
"""Digits of a fingerprint: it tells one value from what is typed over it, not from all others."""
FINGERPRINT = re.compile(f"[0-9a-f]{{{_LENGTH}}}")


class Mark(NamedTuple):
    """An item of `carried` that can be read, and its number there."""

    number: int
    item: Carried


def fingerprint(text: str) -> str:
    """Return what tells a text from others, however its lines are broken."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:_LENGTH]


def marks(data: Data) -> Iterator[Mark]:
    """Yield the marks that can be read and say something."""
    for number, item in enumerate(() if isinstance(data.carried, Unreadable) else data.carried):
        if not any(isinstance(value, Unreadable) for value in vars(item).values()) and item.answered:
            yield Mark(number, item)


def unseen(data: Data, file: DataFile) -> tuple[str, ...]:
    """Return the paths of the values that stand as they were carried, and that nobody has looked at."""
    found = list(marks(data))
    elsewhere = still_there(
        {each.item.at: each.item.text for each in found if each.item.at and each.item.text},
        lambda path: len(held) if isinstance(held := file.value_at(path), list) else 0,
        lambda path, text: _says(file, path, text),
    )
    seen = {each.item.at for each in found if each.item.granskat and each.item.at}
    return tuple(
        dict.fromkeys(
            each.item.at
            for each in found
            if each.item.at and not _is_within(each.item.at, seen)
            if each.item.at in elsewhere or _stands(each.item, file)
        )
    )


def _is_within(path: str, seen: set[str]) -> bool:
    """Say whether a path, or a group around it, is among those that somebody has looked at."""
    steps = path.split(".")
    return any(".".join(steps[:count]) in seen for count in range(1, len(steps) + 1))


def _stands(item: Carried, file: DataFile) -> bool:
    return _says(file, item.at or "", item.text or "")


def _says(file: DataFile, path: str, text: str) -> bool:
    value = file.value_at(path)
    return isinstance(value, str) and fingerprint(value) == text


def written(source: str, values: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield the lines of `carried` for values with their paths; `source` is the name of the earlier file."""
    comment = _("From {file}, not reviewed yet. Change the value, or write {typed}")
    yield from ("", "# " + comment.format(file=source, typed="granskat: ja"), "carried_from:", "carried:")
    for path, text in values:
        yield from (f"  - at: {path}", f"    text: {fingerprint(text)}", "    granskat:")
