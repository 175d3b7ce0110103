"""What a person did when YAML cannot be read: the slip at its line, what to type, and the text without it.

YAML complains where it gave up, which may be a line below the slip. Lines are what a person sees; so the line
complained of and those above it are looked at, and the text is repaired there, so that the rest can be read
in the same run. A repair moves no line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.grant.yaml.errors import explain
from generator.grant.yaml.pasted import unquoted
from generator.grant.yaml.repairs import (
    BROKEN_LINE,
    KEY,
    KEYED,
    Line,
    Slip,
    line_at,
    quoted,
    shown,
    without_line,
)
from generator.language import _

if TYPE_CHECKING:
    import yaml

_KEY_ALONE = re.compile(rf"(?P<key>{KEY}):\s*(?:#.*)?")
_NO_BLANK = re.compile(rf"(?P<key>{KEY}):(?P<value>[^\s:/].*)", re.DOTALL)
_NO_DASH_BLANK = re.compile(r"-(?P<value>[^\s-].*)", re.DOTALL)
_TWO_KEYS = re.compile(rf".*[^\s:]\s+(?P<second>{KEY}):\s+.*", re.DOTALL)
_NO_COLON = re.compile(rf"(?P<key>{KEY}_{KEY})[ \t]+(?P<value>\S.*)", re.DOTALL)
_TEXT_WITH_COLON = re.compile(rf"(?!{KEY}:)[^:'\"|>#\[{{]+:\s+\S.*", re.DOTALL)


def slip_of(error: yaml.MarkedYAMLError, text: str) -> Slip:
    """Return the slip that made YAML give up on `text`."""
    return _Finder(error, text).slip()


class _Finder:
    def __init__(self, error: yaml.MarkedYAMLError, text: str) -> None:
        self._text = text
        self._code, self._message, self._at = explain(error, text)
        spans = [match for match in BROKEN_LINE.finditer(text) if match.end() > match.start()]
        self._ends = [match["end"] for match in spans]
        self._lines = [line_at(number, match.start(), match["line"]) for number, match in enumerate(spans)]
        numbers = [line.number for line in self._lines if line.start <= self._at]
        self._here = numbers[-1] if numbers else 0

    def slip(self) -> Slip:
        """Return what the lines show, or else what YAML complains of."""
        if self._code == "tab":
            return self._tab()
        near = [self._here, *self._above(self._here)[:1]] if self._lines else []
        if self._code in {"no-colon", "indentation", "colon-in-text", "after-value", "colon", "syntax"}:
            for find in (self._no_blank, self._no_dash_blank):
                for number in near:
                    if found := find(self._lines[number]):
                        return found
            if found := self._forgotten_bar() or self._needless_dash() or self._missing_dash():
                return found
        if not self._lines:
            return self._as_complained("")
        return self._on_this_line(self._lines[self._here])

    # Slips of one line

    def _no_blank(self, line: Line) -> Slip | None:
        match = _NO_BLANK.fullmatch(line.rest)
        if match is None or (match["value"][:1] in "'\"" and self._code == "unclosed-quote"):
            return None
        typed = f"{match['key']}: {match['value']}"
        message = _("A blank is missing after the colon. Write: {typed}").format(typed=shown(typed))
        return self._replaced(
            "blank-after-colon", message, line, line.dashes + typed, len(match["key"]) + 1 + len(line.dashes)
        )

    def _no_dash_blank(self, line: Line) -> Slip | None:
        match = _NO_DASH_BLANK.fullmatch(line.rest)
        if match is None:
            return None
        typed = f"- {match['value']}"
        message = _("A blank is missing after the dash. Write: {typed}").format(typed=shown(typed))
        return self._replaced("blank-after-dash", message, line, line.dashes + typed, len(line.dashes))

    def _on_this_line(self, line: Line) -> Slip:
        keyed = KEYED.fullmatch(line.rest)
        before, value = (f"{keyed['key']}: ", keyed["value"].rstrip()) if keyed else ("", line.rest.rstrip())
        value = re.sub(r"(?: {2,}|\t)#.*", "", value)
        in_quotes = quoted(value)
        if self._code == "colon-in-text":
            return self._colon_in_text(line, before, value)
        if self._code == "no-colon" and (match := _NO_COLON.fullmatch(line.rest)):
            typed = f"{match['key']}: {match['value']}"
            message = _("A colon is missing after the key. Write: {typed}").format(typed=shown(typed))
            return self._replaced(self._code, message, line, line.dashes + typed)
        if self._code == "block-header" and keyed:
            return self._as_complained(line.dashes + before + value[0])
        if self._code in {"quotes-needed", "after-value", "list-on-own-line", "escape", "no-value"} or (
            self._code in {"unclosed-quote", "unclosed-bracket"} and value
        ):
            return self._as_complained(line.dashes + before + in_quotes)
        return self._as_complained("")

    def _colon_in_text(self, line: Line, before: str, value: str) -> Slip:
        message = _(
            'A text with a colon and a blank in it must stand in quotes. Write: {typed}, or "|" after the '
            "key and the text on the lines below."
        ).format(typed=shown(before + quoted(value)))
        if two := _TWO_KEYS.fullmatch(value):
            message = _(
                "Write {key} on a line of its own, if it is a key. Else put the text in quotes: {typed}"
            ).format(key=two["second"], typed=shown(before + quoted(value)))
        repaired = self._with(line, " " * line.indent + line.dashes + before + quoted(value))
        return Slip(self._code, message, self._at, repaired, silent=unquoted(value) is not None)

    def _tab(self) -> Slip:
        line = self._lines[self._here]
        above = self._above(self._here)
        last = self._lines[above[0]] if above else None
        indent = 0 if last is None else last.column + (2 if last.rest.rstrip().endswith(":") else 0)
        typed = line.text.lstrip()
        if last is not None and typed.startswith("- "):
            indent = min(indent, last.indent if last.dashes else indent)
        return self._slip(self._code, self._message, self._at, line, " " * indent + typed)

    # Slips that show in several lines

    def _forgotten_bar(self) -> Slip | None:
        """Find a text of several lines, of which one has a colon, below a key without `|`."""
        here = self._lines[self._here]
        above = [self._lines[number] for number in self._above(self._here)]
        body = [here]
        for line in above:
            if line.indent < min(each.indent for each in body):
                break
            body.append(line)
        parent = self._lines[self._above(body[-1].number)[0]] if self._above(body[-1].number) else None
        key = _KEY_ALONE.fullmatch(parent.rest) if parent else None
        if parent is None or key is None or parent.column >= body[-1].indent or body[-1].dashes:
            return None
        if not any(_TEXT_WITH_COLON.fullmatch(line.rest) for line in body[-1:]):
            return None
        message = _('A text of several lines needs "|" after its key. Write: {typed}')
        typed = f"{key['key']}: |"
        return self._replaced(
            "bar-missing",
            message.format(typed=shown(typed)),
            parent,
            parent.dashes + typed,
            len(parent.dashes),
        )

    def _needless_dash(self) -> Slip | None:
        """Find a dash before the first of some keys that are no list."""
        here = self._lines[self._here]
        if here.dashes or not (KEYED.fullmatch(here.rest) or _KEY_ALONE.fullmatch(here.rest)):
            return None
        dashed = []
        for number in self._above(self._here):
            line = self._lines[number]
            if line.indent < here.indent:
                break
            if line.indent == here.indent:
                dashed.append(line)
        if len(dashed) != 1 or not dashed[0].dashes or not re.match(rf"{KEY}:", dashed[0].rest):
            return None
        line = dashed[0]
        message = _(
            "The dash makes this a list, but {key} on line {line} belongs to no item. Take away the dash; if "
            "it is a list, indent line {line} two blanks more."
        )
        words = {"key": here.rest.split(":")[0], "line": here.number + 1}
        item = self._text[line.start + line.indent : here.start].replace(
            "\n" + " " * line.column, "\n" + " " * line.indent
        )
        repaired = (
            self._text[: line.start + line.indent] + item[len(line.dashes) :] + self._text[here.start :]
        )
        return Slip("needless-dash", message.format(**words), line.start + line.indent, repaired)

    def _missing_dash(self) -> Slip | None:
        """Find the first item of a list, whose dash is forgotten."""
        here = self._lines[self._here]
        first = None
        for number in self._above(self._here):
            line = self._lines[number]
            if line.indent < here.indent or (line.indent == here.indent and not line.dashes):
                break
            first = line
        if not here.dashes or first is None or first.dashes or first.indent != here.column:
            return None
        typed = f"- {first.rest.rstrip()}"
        message = _("The dash of the first item is missing. Write: {typed}").format(typed=shown(typed))
        return self._slip(
            "dash-missing", message, first.start + first.indent, first, " " * here.indent + typed
        )

    # What is made of them

    def _as_complained(self, rest: str) -> Slip:
        """Return YAML's complaint, and the text with `rest` on its line; without, the line goes."""
        if rest:
            return self._slip(
                self._code, self._message, self._at, self._lines[self._here], self._indent(rest)
            )
        return Slip(self._code, self._message, self._at, without_line(self._text, self._at))

    def _indent(self, rest: str) -> str:
        return " " * self._lines[self._here].indent + rest

    def _replaced(self, code: str, message: str, line: Line, typed: str, offset: int = 0) -> Slip:
        return self._slip(code, message, line.start + line.indent + offset, line, " " * line.indent + typed)

    def _slip(self, code: str, message: str, at: int, line: Line, typed: str) -> Slip:
        return Slip(code, message, at, self._with(line, typed))

    def _with(self, line: Line, typed: str) -> str:
        return self._text[: line.start] + typed + self._text[line.start + len(line.text) :]

    def _above(self, number: int) -> list[int]:
        """Return the numbers of the lines above that hold something, the nearest first."""
        return [
            each
            for each in range(number - 1, -1, -1)
            if self._lines[each].rest.strip() and self._lines[each].rest[0] != "#"
        ]
