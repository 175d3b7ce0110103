"""What names an item by its old name gets the new one, when a name is taken from a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from generator.grant.schema.references import opened, paths_like
from generator.pull.decide import Taken
from generator.pull.schema_values import Values


def with_references(changes: Sequence[Taken], values: Values) -> list[Taken]:
    """Return the changes, each new name with the places that name its item.

    Only where the old name was that of one item, and the new one is not another's, now or afterwards.
    """
    changed = {change.path: change.new for change in changes}
    return [replace(change, references=tuple(_following(change, changed, values))) for change in changes]


def _following(change: Taken, changed: Mapping[str, str | None], values: Values) -> Iterator[str]:
    old, names = values.now(change.path), opened(change.path)
    referring = [pattern for pattern, named in values.references.items() if named == names]
    if not referring or old is None or not change.new:
        return
    new = values.parsed(change.path, change.new)
    others = [path for path in paths_like(values.file.values, names) if path != change.path]
    said = [values.now(path) for path in others]
    said += [values.parsed(path, text) for path in others if (text := changed.get(path))]
    if old in said or new in said:
        return
    for pattern in referring:
        for path in paths_like(values.file.values, pattern):
            if path not in changed and values.now(path) == old:
                yield path
