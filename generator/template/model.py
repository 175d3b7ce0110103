"""A compiled template: plain values, so that it can be kept between runs."""

from __future__ import annotations

import marshal
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from types import CodeType
from typing import Any, Literal, NamedTuple

from generator.problems import Place, Problem
from generator.word.opc.package import Package

TagKind = Literal[
    "do", "run", "bare", "inner", "block", "name", "text", "span", "shade", "merge",
    "attribute", "code", "check", "sign", "day", "link", "picture",
]  # fmt: skip
"""What a tag gives: `do` rules what stands between it and its end; a value becomes a `run` (in a content
control when it has an origin), a `bare` run (no control can stand there), all that is in a control of the
template (`inner`) and that control's `name`, a `block` (the tag is alone in its paragraph), plain `text`
(document properties, equations), the same in an `attribute` or in a field `code`, the state of a check box
(`check`) and the `sign` that shows it, the `day` of a date control, the id of a `link`, what shows a
`picture`, or how many columns a cell has (`span`), its colour (`shade`), its part in a vertical merge
(`merge`)."""


class Tag(NamedTuple):
    """A tag as it was typed, its place in words, and what it gives.

    `pieces`: the XML that belongs to it: the run's properties (run, bare, inner); the paragraph in
    five pieces: start, properties, what is before, the run's properties, what is after (block);
    the control's alias and tag, and what follows them (name); the two signs of a check box (sign);
    what is given of a picture, what stands there, the size of its box (picture).
    """

    typed: str
    place: Place
    kind: TagKind
    pieces: tuple[str, ...] = ()


@dataclass(frozen=True)
class CompiledStory:
    """A part with tags: `python` is the code that gives its XML.

    What `tags[n]` holds begins at line `lines[n]`.
    """

    part: str
    source: str
    python: str
    tags: tuple[Tag, ...]
    lines: tuple[int, ...]
    names: str = ""
    """The namespaces that the part declares, as attributes."""
    needs_tree: bool = False
    """What the template holds may need to be put right when it is rendered: copied ids, emptied tables."""

    def number_at(self, line: int) -> int:
        """Return the number of the tag at a line of `source`."""
        return max(bisect_right(self.lines, line) - 1, 0)

    @cached_property
    def code(self) -> CodeType:
        """The code, made when it is first needed."""
        kept: bytes | None = vars(self).get("_marshalled")
        return marshal.loads(kept) if kept else compile(self.python, "<template>", "exec")  # noqa: S302

    def __getstate__(self) -> dict[str, Any]:
        plain = {name: value for name, value in vars(self).items() if name != "code"}
        return {**plain, "_marshalled": marshal.dumps(self.code)}


@dataclass(frozen=True)
class Template:
    """A .docx with tags, compiled: `name` is the file as a person wrote it, `package` the file itself."""

    name: str
    package: Package
    stories: tuple[CompiledStory, ...]
    prompt: str
    """The run properties of what stands where an answer is missing."""
    keeps_rows: bool = True
    """Rows of tables are kept together on a page."""
    notes: tuple[Problem, ...] = ()
    """What is to be said of the file besides its tags."""

    def problem(self, code: str, message: str, tag: Tag) -> Problem:
        """Return an error located at a tag."""
        return Problem("error", code, message, self.name, tag.place)
