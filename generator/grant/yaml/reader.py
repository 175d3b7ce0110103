"""A YAML text becomes a tree of nodes; what a data file may not hold is refused, all of it in one run."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import yaml

from generator.grant.yaml.found import Found
from generator.grant.yaml.hash_signs import STAND_IN, hashes, left_out, without_hashes
from generator.grant.yaml.pasted import BULLET_LINE, INVISIBLE_STAND_IN, as_meant, unquoted
from generator.grant.yaml.repairs import Slip, new_item, quoting, without_line
from generator.grant.yaml.slips import slip_of
from generator.grant.yaml.tree import Node
from generator.language import _
from generator.problems import Problem, ProblemError

MOST_LEVELS = 50
MOST_NODES, MOST_ITEMS, MOST_MARKERS = 50_000, 4_000, 40_000
"""Keys and values of a file; items of its lists, which become rows; line breaks and Markdown's markers."""
MOST_SLIPS, LONGEST_REPAIRED = 40, 300_000
"""Slips of syntax that are told in one run, and characters of a file that is read on after a slip."""
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
    root, problems, _text = compose_what_can_be(text, name, most_slips=1)
    if problems or root is None:
        raise ProblemError(*problems)
    return root


def compose_what_can_be(
    text: str, name: str, most_slips: int = MOST_SLIPS
) -> tuple[Node | None, list[Problem], str]:
    """Return the tree of what can be read, all Problems in the file's order, and the text that it is of.

    After a slip of syntax its line is repaired, or left out, and all is read once more, `most_slips` times.
    Each line stays where it is; a vertical tab, Word's break within a paragraph, is a blank. There is no tree
    when the reading had to stop.
    """
    text = (text if text.endswith(("\n", "\r")) else text + "\n").replace("\v", " ")
    found = Found(name, text)
    for match in REFUSED.finditer(text):
        found.refuse("control-character", match.start(), code=ord(match[0]))
    text = as_meant(REFUSED.sub("\N{REPLACEMENT CHARACTER}", text) if found.problems else text)
    if len(text) > LONGEST_REPAIRED:
        most_slips = 1
    silent, repaired = MOST_SLIPS, set[int]()
    while True:
        composer = _Composer(text, found)
        slip = composer.run()
        is_silent = slip is not None and slip.silent and silent > 0
        found.add(composer.found, None if is_silent else slip)
        silent, most_slips = silent - is_silent, most_slips - (not is_silent)
        if slip is None or most_slips <= 0:
            return composer.root, found.in_order(), text
        line = composer.found.lines.place(slip.at).line
        text = without_line(text, slip.at) if line in repaired else slip.repaired
        repaired.add(line)


class _StopError(Exception):
    """What stands here cannot be read on: where, if the line can be repaired, and how."""

    def __init__(self, at: int | None = None, slip: Slip | None = None) -> None:
        super().__init__(at)
        self.at, self.slip = at, slip


