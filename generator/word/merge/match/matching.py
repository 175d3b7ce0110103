"""Which item of one list is which of another: by equal keys first, then by likeness, wherever it was moved.

Knows nothing of Word: an item has a key, the traits it is made of, and can say how like another it is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterator, Sequence
from typing import Any, NamedTuple, Protocol

from generator.word.merge.match.sequence import Match, Pairs, matches

ALIKE = 0.35
"""From where a changed item is the same item, in its place."""
ALIKE_MOVED = 0.6
"""The same for one that has changed its place too."""
_SMALL = 1_600
_RARE, _NEAREST = 20, 6


class Item(Protocol):
    """What is recognised. An item without traits (an empty paragraph) is never taken for moved."""

    @property
    def key(self) -> Hashable:
        """What it says; equal keys are the same item."""

    @property
    def traits(self) -> Collection[Hashable]:
        """What it is made of, such as its words."""

    def like(self, other: Any) -> float:
        """Return from 0 (nothing in common) to 1 how like it is."""

    def compatible(self, other: Any) -> bool:
        """Say whether it may be the other, when nothing else is left in their place."""


class _Scored(NamedTuple):
    a: int
    b: int
    score: float


def pair(a: Sequence[Item], b: Sequence[Item]) -> Pairs:
    """Return which of `a` is which of `b`; each is paired once at most."""
    partner = dict(matches([item.key for item in a], [item.key for item in b]))
    moved = _same_elsewhere(a, b, partner)
    for gap in list(_gaps(a, b, partner, moved)):
        partner.update(_heaviest(_candidates(a, b, *gap)))
    moved |= _like_elsewhere(a, b, partner, moved)
    for left, right in list(_gaps(a, b, partner, moved)):
        if len(left) == len(right) == 1 and a[left[0]].compatible(b[right[0]]):
            partner[left[0]] = right[0]
    return Pairs(partner | moved, frozenset(moved))


def both_added(a: Sequence[Item], b: Sequence[Item], to_a: Pairs, to_b: Pairs) -> dict[int, int]:
    """Return the items that both lists have beyond what they share with a third (`to_a`, `to_b`)."""
    own_a, own_b = set(to_a.partner.values()), set(to_b.partner.values())
    left = [i for i in range(len(a)) if i not in own_a]
    right = [j for j in range(len(b)) if j not in own_b]
    found = matches([a[i].key for i in left], [b[j].key for j in right])
    return {left[i]: right[j] for i, j in found}


def _same_elsewhere(a: Sequence[Item], b: Sequence[Item], partner: dict[int, int]) -> dict[int, int]:
    taken = set(partner.values())
    places: dict[Hashable, list[int]] = defaultdict(list)
    for j, item in enumerate(b):
        if j not in taken and item.traits:
            places[item.key].append(j)
    return {
        i: places[item.key].pop(0) for i, item in enumerate(a) if i not in partner and places.get(item.key)
    }


def _gaps(
    a: Sequence[Item], b: Sequence[Item], partner: dict[int, int], moved: dict[int, int]
) -> Iterator[tuple[list[int], list[int]]]:
    """Yield what is left on both sides between neighbours that are paired in order."""
    away = set(moved.values())
    i = j = 0
    for end_i, end_j in [*sorted(partner.items()), (len(a), len(b))]:
        left = [n for n in range(i, end_i) if n not in moved]
        right = [n for n in range(j, end_j) if n not in away]
        if left and right:
            yield left, right
        i, j = end_i + 1, end_j + 1


def _candidates(a: Sequence[Item], b: Sequence[Item], left: list[int], right: list[int]) -> Iterator[_Scored]:
    if len(left) * len(right) <= _SMALL:
        likely: Iterator[Match] = ((i, j) for i in left for j in right)
    else:
        likely = _sharing(a, b, left, right)
    for i, j in likely:
        if (score := a[i].like(b[j])) >= ALIKE:
            yield _Scored(i, j, score)


def _sharing(a: Sequence[Item], b: Sequence[Item], left: list[int], right: list[int]) -> Iterator[Match]:
    """Yield pairs that share what few have: the rest need not be looked at."""
    having: dict[Hashable, list[int]] = defaultdict(list)
    for j in right:
        for trait in b[j].traits:
            having[trait].append(j)
    for i in left:
        shared = Counter(
            j for trait in a[i].traits if len(having.get(trait, ())) <= _RARE for j in having.get(trait, ())
        )
        yield from ((i, j) for j, _count in shared.most_common(_NEAREST))


def _heaviest(candidates: Iterator[_Scored]) -> dict[int, int]:
    """Return the pairs, rising on both sides, that are most alike together.

    A Fenwick tree over b keeps the best sum of a chain that ends at or before a place.
    """
    found = sorted(candidates, key=lambda scored: (scored.a, -scored.b))
    columns = {j: n + 1 for n, j in enumerate(sorted({scored.b for scored in found}))}
    tree: list[tuple[float, int]] = [(0.0, -1)] * (len(columns) + 1)
    before: list[int] = []
    for index, scored in enumerate(found):
        sum_before, last = _best(tree, columns[scored.b] - 1)
        before.append(last)
        _raise(tree, columns[scored.b], (sum_before + scored.score, index))
    chain = {}
    _sum, index = _best(tree, len(columns))
    while index >= 0:
        chain[found[index].a] = found[index].b
        index = before[index]
    return chain


def _best(tree: list[tuple[float, int]], column: int) -> tuple[float, int]:
    best = (0.0, -1)
    while column > 0:
        best = max(best, tree[column], key=lambda entry: entry[0])
        column -= column & -column
    return best


def _raise(tree: list[tuple[float, int]], column: int, entry: tuple[float, int]) -> None:
    while column < len(tree):
        tree[column] = max(tree[column], entry, key=lambda entry: entry[0])
        column += column & -column


def _like_elsewhere(
    a: Sequence[Item], b: Sequence[Item], partner: dict[int, int], moved: dict[int, int]
) -> dict[int, int]:
    taken = set(partner.values()) | set(moved.values())
    left = [i for i in range(len(a)) if i not in partner and i not in moved and a[i].traits]
    right = [j for j in range(len(b)) if j not in taken and b[j].traits]
    found: dict[int, int] = {}
    used: set[int] = set()
    likely = sorted(_candidates(a, b, left, right), key=lambda scored: (-scored.score, scored.a, scored.b))
    for i, j, score in likely:
        if score >= ALIKE_MOVED and i not in found and j not in used:
            found[i] = j
            used.add(j)
    return found
