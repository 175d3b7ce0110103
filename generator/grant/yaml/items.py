"""Items put into a list of a data file, taken out of it and moved: no line of anything else differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from generator.grant.yaml.edit import reads_as, rewritings
from generator.grant.yaml.pieces import Pieces, pieces
from generator.grant.yaml.reader import compose
from generator.grant.yaml.scalars import column_of, newline_of
from generator.grant.yaml.skeleton import Item, block, composed, flow, leaves
from generator.grant.yaml.tree import Node, index_of
from generator.language import _
from generator.problems import Problem, ProblemError

if TYPE_CHECKING:
    from generator.grant.yaml.document import DataFile


class Step(NamedTuple):
    """One change of a list: which, where, and for a move to where; `item`: what is inserted."""

    how: Literal["insert", "remove", "move"]
    at: int
    end: int = 0
    item: Any = None


def insert(file: DataFile, path: str, index: int, item: Item) -> str:
    """Return the text of the file with `item` as item number `index` of the list at `path`."""
    item, names = composed(item), path.split(".")
    with _refused_as_unwritable(file, path):
        items = _items(file, path)
        if not 0 <= index <= len(items):
            raise LookupError
        expected = _with_list(file.values, names, [*items[:index], item, *items[index:]])
        values = dict(leaves(item, f"{path}.{index}"))
        skeletons = _skeletons(_ended(file), names, index, item)
        return _first(file, _filled(file, skeletons, values), expected)


def remove(file: DataFile, path: str) -> str:
    """Return the text of the file without the item at `path`."""
    holder, _dot, name = path.rpartition(".")
    with _refused_as_unwritable(file, holder):
        items = _items(file, holder)
        if (index := index_of(name, len(items))) is None:
            raise LookupError
        cut = _cut(file, holder)
        cut.take(index)
        rest = [*items[:index], *items[index + 1 :]] or ([] if cut.usual else None)
        return _first(file, [cut.text()], _with_list(file.values, holder.split("."), rest))


def move(file: DataFile, path: str, start: int, end: int) -> str:
    """Return the text of the file in which the item at `start` of the list at `path` stands at `end`."""
    with _refused_as_unwritable(file, path):
        items = [*_items(file, path)]
        if not 0 <= min(start, end) <= max(start, end) < len(items):
            raise LookupError
        cut = _cut(file, path)
        cut.place(end, *cut.take(start))
        items.insert(end, items.pop(start))
        return _first(file, [cut.text()], _with_list(file.values, path.split("."), items))


def change(file: DataFile, path: str, steps: Iterable[Step]) -> str:
    """Return the text of the file with all the steps made, one after the other, in a list that has items.

    What is inserted comes last, from the first place to the last. It takes hardly longer than one step.
    """
    with _refused_as_unwritable(file, path):
        items = [*_items(file, path)]
        text = _ended(file).text
        node = _node(text, path.split("."))
        cut = pieces(text, node)
        values = dict[str, str]()
        for step in steps:
            if step.how == "insert":
                item = composed(step.item)
                items.insert(step.at, item)
                cut.place(step.at, _written(item, text, node, step.at), cut.separator(step.at))
                values |= leaves(item, f"{path}.{step.at}")
            else:
                taken, piece = items.pop(step.at), cut.take(step.at)
                if step.how == "move":
                    items.insert(step.end, taken)
                    cut.place(step.end, *piece)
        rest = items or ([] if cut.usual else None)
        return _first(
            file, _filled(file, [cut.text()], values), _with_list(file.values, path.split("."), rest)
        )


@contextmanager
def _refused_as_unwritable(file: DataFile, path: str) -> Iterator[None]:
    try:
        yield
    except LookupError:
        message = _(
            "The items of {path} cannot be changed without changing more of the file. Change them by hand."
        )
        problem = Problem("error", "unwritable", message.format(path=path), file.name, file.place(path), path)
        raise ProblemError(problem) from None


def _skeletons(file: DataFile, names: list[str], index: int, item: Item) -> Iterator[str]:
    """Yield the text with the keys of the item and no text in them, the best first."""
    root = compose(file.text, file.name)
    trail, missing = root.walk(names)
    node = trail[-1]
    if missing or not node.value:
        yield _with_first(file.text, root, names, item, in_flow=(node if missing else trail[-2]).flow)
        return
    written = _written(item, file.text, node, index)
    for separator in dict.fromkeys([pieces(file.text, node).separator(index), ""]):
        cut = pieces(file.text, node)
        cut.place(index, written, separator)
        yield cut.text()


def _with_first(text: str, root: Node, names: list[str], item: Item, *, in_flow: bool) -> str:
    """Return the text with the item as the only one of a list that is missing or empty."""
    if not in_flow:
        text = next(rewritings(text, root, [*names, "0"], None))
    elif root.walk(names)[0][-1].value is None:
        text = next(rewritings(text, root, names, "[]"))
    node = _node(text, names)
    cut = pieces(text, node)
    cut.items[:] = [_written(item, text, node, 0)]
    return cut.text()


def _written(item: Item, text: str, node: Node, index: int) -> str:
    """Return the item in the style of the list `node`, and of its neighbour there."""
    if node.flow:
        return flow(item)
    neighbour = node.value[min(max(index, 1), len(node.value)) - 1] if isinstance(node.value, list) else node
    column, newline = column_of(text, node.start), newline_of(text)
    if neighbour.flow and isinstance(item, Mapping):
        return f"{' ' * column}- {flow(item)}{newline}"
    return block(item, column, newline)


def _filled(file: DataFile, texts: Iterable[str], values: Mapping[str, str]) -> Iterator[str]:
    """Yield the texts with the values at their paths, one by one where they do not go together."""
    for text in texts:
        changed = _read(file, text)
        together = changed and changed.put_all(values)
        for path, value in values.items() if together is None else ():
            changed = changed and _read(file, changed.put(path, value))
        if changed:
            yield together or changed.text


def _read(file: DataFile, text: str) -> DataFile | None:
    try:
        return replace(file, text=text, values=compose(text, file.name).plain())
    except ProblemError:
        return None


def _first(file: DataFile, texts: Iterable[str], expected: dict[str, Any]) -> str:
    """Return the first text that reads as expected, without a last line break where the file has none."""
    for text in texts:
        as_before = text[: len(file.text) - len(_ended(file).text)] or text
        for each in dict.fromkeys([as_before, text]):
            if reads_as(each, file.name, expected):
                return each
    raise LookupError


def _ended(file: DataFile) -> DataFile:
    """Return the file with a line break at its end."""
    return file if file.text.endswith(("\r", "\n")) else replace(file, text=file.text + newline_of(file.text))


def _cut(file: DataFile, path: str) -> Pieces:
    text = _ended(file).text
    return pieces(text, _node(text, path.split(".")))


def _node(text: str, names: list[str]) -> Node:
    trail, missing = compose(text, "").walk(names)
    if missing:
        raise LookupError
    return trail[-1]


def _items(file: DataFile, path: str) -> list[Any]:
    """Return the values of the items; raises LookupError where a text or a group stands."""
    value = file.value_at(path)
    if value and not isinstance(value, list):
        raise LookupError
    return value or []


def _with_list(branch: Any, names: list[str], items: list[Any] | None) -> Any:
    """Return `branch` with the items at `names`; raises LookupError where no list can be."""
    if not names:
        return items
    first, rest = names[0], names[1:]
    if isinstance(branch, list) and (index := index_of(first, len(branch))) is not None:
        return [*branch[:index], _with_list(branch[index], rest, items), *branch[index + 1 :]]
    if not first or not isinstance(branch, dict | None):
        raise LookupError
    return {**(branch or {}), first: _with_list((branch or {}).get(first), rest, items)}