class _Composer:
    """Builds the tree from PyYAML's events: no recursion, so that no depth can break it."""

    def __init__(self, text: str, before: Found) -> None:
        self._text = text
        self.found = Found(before.name, text)
        self._told = bool(before.problems)
        self.root: Node | None = None
        self._open: list[Node] = []
        self._keys: list[tuple[str, int] | None] = []
        self._count = self._items = self._markers = 0

    def run(self) -> Slip | None:
        """Read it all; return the slip that stopped it, if one did that can be repaired."""
        loader = LOADER(without_hashes(self._text))
        try:
            while (event := loader.get_event()) is not None:
                self._take(event)
        except yaml.MarkedYAMLError as error:
            return self._progress(slip_of(error, self._text), error)
        except _StopError as stopped:
            self.root = None if stopped.at is None else self.root
            return stopped.slip or (None if stopped.at is None else quoting(self._text, stopped.at))
        finally:
            loader.dispose()
        if not self._told and not self.found.problems:
            self._check_root()
        return None

    def _progress(self, slip: Slip, error: yaml.MarkedYAMLError) -> Slip:
        """Return the slip with a repair that changes something."""
        if slip.repaired != self._text:
            return slip
        at = error.problem_mark.index if error.problem_mark else slip.at
        return Slip(slip.code, slip.message, slip.at, without_line(self._text, at), slip.silent)

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
        elif isinstance(event, yaml.DocumentStartEvent) and self.root:
            self._refuse("several-documents", start)
            raise _StopError

    def _check(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, at: int) -> None:
        self._count += 1
        if self._count > MOST_NODES:
            self._refuse("too-many-values", at, count=MOST_NODES)
            raise _StopError
        if event.anchor is not None:
            self._refuse("alias", at)
        if event.tag is not None:
            self._refuse("tag", at)

    def _take_scalar(self, written: str, start: int, end: int, style: str) -> None:
        value = unicodedata.normalize("NFC", written.replace(STAND_IN, "#").replace(INVISIBLE_STAND_IN, ""))
        inside = None if style else unquoted(value)
        for at in () if style or inside else hashes(self._text, start, end):
            self.found.report("text-or-comment", left_out(self._text, at), at)
        value = inside or value
        if not style and value[:2] in {"¦ ", "│ "}:
            message = _(
                'The sign after the key is not "|". Write "|" (AltGr and <), and the text on the lines below.'
            )
            self.found.report("bar-missing", message, start)
        if not style and value[-1:] == '"' and value.count('"') == 1:
            message = _(
                "The text ends with a quote that nothing begins. Take it away, or write one before the text."
            )
            self.found.report("unclosed-quote", message, start)
        if not style and value[:1] != "-" and (bullet := BULLET_LINE.search(self._text, start, end)):
            message = _(
                'The lines are run together to one paragraph. Write "|" after the key, so that each stays a '
                "line of its own."
            )
            self.found.report("bar-missing", message, bullet.start("bullet"))
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
            raise _StopError

    def _count_markers(self, value: str, at: int) -> None:
        self._markers += sum(map(value.count, "\n*_["))
        if self._markers > MOST_MARKERS:
            self._refuse("too-many-signs", at, count=MOST_MARKERS)
            raise _StopError

    def _take_key(self, name: str, at: int, style: str) -> None:
        siblings = self._open[-1].value
        self._keys[-1] = (name, at)
        if style in {"|", ">"} or (not style and not name):
            self._refuse("key-not-text", at)
        elif not style and name == "<<":
            self._refuse("merge-key", at)
        elif isinstance(siblings, dict) and name in siblings:
            if name == next(iter(siblings)) and self._is_in_list():
                raise _StopError(at, new_item(self._text, at))
            line = self.found.lines.place(siblings[name].key).line
            self._refuse("duplicate-key", at, name=name, line=line)

    def _is_in_list(self) -> bool:
        return len(self._open) > 1 and isinstance(self._open[-2].value, list)

    def _take_branch(self, is_list: bool, at: int, *, flow: bool) -> None:
        if self._open and isinstance(self._open[-1].value, dict) and self._keys[-1] is None:
            self._refuse("key-not-text", at)
            raise _StopError(at)
        if len(self._open) == MOST_LEVELS:
            self._refuse("too-deep", at, count=MOST_LEVELS)
            raise _StopError
        node = Node([] if is_list else {}, at, at, at, flow=flow)
        self._attach(node)
        self._open.append(node)
        self._keys.append(None)

    def _attach(self, node: Node) -> None:
        if not self._open:
            self.root = node
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
        if self.root is None or self.root.value is None:
            self._refuse("only-comments" if self._text.lstrip().startswith("#") else "empty", 0)
        elif not isinstance(self.root.value, dict):
            self._refuse("not-a-mapping", self.root.start)

    def _refuse_escapes(self, start: int, end: int) -> None:
        for match in _ESCAPE.finditer(self._text, start, end):
            number = match[1] or match[2] or match[3]
            character = chr(int(number, 16)) if number else _SHORT_ESCAPES.get(match[4], "")
            if REFUSED.match(character):
                self._refuse("control-character", match.start(), code=ord(character))

    def _refuse(self, code: str, at: int, /, **words: Any) -> None:
        self.found.refuse(code, at, **words)
