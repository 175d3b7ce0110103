"""What comes along when a text is pasted from Word or the web, read as it was meant.

Everything is replaced character by character, so that each place in the text stays where it is.
"""

from __future__ import annotations

import re

from generator.formats.kinds import INVISIBLE

HARD_BLANKS = "\u00a0\u2002\u2003\u2007\u2009\u202f"
INVISIBLE_STAND_IN = "\ufdd1"
"""A noncharacter, which no data file may hold; a value loses it."""

_ODD = HARD_BLANKS + INVISIBLE.pattern[1:-1]
_PASTED = re.compile(
    f"[{_ODD}]|^[ \t]*(?:[•▪●◦‣·*–—][ \t]|o\t|[0-9]{{1,2}}[.)][ \t]|[a-z][.)][ \t])", re.MULTILINE
)
_BULLET = re.compile(rf"( *)(?:(?:[•▪●◦‣·*–—]|[0-9]{{1,2}}[.)]|[a-z][.)])(?=[ \t{HARD_BLANKS}])|o(?=\t))")
BULLET_LINE = re.compile(r"[\r\n] *(?P<bullet>[•▪●◦‣·-][ \t]|(?:[–—o]|[0-9]{1,2}[.)]|[a-z][.)])\t)")
"""A line within a text that is not behind `|`, and that was to be an item of a list."""
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)?")
_LEAD = re.compile(f"[ {_ODD}]*")
_MARKS = re.compile(f"(?:-[ {_ODD}]+)*(?:[a-z][a-z0-9_]*[{_ODD}]*:[ {_ODD}]*)?")
_BLOCK = re.compile(r"(?P<before> *(?:- +)*)(?:[^\s#'\"][^#'\"]*:[ \t]+)?[|>][-+0-9]*[ \t]*(?:#.*)?$")
_ODD_BLANK = re.compile(f"[{_ODD}]")
_HARD_HASH = re.compile(f"[{HARD_BLANKS}]+(?=#)")
_INVISIBLE_END = re.compile(f"{INVISIBLE.pattern}+$")
_QUOTED = re.compile(r"[”“„»«](?P<inside>[^”“„»«\"]+)[”“»«]|[’‘‚](?P<single>[^’‘‚']+)[’‘]", re.DOTALL)


def as_meant(text: str) -> str:
    """Return `text` with hard blanks as blanks where YAML wants blanks, and pasted bullets as dashes.

    Invisible characters become a stand-in. A text behind `|` keeps its hard blanks and bullets.
    """
    if not _PASTED.search(text):
        return text
    read = _Lines()
    return INVISIBLE.sub(INVISIBLE_STAND_IN, "".join(map(read.line, _LINE.findall(text))))


class _Lines:
    """Reads line by line, and knows which ones are the lines of a text behind `|`."""

    def __init__(self) -> None:
        self._header: int | None = None
        self._indent: int | None = None
        self._may_be_list = False

    def line(self, line: str) -> str:
        """Return the next line as it was meant."""
        lead = _lead(line)
        if not line[lead:].strip():
            return _blank(line, len(line.rstrip("\r\n")))
        if self._header is not None and lead > self._header:
            return self._in_block(line, lead)
        self._header = self._indent = None
        begins = _marks_end(line, lead)
        line = _blank(line[:lead], len(_INVISIBLE_END.sub("", line[:lead]))) + line[lead:]
        line = line[:lead] + _blank(line[lead:], begins - lead)
        if line[begins : begins + 1] not in {"'", '"'}:
            line = _HARD_HASH.sub(lambda match: " " * len(match[0]), line)
        if self._may_be_list and (bullet := _BULLET.match(line)):
            end = len(line) - len(line[bullet.end() :].lstrip(f" \t{HARD_BLANKS}"))
            return f"{bullet[1]}-".ljust(end) + line[end:]
        content = line.rstrip()
        self._may_be_list = content.endswith(":")
        if header := _BLOCK.match(content):
            self._header = len(header["before"])
        return line

    def _in_block(self, line: str, lead: int) -> str:
        plain = len(line) - len(line.lstrip(" "))
        if self._indent is None:
            self._indent = lead if plain <= (self._header or 0) else plain
        return _blank(line, min(lead, self._indent))


def _lead(line: str) -> int:
    return _LEAD.match(line).end()  # type: ignore[union-attr]


def _marks_end(line: str, lead: int) -> int:
    """Return where the text begins after the dashes and the key of a line."""
    return _MARKS.match(line, lead).end()  # type: ignore[union-attr]


def _blank(line: str, end: int) -> str:
    """Return the line with ordinary blanks for the odd ones up to `end`."""
    return _ODD_BLANK.sub(" ", line[:end]) + line[end:]


def unquoted(value: str) -> str | None:
    """Return what stands within the typographic quotes around all of `value`; None when there are none."""
    match = _QUOTED.fullmatch(value)
    return (match["inside"] or match["single"]) if match else None
