"""What was last pulled from a document that has not been generated since: the data has it from there.

Else a person who edits a field, pulls, and edits it again would be in conflict with the text pulled first.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from generator.fields import PulledItem, PulledItems
from generator.system import files
from generator.system.generations import Generations, Key
from generator.system.output_folders import BASES

NOTE = "pulled.json"
Texts = Mapping[str, Sequence[str | None]]
"""For a path the texts of its fields in the document, in order, as they were when one of them was pulled."""


_NOTHING = PulledItems()


class Earlier(NamedTuple):
    """What was pulled from a document since it was generated: texts of fields, and items added in it."""

    texts: Texts = MappingProxyType({})
    items: PulledItems = _NOTHING


def remember(document: Path, generation: str, texts: Texts, items: PulledItems = _NOTHING) -> None:
    """Note what was pulled from a document: texts beside those from before, and all items, in place of these.

    A copy that lies elsewhere than its base is left out.
    """
    base = document.parent / BASES / document.name
    if not base.is_file():
        return
    known = _read(document.parent / BASES / NOTE)
    before = recall(document, generation)
    noted = {
        "texts": {**before, **texts},
        "items": items.added,
        "gone": items.gone,
    }
    known[document.name] = {"generation": generation, **noted}
    files.write_cache(base.with_name(NOTE), json.dumps(known, ensure_ascii=False).encode())


def recall(document: Path, generation: str) -> dict[str, list[str | None]]:
    """Return what was pulled from a document of this generation.

    Nothing when the note cannot be read, or when the document lies again as it was generated: somebody has
    put it back.
    """
    texts = _noted(document, generation).get("texts")
    pairs = texts.items() if isinstance(texts, dict) else ()
    return {path: found for path, found in pairs if isinstance(found, list) and all(map(_is_text, found))}


def recall_all(document: Path, generation: str) -> Earlier:
    """Return both, as `recall` does."""
    return Earlier(recall(document, generation), recall_items(document, generation))


def recall_items(document: Path, generation: str) -> PulledItems:
    """Return the items added in or deleted from a document and pulled since, as `recall` does."""
    noted = _noted(document, generation)
    added, gone = noted.get("items"), noted.get("gone")
    try:
        return PulledItems(
            tuple(_item(*each) for each in (added if isinstance(added, list) else ())),
            tuple(str(each) for each in (gone if isinstance(gone, list) else ())),
        )
    except (TypeError, ValueError):  # somebody else's hand
        return PulledItems()


def _item(beside: object, before: object, close: object, lines: Iterable[Iterable[Any]]) -> PulledItem:
    found = (tuple((str(path), text) for path, text in line if _is_text(text)) for line in lines)
    return PulledItem(str(beside), bool(before), bool(close), tuple(found))


def _noted(document: Path, generation: str) -> dict[str, Any]:
    noted = _read(document.parent / BASES / NOTE).get(document.name)
    if not isinstance(noted, dict) or noted.get("generation") != generation:
        return {}
    lying = files.read_if_there(document)
    base = files.read_if_there(document.parent / BASES / document.name)
    if lying in (base, Generations(document.parent).recall(Key(document.name, generation))):
        return {}
    return noted


def _read(note: Path) -> dict[str, object]:
    try:
        found = json.loads(note.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _is_text(value: object) -> bool:
    return value is None or isinstance(value, str)
