"""What names an item by its old name gets the new one, when a name is changed in a document or typed anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from generator.grant.schema.references import opened, paths_like
from generator.pull.decide import Taken
from generator.pull.schema_values import Values


def with_references(changes: Sequence[Taken], values: Values) -> list[Taken]:
    """Return the changes, each new name with the places that name its item."""
    changed = {change.path: change.new for change in changes}
    return [
        replace(change, references=following(change.path, change.new, values, changed)) for change in changes
    ]


def following(
    path: str, new: str | None, values: Values, changed: Mapping[str, str | None] | None = None
) -> tuple[str, ...]:
    """Return the paths that name the item whose name at `path` becomes `new`: they are to get it too.

    Only where the old name was that of one item, and the new one is not another's, now or afterwards.
    `changed`: what else changes at the same time, by its path. Raises ValueError for a name that the schema
    refuses, LookupError for an item that the file lacks.
    """
    return tuple(_following(path, new, values, changed or {}))


def _following(
    path: str, new: str | None, values: Values, changed: Mapping[str, str | None]
) -> Iterator[str]:
    names = opened(path)
    referring = [pattern for pattern, named in values.references.items() if named == names]
    if not referring or not new or (old := values.now(path)) is None:
        return
    others = [other for other in paths_like(values.file.values, names) if other != path]
    said = [values.now(other) for other in others]
    said += [values.parsed(other, text) for other in others if (text := changed.get(other))]
    if old in said or values.parsed(path, new) in said:
        return
    for pattern in referring:
        for other in paths_like(values.file.values, pattern):
            if other not in changed and values.now(other) == old:
                yield other
