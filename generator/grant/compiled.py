"""The schemas that pydantic has compiled: made once, and kept between runs."""

from __future__ import annotations

import io
import pickle
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic_core import SchemaValidator

from generator.cache import kept
from generator.grant.schema.group import Part, once

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


def _packed(schema: Any, known: Mapping[str, type[Part]]) -> bytes:
    names = {group: name for name, group in known.items()}
    packed = io.BytesIO()
    pickler = pickle.Pickler(packed, pickle.HIGHEST_PROTOCOL)
    pickler.persistent_id = lambda thing: names.get(thing) if isinstance(thing, type) else None  # type: ignore[method-assign]
    pickler.dump(schema)
    return packed.getvalue()


def _unpacked(packed: bytes, known: Mapping[str, type[Part]]) -> Any:
    unpickler = pickle.Unpickler(io.BytesIO(packed))  # noqa: S301 -- the user's own cache
    unpickler.persistent_load = known.__getitem__  # type: ignore[method-assign]
    return unpickler.load()
