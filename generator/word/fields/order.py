"""Two sequences of named texts paired by name and order, where the pairing is unambiguous."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

Named = tuple[str, str | None]
"""A name, and a text that may have changed."""
Pair = tuple[int, int]


def align(old: Sequence[Named], new: Sequence[Named]) -> tuple[list[Pair], set[int]]:
    """Return (place in old, place in new) of those that belong together, and the places in old left in doubt.

    Where the names are the same, they stand as they stood. Else what has kept its text holds the rest in
    place: between two such, those of one name belong together when there are as many as there were; when
    there are more or fewer, it is in doubt which is which.
    """
    if [name for name, _text in old] == [name for name, _text in new]:
        return [(i, i) for i in range(len(old))], set()
    pairs: list[Pair] = []
    doubt: set[int] = set()
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            pairs += zip(range(i1, i2), range(j1, j2), strict=True)
            continue
        for name in dict.fromkeys(name for name, _text in old[i1:i2]):
            before = [i for i in range(i1, i2) if old[i][0] == name]
            after = [j for j in range(j1, j2) if new[j][0] == name]
            if len(before) == len(after):
                pairs += zip(before, after, strict=True)
            elif after:
                doubt.update(before)
    return sorted(pairs), doubt
