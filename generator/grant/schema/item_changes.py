"""Items of a data file's lists put in, taken out and moved: what points at items by their number follows.

Only what silences a check does, and what marks a value as carried (`ignore` and `carried`, whose `at` is a
path); the rest of a data file refers by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from generator.grant.yaml import document
from generator.grant.yaml.document import DataFile
from generator.grant.yaml.items import Step
from generator.grant.yaml.skeleton import Item
from generator.problems import ProblemError

_POINTING = "ignore", "carried"


def insert(file: DataFile, list_path: str, index: int, item: Item) -> DataFile:
    """Return the file with `item` as item number `index`; raises what DataFile.insert raises."""
    count = _count(file, list_path)
    moved = {number: number + (number >= index) for number in range(count)}
    return follow(_read(file, file.insert(list_path, index, item)), list_path, moved)


def remove(file: DataFile, path: str) -> DataFile:
    """Return the file without the item, and without what silences a check or marks a value there."""
    changed = _read(file, file.remove(path))
    list_path, _dot, name = path.rpartition(".")
    index = int(name)
    moved = {number: number - (number > index) for number in range(_count(file, list_path))}
    return follow(changed, list_path, {**moved, index: None})


def move(file: DataFile, list_path: str, start: int, end: int) -> DataFile:
    """Return the file in which the item at `start` stands at `end`; see DataFile.move."""
    changed = _read(file, file.move(list_path, start, end))
    order = list(range(_count(file, list_path)))
    order.insert(end, order.pop(start))
    return follow(changed, list_path, {old: new for new, old in enumerate(order)})


def change(file: DataFile, list_path: str, steps: Sequence[Step]) -> DataFile:
    """Return the file with all the steps made, one after the other; raises what these raise.

    They are made together where they can be, for to read the file again after each takes long.
    """
    if not _count(file, list_path):  # the first item shows how the others are written
        file, steps = _one_by_one(file, list_path, steps[:1]), steps[1:]
    try:
        changed = file.change(list_path, steps) if steps else file.text
    except ProblemError:
        return _one_by_one(file, list_path, steps)
    return follow(_read(file, changed), list_path, _moved(_count(file, list_path), steps))


def _one_by_one(file: DataFile, list_path: str, steps: Iterable[Step]) -> DataFile:
    for step in steps:
        if step.how == "insert":
            file = insert(file, list_path, step.at, step.item)
        elif step.how == "remove":
            file = remove(file, f"{list_path}.{step.at}")
        else:
            file = move(file, list_path, step.at, step.end)
    return file


def _moved(count: int, steps: Iterable[Step]) -> dict[int, int | None]:
    """Return where each item of a list stands after the steps, None for one that is gone."""
    order: list[int | None] = [*range(count)]
    for step in steps:
        if step.how == "insert":
            order.insert(step.at, None)
        else:
            number = order.pop(step.at)
            order[step.end : step.end] = [number] if step.how == "move" else []
    places = {number: place for place, number in enumerate(order) if number is not None}
    return {number: places.get(number) for number in range(count)}


def follow(file: DataFile, list_path: str, moved: Mapping[int, int | None]) -> DataFile:
    """Return the file in which what points at items of the list means the same ones as before.

    `moved`: where each item of before stands now, None for one that is gone: what means that goes too.
    """
    gone: list[str] = []
    put: dict[str, str | None] = {}
    for holder in _POINTING if list_path not in _POINTING else ():
        for number in range(_count(file, holder)):
            path = f"{holder}.{number}"
            written = file.value_at(f"{path}.at")
            now = _followed(written, list_path, moved) if isinstance(written, str) else written
            if now is None and written is not None:
                gone.append(path)
            elif now != written:
                put[f"{path}.at"] = now
    file = _put(file, put)
    for path in reversed(gone):
        file = _read(file, file.remove(path))
    return file


def _put(file: DataFile, values: Mapping[str, str | None]) -> DataFile:
    """Return the file with the values: together, for to read it after each takes long."""
    if (text := file.put_all(values)) is not None:
        return _read(file, text)
    for path, value in values.items():
        file = _read(file, file.put(path, value))
    return file


def _followed(path: str, list_path: str, moved: Mapping[int, int | None]) -> str | None:
    """Return the path with the new number of its item of the list; None when that item is gone."""
    before = f"{list_path}."
    index, dot, rest = path.strip().removeprefix(before).partition(".")
    if not path.strip().startswith(before) or not index.isdecimal():
        return path
    number = moved.get(int(index), int(index))
    return None if number is None else f"{before}{number}{dot}{rest}"


def _count(file: DataFile, list_path: str) -> int:
    items = file.value_at(list_path)
    return len(items) if isinstance(items, list) else 0


def _read(file: DataFile, text: str) -> DataFile:
    return document.read(file.encode(text), file.name)
