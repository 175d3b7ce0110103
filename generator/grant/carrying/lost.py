"""What of an earlier project's file cannot be taken: it is told, and kept as comments in the new one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import NamedTuple

from generator.excerpts import excerpts
from generator.grant.schema.readable import Read
from generator.grant.yaml.encoding import decode
from generator.grant.yaml.scalars import after
from generator.grant.yaml.tree import Lines, Node, lines_of
from generator.language import _
from generator.problems import Place, Problem


class Lost(NamedTuple):
    """A value that the schema cannot read, or a line that is no YAML (without a path), as it stands there."""

    path: str
    place: Place
    text: str


def lost_in(content: bytes, read: Read, values: Sequence[tuple[str, Node]]) -> list[Lost]:
    """Return what cannot be taken: the values, each with its path, and the lines with slips elsewhere."""
    file = read.file
    found, lines = [], set[int]()
    written = lines_of(decode(content, file.name)[0].lstrip("\ufeff"))
    for path, node in values:
        place = Lines(file.text).place(node.key)
        after_it = place.line + len(lines_of(file.text[node.key : after(file.text, node)].rstrip()))
        lines |= set(range(place.line, after_it))
        found.append(Lost(path, place, "\n".join(written[place.line - 1 : after_it - 1])))
    twice = {slip.place.line for slip in read.slips if slip.code == "duplicate-key"}
    told = {slip.place.line for slip in read.slips if slip.code != "encoding"} | _left_out(written, file.text)
    for line in sorted(told - lines):
        if line not in lines and 0 < line <= len(written) and written[line - 1].strip():
            count = _deeper(written, line) if line in twice else 1
            lines |= set(range(line, line + count))
            found.append(Lost("", Place(line, 1), "\n".join(written[line - 1 : line - 1 + count])))
    return found


def _left_out(written: Sequence[str], repaired: str) -> set[int]:
    """Return the numbers of the lines that were left out so that the others can be read."""
    both = zip(written, lines_of(repaired), strict=False)
    return {number for number, (line, now) in enumerate(both, 1) if line.strip() and not now.strip()}


def _deeper(written: Sequence[str], line: int) -> int:
    """Return how many lines a key has that stands twice: its own, and those that are indented deeper."""
    indent = _indent(written[line - 1])
    below = takewhile(lambda text: not text.strip() or _indent(text) > indent, written[line:])
    return 1 + len(list(below))


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def told(lost: Sequence[Lost], slips: Sequence[Problem], name: str) -> Iterator[Problem]:
    """Yield a warning for each that cannot be taken, with what stands there and what is wrong with it."""
    for each in lost:
        lines = range(each.place.line, each.place.line + len(lines_of(each.text)))
        reasons = dict.fromkeys(slip.message for slip in slips if slip.place.line in lines)
        message = _("Not taken: “{text}”. {reasons}").format(
            text=excerpts(each.text)[0], reasons=" ".join(reasons)
        )
        yield Problem("warning", "not-carried", message.strip(), name, each.place, each.path)
    yield from (replace(slip, level="warning") for slip in slips if slip.code == "encoding")


def comment_on(lost: Sequence[Lost], source: str) -> Iterator[str]:
    """Yield the lines of a comment that keeps what could not be taken; none when all could."""
    if not lost:
        return
    yield ""
    yield "# " + _("Not taken from {file}, because it could not be read:").format(file=source)
    for each in lost:
        yield "# " + _("line {line}").format(line=each.place.line) + (f", {each.path}:" if each.path else ":")
        yield from (f"#   {line}".rstrip() for line in lines_of(each.text))
