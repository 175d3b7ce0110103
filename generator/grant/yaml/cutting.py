"""Values taken out of a data file, each with its key and its comments, and others put in their places."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from generator.grant.yaml import document
from generator.grant.yaml.document import DataFile
from generator.grant.yaml.edit import reads_as
from generator.grant.yaml.pieces import spans_of
from generator.grant.yaml.scalars import after, column_of, line_end, newline_of
from generator.grant.yaml.skeleton import leaves, lines
from generator.grant.yaml.tree import Node


class _Cut(NamedTuple):
    start: int
    end: int
    new: str


def without(file: DataFile, gone: Collection[str], put: Mapping[str, str]) -> str | None:
    """Return the text of the file without the values at the paths `gone`, and with those of `put` in it.

    What comes after an item that is gone has a smaller number in its path then. None where a cut would change
    something else.
    """
    text = file.text
    for cut in sorted(_cuts(text, file.root, "", gone, put), reverse=True):
        text = text[: cut.start] + cut.new + text[cut.end :]
    return text if reads_as(text, file.name, remaining(file.values, "", gone, put)) else None


def written_out(values: dict[str, Any], newline: str) -> str:
    """Return the text of a data file that holds the values and nothing else; raises what `put` raises."""
    text = "".join(line + newline for line in lines(values, 0))
    file = DataFile("", text, remaining(values, "", (), {}, blank=True))
    texts = {path.removeprefix("."): value for path, value in leaves(values, "")}
    if (together := file.put_all(texts)) is not None:
        return together
    for path, value in texts.items():
        file = document.read(file.put(path, value).encode(), "")
    return file.text


def remaining(
    value: Any, path: str, gone: Collection[str], put: Mapping[str, str], *, blank: bool = False
) -> Any:
    """Return a value without those at the paths `gone`; `blank`: with no text in it."""
    if isinstance(value, dict):
        inside = {name: _below(path, name) for name in value}
        return {
            name: remaining(each, inside[name], gone, put, blank=blank)
            for name, each in value.items()
            if inside[name] not in gone
        }
    if isinstance(value, list):
        numbered = ((_below(path, str(number)), each) for number, each in enumerate(value))
        return [
            remaining(each, where, gone, put, blank=blank) for where, each in numbered if where not in gone
        ]
    return None if blank else put.get(path, value)


def _below(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _children(node: Node, path: str) -> list[tuple[str, Node]]:
    if isinstance(node.value, dict):
        return [(_below(path, name), child) for name, child in node.value.items()]
    held = node.value if isinstance(node.value, list) else []
    return [(_below(path, str(number)), child) for number, child in enumerate(held)]


def _cuts(text: str, node: Node, path: str, gone: Collection[str], put: Mapping[str, str]) -> Iterator[_Cut]:
    children = _children(node, path)
    is_gone = [where in gone for where, _child in children]
    if any(is_gone):
        held = [child for _where, child in children]
        yield from (_in_brackets if node.flow else _on_lines)(text, node, held, is_gone)
    for (where, child), goes in zip(children, is_gone, strict=True):
        if where in put and not goes:
            quote = child.style if child.style in {"'", '"'} else ""
            is_block = child.style in {"|", ">"}
            end = after(text, child) if is_block else child.end
            new = quote + put[where] + quote + (newline_of(text) if is_block else "")
            yield _Cut(child.start, end, new)
        elif not goes:
            yield from _cuts(text, child, where, gone, put)


def _on_lines(text: str, node: Node, held: list[Node], is_gone: list[bool]) -> Iterator[_Cut]:
    """Yield what takes the lines of some keys or items out; a dash before the first of them stays."""
    spans = spans_of(text, node.start, held)
    first = 0
    if text[node.start - column_of(text, node.start) : node.start].strip() and is_gone[0]:
        first = is_gone.index(False)
        yield _first_of_item(text, node.start, spans[first - 1][1], held[first])
    for number in range(first, len(held)):
        start, end = spans[number]
        if number == 0 and node.key == node.start == held[0].key and not column_of(text, node.start):
            start = held[0].key  # what stands above the first key says something of the file
        if is_gone[number]:
            yield _Cut(_after_content(text, start), end, "")


def _after_content(text: str, at: int) -> int:
    """Return where the blank lines before the line of `at` begin."""
    stop = at
    while stop and text[stop - 1] in " \t\r\n":
        stop -= 1
    return min(line_end(text, stop), at) if stop else 0


def _first_of_item(text: str, start: int, end: int, following: Node) -> _Cut:
    """Return what takes out the first keys of an item, whose dash stands before them."""
    if not text[end : following.key].strip():
        return _Cut(start, following.key, "")
    return _Cut(len(text[:start].rstrip(" ")), end, newline_of(text))


def _in_brackets(_text: str, node: Node, held: list[Node], is_gone: list[bool]) -> Iterator[_Cut]:
    """Yield what takes some of a group or list in brackets out, each with its comma."""
    starts = [child.key if isinstance(node.value, dict) else child.start for child in held]
    kept = [number for number, goes in enumerate(is_gone) if not goes]
    if not kept:
        yield _Cut(starts[0], held[-1].end, "")
        return
    for one, other in zip([-1, *kept], kept, strict=False):
        if other - one > 1:
            yield _Cut(starts[one + 1], starts[other], "")
    if kept[-1] < len(held) - 1:
        yield _Cut(held[kept[-1]].end, held[-1].end, "")
