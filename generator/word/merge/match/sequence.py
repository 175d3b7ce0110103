"""Three-way merge of lists. Knows nothing of Word: what is compared is anything with == and hash.

Two questions: where each item of one list lies in the other (`matches`, and `chunks` for three lists
of words), and in which order the items of three lists stand together (`plan`, for items that `matching`
has recognised).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import NamedTuple

_EXACT = 20_000
"""Fields of the table up to which the longest common subsequence is computed exactly."""

Match = tuple[int, int]


def matches(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[Match]:
    """Return the places (in a, in b) of a common subsequence, anchored in what is unique on both sides."""
    found: list[Match] = []
    gaps = [(0, len(a), 0, len(b))]
    while gaps:
        i1, i2, j1, j2 = gaps.pop()
        while i1 < i2 and j1 < j2 and a[i1] == b[j1]:
            found.append((i1, j1))
            i1, j1 = i1 + 1, j1 + 1
        while i1 < i2 and j1 < j2 and a[i2 - 1] == b[j2 - 1]:
            i2, j2 = i2 - 1, j2 - 1
            found.append((i2, j2))
        if i1 == i2 or j1 == j2:
            continue
        anchors = _anchors(a[i1:i2], b[j1:j2])
        if not anchors and (i2 - i1) * (j2 - j1) <= _EXACT:
            found += [(i1 + i, j1 + j) for i, j in _longest(a[i1:i2], b[j1:j2])]
        for i, j in anchors:
            found.append((i1 + i, j1 + j))
        for (i, j), (k, n) in zip([(-1, -1), *anchors], [*anchors, (i2 - i1, j2 - j1)], strict=True):
            if anchors:
                gaps.append((i1 + i + 1, i1 + k, j1 + j + 1, j1 + n))
    return sorted(found)


def _anchors(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[Match]:
    """Return matches of what occurs once on both sides, or else equally often, in the same order."""
    in_a, in_b = Counter(a), Counter(b)
    once = {item for item, count in in_a.items() if count == in_b[item] == 1}
    chosen = once or {item for item, count in in_a.items() if count == in_b[item]}
    places: dict[Hashable, list[int]] = {item: [] for item in chosen}
    for j, item in enumerate(b):
        if item in chosen:
            places[item].append(j)
    pairs = []
    for i, item in enumerate(a):
        if item in chosen:
            pairs.append((i, places[item].pop(0)))
    return [pairs[i] for i in rising([j for _i, j in pairs])]


def rising(numbers: Sequence[int]) -> list[int]:
    """Return the indexes of a longest rising subsequence of different numbers."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, number in enumerate(numbers):
        place = bisect_left(ends, number)
        before.append(last[place - 1] if place else -1)
        ends[place : place + 1] = [number]
        last[place : place + 1] = [index]
    found = []
    index = last[-1] if last else -1
    while index >= 0:
        found.append(index)
        index = before[index]
    return found[::-1]


