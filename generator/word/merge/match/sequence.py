"""Three-way merge of lists. Knows nothing of Word: what is compared is anything with == and hash.

Two questions: where each item of one list lies in the other (`matches`, and `chunks` for three lists
of words), and in which order the items of three lists stand together (`plan`, for items that `pairing`
has recognised).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import NamedTuple

_EXACT = 20_000
"""Fields of the table up to which the longest common subsequence is worked out exactly."""

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
    mine: slice
    fresh: slice
    stable: bool


def chunks(
    base: Sequence[Hashable],
    mine: Sequence[Hashable],
    fresh: Sequence[Hashable],
    weak: Callable[[Hashable], bool] = lambda _item: False,
) -> Iterator[Chunk]:
    """Yield the stretches of three lists, in order; together they are the lists.

    A `weak` item (a space, a comma) between two changes is no anchor: it is part of one change.
    """
    to_mine = dict(_strong(base, mine, weak))
    to_fresh = dict(_strong(base, fresh, weak))
    b = m = f = 0
    for i in range(len(base) + 1):
        if i < len(base) and not (i in to_mine and i in to_fresh):
            continue
        j, k = to_mine.get(i, len(mine)), to_fresh.get(i, len(fresh))
        if i > b or j > m or k > f:
            yield Chunk(slice(b, i), slice(m, j), slice(f, k), stable=False)
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


class Place(NamedTuple):
    """An item of a merged list: its places in the three; `moved`: it follows fresh's order, not mine's."""

    base: int | None
    mine: int | None
    fresh: int | None
    moved: bool = False


class Pairs(NamedTuple):
    """Which item of one list is which of the other; `moved`: those whose order differs."""

    partner: dict[int, int]
    moved: frozenset[int]


def plan(
    to_mine: Pairs,
    to_fresh: Pairs,
    also: dict[int, int],
    sizes: tuple[int, int, int],
    joined: Callable[[int], bool] = lambda _fresh: False,
) -> list[Place]:
    """Return every item of base, mine and fresh once, in the order in which they stand together.

    Mine's order holds; what only fresh has or has moved stands before what follows it in fresh, or, when
    it is `joined`, after what it follows there. `also`: items that both mine and fresh have added.
    """
    base_of_mine = {m: b for b, m in to_mine.partner.items()}
    base_of_fresh = {f: b for b, f in to_fresh.partner.items()}
    by_fresh = {f: m for m, f in also.items()}
    places: dict[int, Place] = {}
    for f in range(sizes[2]):
        b = base_of_fresh.get(f)
        m = by_fresh.get(f) if b is None else to_mine.partner.get(b)
        goes = b is not None and m is not None and b in to_fresh.moved and b not in to_mine.moved
        places[f] = Place(b, m, f, goes)
    order: list[Place] = []
    for m in range(sizes[1]):
        b = base_of_mine.get(m)
        at = also.get(m) if b is None else to_fresh.partner.get(b)
        if at is None:
            order.append(Place(b, m, None))
        elif not places[at].moved:
            order.append(places[at])
    order = _with_fresh(order, places, {f for f, b in base_of_fresh.items() if b in to_mine.moved}, joined)
    gone = set(range(sizes[0])) - set(to_mine.partner) - set(to_fresh.partner)
    return order + [Place(b, None, None) for b in sorted(gone)]


class _Node:
    """A place in a chain, so that putting one beside another costs the same however long the chain is."""

    def __init__(self, place: Place | None) -> None:
        self.place = place
        self.before = self.after = self

    def put_before(self, other: _Node) -> None:
        self.before, self.after = other.before, other
        other.before.after = self
        other.before = self


def _with_fresh(
    order: list[Place], places: dict[int, Place], astray: set[int], joined: Callable[[int], bool]
) -> list[Place]:
    end = _Node(None)
    nodes: dict[int, _Node] = {}
    for place in order:
        node = _Node(place)
        node.put_before(end)
        if place.fresh is not None:
            nodes[place.fresh] = node
    placed = set(nodes) - astray  # what was moved by hand says nothing about fresh's order
    following = end
    waiting = []
    for f in sorted(places, reverse=True):
        if f in nodes:
            following = nodes[f] if f in placed else following
        elif f and joined(f):
            waiting.append(f)
        else:
            nodes[f] = _Node(places[f])
            nodes[f].put_before(following)
            following = nodes[f]
    for f in reversed(waiting):
        nodes[f] = _Node(places[f])
        nodes[f].put_before(nodes[f - 1].after)
    found = []
    node = end.after
    while node.place is not None:
        found.append(node.place)
        node = node.after
    return found
