"""A line of a YAML text, and the text with a line repaired or left out. A repair moves no line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.grant.yaml.pasted import unquoted
from generator.language import _

_SHOWN, _END = 50, 18
"""So much of what is to be typed is shown, and so much of that is its end."""
KEY = r"[a-z][a-z0-9_]*"
_BEGINNING = re.compile(r"(?P<indent> *)(?P<dashes>(?:- +)*)(?P<rest>.*)", re.DOTALL)
KEYED = re.compile(rf"(?P<key>{KEY}):[ \t]+(?P<value>\S.*)", re.DOTALL)
BROKEN_LINE = re.compile(r"(?P<line>[^\r\n]*)(?P<end>\r\n|\r|\n|\Z)")


@dataclass(frozen=True)
class Slip:
    """A slip at the position `at` of the text, and the text `repaired`; a `silent` one is read as meant."""

    code: str
    message: str
    at: int
    repaired: str
    silent: bool = False


@dataclass(frozen=True)
class Line:
    """A line: where it stands, and its indentation, dashes and the rest."""

    number: int
    start: int
    text: str
    indent: int
    dashes: str
    rest: str

    @property
    def column(self) -> int:
        """Where the rest begins."""
        return self.indent + len(self.dashes)


def quoting(text: str, at: int) -> Slip:
    """Return `text` with the value on the line at `at` in quotes; what is wrong there has been told."""
    start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    line = line_at(0, start, BROKEN_LINE.match(text, start)["line"])  # type: ignore[index]
    keyed = KEYED.fullmatch(line.rest)
    if keyed is None or keyed["value"][0] in "'\"":
        return Slip("", "", at, without_line(text, at), silent=True)
    typed = " " * line.indent + line.dashes + f"{keyed['key']}: {quoted(keyed['value'].rstrip())}"
    return Slip("", "", at, text[:start] + typed + text[start + len(line.text) :], silent=True)


def new_item(text: str, at: int) -> Slip | None:
    """Return the slip that the key at `at`, which begins each item of its list, has no dash before it."""
    start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    if text[start:at].strip() or at - start < len("- "):
        return None
    typed = f"- {BROKEN_LINE.match(text, at)['line'].rstrip()}"  # type: ignore[index]
    message = dash_missing(typed, at - start - len("- "))
    return Slip("dash-missing", message, at, text[: at - len("- ")] + "- " + text[at:])


def dash_missing(typed: str, indent: int) -> str:
    """Say that an item of a list has no dash, and how far in it stands."""
    message = _("The dash of an item is missing. Write {count} blanks and then: {typed}")
    return message.format(count=indent, typed=shown(typed))


def without_line(text: str, at: int) -> str:
    """Return `text` without the line at `at`, and without the lines below that belong to it."""
    start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    indent, out, position = None, [text[:start]], start
    for match in BROKEN_LINE.finditer(text, start):
        line = match["line"]
        width = len(line) - len(line.lstrip(" "))
        if indent is None:
            indent = width
        elif line.strip() and width <= indent:
            break
        out.append(match["end"])
        position = match.end()
        if position >= len(text):
            break
    return "".join(out) + text[position:]


def line_at(number: int, start: int, text: str) -> Line:
    """Return the line `text`, the n-th, which begins at `start`."""
    match = _BEGINNING.fullmatch(text)
    if match is None:
        return Line(number, start, text, 0, "", text)
    return Line(number, start, text, len(match["indent"]), match["dashes"], match["rest"])


def quoted(value: str) -> str:
    """Return a value as a text in quotes, the typographic ones around it replaced."""
    inside = unquoted(value) or value
    return "'" + inside.replace("'", "''") + "'" if '"' in inside or "\\" in inside else f'"{inside}"'


def shown(typed: str) -> str:
    """Return what to type as a message shows it: of a long text its beginning and its end, and that."""
    if len(typed) <= _SHOWN:
        return _("“{text}”").format(text=typed)
    return _("“{start} … {end}” (all of the text)").format(
        start=typed[: _SHOWN - _END].rpartition(" ")[0], end=typed[-_END:].partition(" ")[2]
    )
