"""Items of one list added, removed and put in another order: the list as it will be, and the way there."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import Any, NamedTuple

from generator.grant.yaml.items import Step
from generator.word.merge.match.sequence import rising


class ListPlace(NamedTuple):
    """Where in a list of the data something happens; the indexes are those before anything happens.

    An item is added after the one `at`, or `before` it; or the one there is removed; or the items stand in
    the `order`.
    """

    list_path: str
    at: int = 0
    before: bool = False
    order: tuple[int, ...] = ()


def steps(
    count: int,
    added: Sequence[tuple[ListPlace, Hashable]],
    removed: Sequence[ListPlace],
    moved: Sequence[ListPlace],
) -> Iterator[Step]:
    """Yield the changes of a list of so many items, one after the other; of an added one, what names it."""
    wanted: list[Any] = list(range(count))
    for place in moved:
        slots = sorted(place.order)
        wanted = [dict(zip(slots, place.order, strict=True)).get(n, n) for n in wanted]
    new = _Added.among(added)
    for each in new:
        wanted.insert(_place(each, wanted) if each.place.at < count else len(wanted), each)
    gone = {place.at for place in removed}
    now: list[Any] = list(range(count))
    for index in sorted(gone, reverse=True):
        yield Step("remove", index)
        now.remove(index)
    wanted = [each for each in wanted if each not in gone]
    yield from _moves([each for each in wanted if each in now], now)
    for index, each in enumerate(wanted):
        if isinstance(each, _Added):
            yield Step("insert", index, item=each.item)


class _Added:
    """An item that is added: itself, among others that say the same."""

    def __init__(self, place: ListPlace, item: Hashable) -> None:
        self.place, self.item = place, item

    @classmethod
    def among(cls, added: Sequence[tuple[ListPlace, Hashable]]) -> list[_Added]:
        return [cls(place, item) for place, item in added]


def _place(new: _Added, wanted: Sequence[Any]) -> int:
    """Return where an item comes, after those that were added in the same place before it."""
    if new.place.at not in wanted:
        return len(wanted)
    place = wanted.index(new.place.at)
    if new.place.before:
        return place
    place += 1
    while place < len(wanted) and isinstance(wanted[place], _Added) and not wanted[place].place.before:
        place += 1
    return place


def _moves(wanted: Sequence[Any], now: list[Any]) -> Iterator[Step]:
    """Yield as few moves as bring the items of `now` in the order wanted."""
    places = [now.index(each) for each in wanted]
    staying = {wanted[n] for n in rising(places)}
    for n, each in enumerate(wanted):
        if each in staying:
            continue
        start = now.index(each)
        now.remove(each)
        end = now.index(wanted[n - 1]) + 1 if n else 0
        now.insert(end, each)
        yield Step("move", start, end)
