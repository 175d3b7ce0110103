"""A YAML text becomes a tree of nodes; what a data file may not hold is refused, all of it in one run."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, NoReturn

import yaml

from generator.grant.yaml.errors import REFUSALS, explain
from generator.grant.yaml.hash_signs import STAND_IN, hashes, left_out, without_hashes
from generator.grant.yaml.tree import Lines, Node
from generator.language import _
from generator.problems import Problem, ProblemError

MOST_LEVELS = 50
MOST_NODES, MOST_ITEMS, MOST_MARKERS = 50_000, 4_000, 40_000
"""Keys and values of a file; items of its lists, which become rows; line breaks and Markdown's markers."""
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_PLANES = "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
REFUSED = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef{_PLANES}]")
"""Control characters and surrogates, which Word's XML cannot hold, and noncharacters, which mark slots."""

_ESCAPE = re.compile(r"\\(?:x(..)|u(.{4})|U(.{8})|(.))", re.DOTALL)
_SHORT_ESCAPES = {"0": "\0", "a": "\a", "b": "\b", "v": "\v", "f": "\f", "e": "\x1b"}


def compose(text: str, name: str) -> Node:
    """Return the tree of `text`, a mapping.

    A file without a last line break is read as if it had one. Raises ProblemError with all that is known to
    be wrong in the file `name`.
    """
    return _Composer(text, name).compose()


class _Composer:
    """Builds the tree from PyYAML's events: no recursion, so that no depth can break it."""

    def __init__(self, text: str, name: str) -> None:
        self._text = text if text.endswith(("\n", "\r")) else text + "\n"
        self._name = name
        self._lines = Lines(text)
        self._problems: list[Problem] = []
        self._open: list[Node] = []
        self._keys: list[tuple[str, int] | None] = []
        self._root: Node | None = None
        self._count = self._items = self._markers = 0

    def compose(self) -> Node:
        for match in REFUSED.finditer(self._text):
            self._refuse("control-character", match.start(), code=ord(match[0]))
        if self._problems:
            self._text = REFUSED.sub("\N{REPLACEMENT CHARACTER}", self._text)
        loader = LOADER(without_hashes(self._text))
        try:
            while (event := loader.get_event()) is not None:
                self._take(event)
        except yaml.MarkedYAMLError as error:
            code, message, at = explain(error, self._text)
            if self._lines.place(at).line not in {problem.place.line for problem in self._problems}:
                self._report(code, message, at)
        finally:
            loader.dispose()
        if not self._problems:
            self._check_root()
        if self._problems or self._root is None:
            self._stop()
        return self._root

    def _take(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, yaml.ScalarEvent):
            self._check(event, start)
            self._take_scalar(event.value, start, end, event.style or "")
        elif isinstance(event, yaml.CollectionStartEvent):
            self._check(event, start)
            self._take_branch(isinstance(event, yaml.SequenceStartEvent), start, flow=bool(event.flow_style))
        elif isinstance(event, yaml.CollectionEndEvent):
            self._keys.pop()
            self._open.pop().end = end
        elif isinstance(event, yaml.AliasEvent):
            self._refuse("alias", start)
            self._attach(Node(None, start, end, start))
        elif isinstance(event, yaml.DocumentStartEvent) and self._root:
            self._refuse("several-documents", start)
            self._stop()

    def _check(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, at: int) -> None:
        self._count += 1
        if self._count > MOST_NODES:
            self._refuse("too-many-values", at, count=MOST_NODES)
            self._stop()
        if event.anchor is not None:
            self._refuse("alias", at)
        if event.tag is not None:
            self._refuse("tag", at)

    def _take_scalar(self, written: str, start: int, end: int, style: str) -> None:
        value = unicodedata.normalize("NFC", written.replace(STAND_IN, "#"))
        for at in () if style else hashes(self._text, start, end):
            self._report("text-or-comment", left_out(self._text, at), at)
        if len(value) > 80:
            self._count_markers(value, start)
        if style == '"' and REFUSED.search(written):
            self._refuse_escapes(start, end)
        if self._open and isinstance(self._open[-1].value, dict) and self._keys[-1] is None:
            self._take_key(value, start, style)
        else:
            self._attach(Node(None if not style and value in _NULLS else value, start, end, start, style))

    def _count_items(self, at: int) -> None:
        self._items += 1
        if self._items > MOST_ITEMS:
            self._refuse("too-many-items", at, count=MOST_ITEMS)
            self._stop()

    def _count_markers(self, value: str, at: int) -> None:
        self._markers += sum(map(value.count, "\n*_["))
        if self._markers > MOST_MARKERS:
            self._refuse("too-many-signs", at, count=MOST_MARKERS)
            self._stop()

    def _take_key(self, name: str, at: int, style: str) -> None:
        siblings = self._open[-1].value
        self._keys[-1] = (name, at)
        if style in {"|", ">"} or (not style and not name):
            self._refuse("key-not-text", at)
        elif not style and name == "<<":
            self._refuse("merge-key", at)
        elif isinstance(siblings, dict) and name in siblings:
            line = self._lines.place(siblings[name].key).line
            self._refuse("duplicate-key", at, name=name, line=line)

    def _take_branch(self, is_list: bool, at: int, *, flow: bool) -> None:
        if self._open and isinstance(self._open[-1].value, dict) and self._keys[-1] is None:
            self._refuse("key-not-text", at)
            self._stop()
        if len(self._open) == MOST_LEVELS:
            self._refuse("too-deep", at, count=MOST_LEVELS)
            self._stop()
        node = Node([] if is_list else {}, at, at, at, flow=flow)
        self._attach(node)
        self._open.append(node)
        self._keys.append(None)

    def _attach(self, node: Node) -> None:
        if not self._open:
            self._root = node
            return
        siblings, key = self._open[-1].value, self._keys[-1]
        if isinstance(siblings, list):
            self._count_items(node.start)
            siblings.append(node)
        elif isinstance(siblings, dict) and key is not None:
            node.key = key[1]
            siblings.setdefault(key[0], node)
            self._keys[-1] = None

    def _check_root(self) -> None:
        if self._root is None or self._root.value is None:
            self._refuse("empty", 0)
        elif not isinstance(self._root.value, dict):
            self._refuse("not-a-mapping", self._root.start)

    def _refuse_escapes(self, start: int, end: int) -> None:
        for match in _ESCAPE.finditer(self._text, start, end):
            number = match[1] or match[2] or match[3]
            character = chr(int(number, 16)) if number else _SHORT_ESCAPES.get(match[4], "")
            if REFUSED.match(character):
                self._refuse("control-character", match.start(), code=ord(character))

    def _refuse(self, code: str, at: int, /, **words: Any) -> None:
        self._report(code, _(REFUSALS[code]).format(**words), at)

    def _report(self, code: str, message: str, at: int) -> None:
        self._problems.append(Problem("error", code, message, self._name, self._lines.place(at)))

    def _stop(self) -> NoReturn:
        raise ProblemError(
            *sorted(self._problems, key=lambda problem: (problem.place.line, problem.place.column))
        )
