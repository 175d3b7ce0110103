"""What a person did when YAML cannot be read: the slip at its line, what to type, and the text without it.

YAML complains where it gave up, which may be a line below the slip. Lines are what a person sees; so the line
complained of and those above it are looked at, and the text is repaired there, so that the rest can be read
in the same run. A repair moves no line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.grant.yaml.pasted import unquoted
from generator.grant.yaml.repairs import KEY, KEYED, Line, Slip, quoted, shown
from generator.grant.yaml.several_lines import NO_COLON, SeveralLines
from generator.language import _

if TYPE_CHECKING:
    import yaml

_COMMA_AFTER = re.compile(
    rf"(?P<typed>[\"']?{KEY}[\"']?:[ \t]+(?:\"[^\"]*\"|'[^']*'))[ \t]*,[ \t]*(?:#.*)?", re.DOTALL
)
_NO_BLANK = re.compile(rf"(?P<key>{KEY}):(?P<value>[^\s:/].*)", re.DOTALL)
_NO_DASH_BLANK = re.compile(r"-(?P<value>[^\s-].*)", re.DOTALL)
_TWO_KEYS = re.compile(rf".*[^\s:]\s+(?P<second>{KEY}):\s+.*", re.DOTALL)


def slip_of(error: yaml.MarkedYAMLError, text: str) -> Slip:
    """Return the slip that made YAML give up on `text`."""
    return _Finder(error, text).slip()


class _Finder(SeveralLines):
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
        for look in (
            self._end_above,
            self._other_sign,
            self._no_colon_above,
            self._not_a_comment,
            self._unclosed_above,
            self._fallen_out,
            self._odd_indent,
            self._text_above,
        ):
            if found := look():
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

    def _no_colon_above(self) -> Slip | None:
        """Find a key alone on its line, without its colon, above lines that are indented more."""
        line = self._line_above(self._here)
        if line is None or self._code not in {"indentation", "colon-in-text", "no-colon"}:
            return None
        if not re.fullmatch(KEY, line.rest.rstrip()) or self._lines[self._here].indent <= line.column:
            return None
        return self._without_colon(line, f"{line.rest.rstrip()}:")

    def _without_colon(self, line: Line, typed: str) -> Slip:
        message = _("A colon is missing after the key. Write: {typed}").format(typed=shown(typed))
        return self._replaced("no-colon", message, line, line.dashes + typed)

    def _on_this_line(self, line: Line) -> Slip:
        keyed = KEYED.fullmatch(line.rest)
        before, value = (f"{keyed['key']}: ", keyed["value"].rstrip()) if keyed else ("", line.rest.rstrip())
        value = re.sub(r"(?: {2,}|\t)#.*", "", value)
        in_quotes = quoted(value)
        if self._code == "colon-in-text":
            return self._colon_in_text(line, before, value)
        if self._code == "no-colon" and (match := NO_COLON.fullmatch(line.rest)):
            return self._without_colon(line, f"{match['key']}: {match['value']}")
        if self._code == "after-value" and (match := _COMMA_AFTER.fullmatch(line.rest)):
            message = _("No comma stands after a value. Write: {typed}").format(typed=shown(match["typed"]))
            return self._replaced(self._code, message, line, line.dashes + match["typed"])
        if self._code == "after-value" and value[:1] in "'\"":
            whole = value[1:-1] if value[-1:] == value[0] else value
            message = _("The text goes on after its quote. Write: {typed}").format(
                typed=shown(before + quoted(whole))
            )
            return self._replaced(self._code, message, line, line.dashes + before + quoted(whole))
        if self._code in {"quotes-needed", "after-value"}:
            message = _("A text cannot begin with {sign}, which has a meaning of its own. Write: {typed}")
            message = message.format(sign=value[:1], typed=shown(before + in_quotes))
            return self._replaced(
                self._code,
                message,
                line,
                line.dashes + before + in_quotes,
                self._at - line.start - line.indent,
            )
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
