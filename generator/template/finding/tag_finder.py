"""The tags in a text, found by Jinja's own lexer."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from jinja2 import TemplateSyntaxError
from jinja2.lexer import Lexer

from generator.language import _
from generator.sandbox import environment, syntax_in_words

_STRAIGHT = str.maketrans("“”„‟‘’‚‛\u00a0\u202f\u2007\u2011\r", "\"\"\"\"''''   - ")
"""What Word makes of quotes and spaces as they are typed; one character for one, so that places hold."""
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
"""Soft hyphen, zero-width blanks and joiners, marks of direction, BOM: Word and the web put them in."""
MARKERS = ("p", "tr", "tc", "r")
ENDS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_LEXER: Lexer = environment().lexer
_RAW_BEGIN, _RAW_END = "raw_begin", "raw_end"
_DOCXTEMPLATER = re.compile(r"\{#\s*[\w.]+\s*\}(?!\})")
_RAW = re.compile(r"\{%[-+]?\s*(end)?raw\s*[-+]?%\}")


@dataclass(frozen=True, slots=True)
class FoundTag:
    """A tag in a text: `text[start:end]`; `lead` and `trail` count blanks that its `-` takes away.

    `kind`: put (a value), do (for, if ...), note (gives nothing). `marker`: docxtpl's p, tr, tc or r.
    At a line break `-` takes the break and what lies between, not the blanks of the other line.
    `fault`: why it cannot be read, when it cannot.
    """

    kind: Literal["put", "do", "note"]
    inside: str
    start: int
    end: int
    lead: int = 0
    trail: int = 0
    marker: str = ""
    fault: str = ""

    @property
    def word(self) -> str:
        """The first word inside: for, if, endfor."""
        match = re.match(r"\w+", self.inside)
        return match.group() if match and self.kind == "do" else ""


def tags_in(text: str) -> list[FoundTag]:
    """Return the tags of a text in order, those that cannot be read too, with their fault.

    Signs that are not seen (soft hyphens, zero-width blanks) are no part of a tag.
    """
    if "{" not in text:
        return []
    plain = text.translate(_STRAIGHT)
    seen = _UNSEEN.sub("", plain)
    if not any(opening in seen for opening in ENDS):
        return []
    found: list[FoundTag] = []
    offset = 0
    while offset < len(seen):
        offset = _scan(seen, offset, found)
    return found if len(seen) == len(text) else _in_text(found, plain)


def _in_text(found: list[FoundTag], text: str) -> list[FoundTag]:
    """Return the tags by their places in a text that holds signs which are not seen."""
    at = [number for number, sign in enumerate(text) if not _UNSEEN.match(sign)]
    at.append(len(text))
    return [
        replace(
            tag,
            start=at[tag.start],
            end=at[tag.end - 1] + 1,
            lead=at[tag.start] - at[tag.start - tag.lead],
            trail=at[tag.end - 1 + tag.trail] - at[tag.end - 1],
        )
        for tag in found
    ]


def _scan(text: str, offset: int, found: list[FoundTag]) -> int:
    """Add the tags from `offset` on; return where to go on: the end, or after a tag that broke the lexer."""
    position, start, lead = offset, -1, 0
    fault = _("it has no end")
    try:
        for _line, token, raw in _LEXER.tokeniter(text[offset:], None):
            if token.endswith("_begin") or token == _RAW_END:
                start = text.index("{", position)  # blanks that `-` takes away are in no token
                lead, position = start - position, start
            position += len(raw)
            if token.endswith("_end") or token == _RAW_BEGIN:
                found.append(_tag(text[start:position], start, _before(text[start - lead : start])))
                start = -1
    except TemplateSyntaxError as error:
        fault = syntax_in_words(error.message or "")
        start = start if start >= 0 else position
        if found and found[-1].kind == "note" and _RAW.match(text[found[-1].start :]):
            found.append(replace(found.pop(), fault=fault))  # what follows {% raw %} is text
            return len(text)
        if _DOCXTEMPLATER.match(text[start:]):
            fault = _("that is docxtemplater's way; here a loop is {example}").format(
                example="{% for row in rows %} … {% endfor %}"
            )
    if start < 0:
        return len(text)
    close = text.find(ENDS.get(text[start : start + 2], "}}"), start + 2)
    end = close + 2 if close >= 0 else len(text)
    found.append(replace(_tag(text[start:end], start, 0), fault=fault))
    return end


def _tag(typed: str, start: int, lead: int) -> FoundTag:
    bare = typed.rstrip()
    end = start + len(bare)
    trail = typed.rfind("\n") + 1 - len(bare) if "\n" in typed[len(bare) :] else len(typed) - len(bare)
    if _RAW.match(bare):
        return FoundTag("note", "", start, end, lead, trail)
    closed = bare.endswith(("}}", "%}", "#}"))
    inside = (bare[2:-2] if closed else bare[2:]).lstrip("-+").rstrip("-+")
    first, _blank, rest = inside.partition(" ")
    marker = first if first in MARKERS and rest.strip() else ""
    if bare.startswith("{#"):
        return FoundTag("note", "", start, end, lead, trail, marker)
    kind: Literal["put", "do"] = "do" if bare.startswith("{%") else "put"
    return FoundTag(kind, (rest if marker else inside).strip(), start, end, lead, trail, marker)


def _before(blanks: str) -> int:
    """Return how many of the blanks before a tag its `-` takes."""
    return len(blanks) - max(blanks.find("\n"), 0)
