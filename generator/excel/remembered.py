"""What a workbook was exported as, kept in a sheet of its own that nobody sees.

A row for each item: the path of its list, its number there, and what the data file had, as JSON in as many
cells as it needs. The first row says of what it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from openpyxl import Workbook

SHEET = "ansokan"
VERSION = "1"
_PIECE = 30_000
"""Characters in a cell; Excel holds some more."""

Item = Mapping[str, Any]


class Exported(NamedTuple):
    """The data file's name, and the items of each list as they were, by the list's path."""

    data: str
    items: Mapping[str, Sequence[Item]]


def remember(workbook: Workbook, exported: Exported) -> None:
    """Add the sheet to a workbook; Excel shows it to nobody, not even under Unhide."""
    sheet = workbook.create_sheet(SHEET)
    sheet.sheet_state = "veryHidden"
    sheet.append([SHEET, VERSION, *_pieces(json.dumps(exported.data))])
    for path, items in exported.items.items():
        for number, item in enumerate(items):
            sheet.append([path, str(number), *_pieces(json.dumps(item))])


def recall(rows: Iterable[Sequence[str]]) -> Exported | None:
    """Return what stands in the rows of the sheet; None when that is not what was written there."""
    try:
        return _read(iter(rows))
    except (ValueError, TypeError, IndexError, StopIteration):
        return None


def _read(rows: Iterator[Sequence[str]]) -> Exported | None:
    mark, version, *name = next(rows)
    if (mark, version) != (SHEET, VERSION):
        return None
    found: dict[str, list[Item]] = {}
    for path, number, *pieces in rows:
        item = json.loads("".join(pieces))
        if int(number) != len(found.setdefault(path, [])) or not isinstance(item, dict):
            return None
        found[path].append(item)
    data = json.loads("".join(name))
    return Exported(data, found) if isinstance(data, str) else None


def _pieces(text: str) -> Iterator[str]:
    return (text[start : start + _PIECE] for start in range(0, len(text), _PIECE))
