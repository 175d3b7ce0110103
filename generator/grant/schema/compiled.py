"""The schemas that pydantic has compiled: made once, and kept between runs."""

from __future__ import annotations

import io
import pickle
from collections.abc import Mapping, Sequence
from typing import IO, Any

from pydantic_core import SchemaValidator

from generator.grant.schema.base import Part, once
from generator.system.cache import kept

_KEPT: dict[type[Part], SchemaValidator] = {}
_MOST = 16
"""While somebody works on a form, there is a new model after each save."""


def validator(model: type[Part]) -> SchemaValidator:
    """Return what validates plain values as `model`."""
    return _KEPT.get(model) or _made(model)


def keep(model: type[Part], own: Mapping[str, type[Part]], sources: Sequence[bytes]) -> None:
    """Take the schema of `model` from the cache, or put it there.

    `own` are the groups that no module holds, by name; `sources` are what they were made from.
    """
    if model in _KEPT:
        return
    known = {**own, "": model}
    while len(_KEPT) >= _MOST:
        del _KEPT[next(iter(_KEPT))]
    packed = kept("schema", sources, lambda: _packed(_schema(model), known))
    _KEPT[model] = SchemaValidator(_unpacked(packed, known))


@once
def _made(model: type[Part]) -> SchemaValidator:
    return SchemaValidator(_schema(model))


def _schema(model: type[Part]) -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(model).core_schema


class _Pickler(pickle.Pickler):
    """Writes the groups that no module holds as their names."""

    def __init__(self, file: IO[bytes], known: Mapping[str, type[Part]]) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._names = {group: name for name, group in known.items()}

    def persistent_id(self, thing: object) -> str | None:
        return self._names.get(thing) if isinstance(thing, type) else None


class _Unpickler(pickle.Unpickler):
    """Reads the names back as the groups that this run has."""

    def __init__(self, file: IO[bytes], known: Mapping[str, type[Part]]) -> None:
        super().__init__(file)
        self._known = known

    def persistent_load(self, name: str) -> type[Part]:
        return self._known[name]


def _packed(schema: Any, known: Mapping[str, type[Part]]) -> bytes:
    packed = io.BytesIO()
    _Pickler(packed, known).dump(schema)
    return packed.getvalue()


def _unpacked(packed: bytes, known: Mapping[str, type[Part]]) -> Any:
    return _Unpickler(io.BytesIO(packed), known).load()  # the user's own cache