def _longest(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[Match]:
    rows = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in reversed(range(len(a))):
        for j in reversed(range(len(b))):
            rows[i][j] = 1 + rows[i + 1][j + 1] if a[i] == b[j] else max(rows[i + 1][j], rows[i][j + 1])
    found = []
    i = j = 0
    while i < len(a) and j < len(b):
        if a[i] == b[j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif rows[i + 1][j] >= rows[i][j + 1]:
            i += 1
        else:
            j += 1
    return found


class Chunk(NamedTuple):
    """A stretch of three lists; `stable`: one item, the same in all three."""

    base: slice
    edited: slice
    generated: slice
    stable: bool = False


def chunks(
    base: Sequence[Hashable],
    edited: Sequence[Hashable],
    generated: Sequence[Hashable],
    weak: Callable[[Hashable], bool] = lambda _item: False,
) -> Iterator[Chunk]:
    """Yield the stretches of three lists, in order; together they are the lists.

    A `weak` item (a space, a comma) between two changes is no anchor: it is part of one change.
    """
    to_edited = dict(_strong(base, edited, weak))
    to_generated = dict(_strong(base, generated, weak))
    b = m = f = 0
    for i in range(len(base) + 1):
        if i < len(base) and not (i in to_edited and i in to_generated):
            continue
        j, k = to_edited.get(i, len(edited)), to_generated.get(i, len(generated))
        if i > b or j > m or k > f:
            yield Chunk(slice(b, i), slice(m, j), slice(f, k))
        if i < len(base):
            yield Chunk(slice(i, i + 1), slice(j, j + 1), slice(k, k + 1), stable=True)
        b, m, f = i + 1, j + 1, k + 1


def _strong(
    a: Sequence[Hashable], b: Sequence[Hashable], weak: Callable[[Hashable], bool]
) -> Iterator[Match]:
    run: list[Match] = []
    for match in [*matches(a, b), (len(a), len(b))]:
        if run and match != (run[-1][0] + 1, run[-1][1] + 1):
            changed_before = run[0] != (0, 0)
            if not changed_before or not all(weak(a[i]) for i, _j in run):
                yield from run
            run = []
        run.append(match)
    yield from run[:-1]  # the last run reaches the end of both lists


class MergedItem(NamedTuple):
    """An item of a merged list: its places in the three; `moved`: in generated's order, not edited's."""

    base: int | None
    edited: int | None
    generated: int | None
    moved: bool = False


class Pairs(NamedTuple):
    """Which item of one list is which of the other; `moved`: those whose order differs."""

    partner: dict[int, int]
    moved: frozenset[int]


def plan(
    to_edited: Pairs,
    to_generated: Pairs,
    also: dict[int, int],
    sizes: tuple[int, int, int],
    follows: Callable[[int], bool] = lambda _generated: False,
) -> list[MergedItem]:
    """Return every item of base, edited and generated once, in the order in which they stand together.

    The order of edited holds; what only generated has or has moved stands before what comes after it there,
    or, when it `follows`, after what comes before it. `also`: items that edited and generated have added.
    """
    base_of_edited = {e: b for b, e in to_edited.partner.items()}
    base_of_generated = {g: b for b, g in to_generated.partner.items()}
    by_generated = {g: e for e, g in also.items()}
    items = []
    for g in range(sizes[2]):
        b = base_of_generated.get(g)
        e = by_generated.get(g) if b is None else to_edited.partner.get(b)
        moved = b is not None and e is not None and b in to_generated.moved and b not in to_edited.moved
        items.append(MergedItem(b, e, g, moved))
    order: list[MergedItem] = []
    for e in range(sizes[1]):
        b = base_of_edited.get(e)
        at = also.get(e) if b is None else to_generated.partner.get(b)
        if at is None:
            order.append(MergedItem(b, e, None))
        elif not items[at].moved:
            order.append(items[at])
    moved_by_user = {g for g, b in base_of_generated.items() if b in to_edited.moved}
    order = _with_generated(order, items, moved_by_user, follows)
    gone = set(range(sizes[0])) - set(to_edited.partner) - set(to_generated.partner)
    return order + [MergedItem(b, None, None) for b in sorted(gone)]


def _with_generated(
    order: list[MergedItem],
    items: list[MergedItem],
    moved_by_user: set[int],
    follows: Callable[[int], bool],
) -> list[MergedItem]:
    """Return the order with all of generated's `items`; what the user moved says nothing about theirs."""
    placed = {item.generated for item in order}
    next_placed: int | None = None
    before: dict[int | None, list[int]] = defaultdict(list)
    following = set()
    for g in reversed(range(len(items))):
        if g in placed:
            next_placed = next_placed if g in moved_by_user else g
        elif g and follows(g):
            following.add(g)
        else:
            before[next_placed].append(g)

    def with_following(g: int) -> Iterator[MergedItem]:
        yield items[g]
        while (g := g + 1) in following:
            yield items[g]

    found: list[MergedItem] = []
    for item in order:
        if item.generated is None:
            found.append(item)
        else:
            for g in [*reversed(before[item.generated]), item.generated]:
                found += with_following(g)
    for g in reversed(before[None]):
        found += with_following(g)
    return found
