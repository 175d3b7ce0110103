"""A `#` after one blank inside a plain value: YAML drops the rest of the line, the person may mean a text.

A comment is told from a text by the blanks before it: two or more, or a tab, or nothing else on its line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.language import _

if TYPE_CHECKING:
    from collections.abc import Iterator

STAND_IN = "\ufdd0"
"""A noncharacter, which no data file may hold."""
# The literal stands first, so that a search looks for it and not behind every character.
_WITHIN_WORDS = re.compile(r""" #(?<=[^\s:\-|>\]}"',\[{+] #)(?<![|>+-]\d #)(?<!\.\.\. #)""")
_AFTER_ONE_BLANK = re.compile(r" #(?<=\S #)")
_REST = re.compile(r"[^\r\n]*")
_SHOWN = 24


def without_hashes(text: str) -> str:
    """Return `text` with a stand-in for each `#` that stands after one blank and a word.

    So all of them can be found in one reading: a comment inside a text of several lines ends it in YAML, and
    the lines after it are an error of another kind. Where a comment may follow a character of YAML's own
    (`key: #`, `| #`, `] #`) the `#` stays.
    """
    return _WITHIN_WORDS.sub(f" {STAND_IN}", text)


def hashes(text: str, start: int, end: int) -> Iterator[int]:
    """Yield the place of the first `#` after one blank on each line of the plain value from start to end."""
    after = start
    for match in _AFTER_ONE_BLANK.finditer(text, start, end + 2) if start < end else ():
        if match.start() >= after:
            yield match.start() + 1
            after = _REST.match(text, match.start()).end()  # type: ignore[union-attr]


def left_out(text: str, at: int) -> str:
    """Return what to say of the `#` at `at`."""
    rest = _REST.match(text, at)[0].rstrip()  # type: ignore[index]
    message = _(
        "“{lost}” would be left out as a comment. If it belongs to the text, write \" before the text's "
        "first word and after its last; if it is a comment, two blanks before the #."
    )
    return message.format(lost=rest if len(rest) <= _SHOWN else f"{rest[:_SHOWN]}…")
