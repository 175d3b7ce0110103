"""Slips that show only in several lines: indentation, a dash too many or too few, a quote that stays open."""

from __future__ import annotations

import re

from generator.grant.yaml.finder import Finder
from generator.grant.yaml.repairs import KEY, KEYED, Line, Slip, dash_missing, quoted, shown
from generator.language import _

KEY_ALONE = re.compile(rf"(?P<key>{KEY}):\s*(?:#.*)?")
NO_COLON = re.compile(rf"(?P<key>{KEY}_{KEY})[ \t]+(?P<value>\S.*)", re.DOTALL)
_OPEN_QUOTE = re.compile(
    rf"(?P<before>(?:{KEY}:[ \t]+)?)(?P<quote>[\"'])(?P<value>(?:(?!(?P=quote)).)+)", re.DOTALL
)
_OTHER_SIGN = re.compile(rf"(?P<key>{KEY})[ \t]*(?P<sign>[=;])[ \t]*(?P<value>\S.*)", re.DOTALL)
_FAR = 40
"""So many lines above are searched for a quote that is not closed."""
_TEXT_WITH_COLON = re.compile(rf"(?!{KEY}:)[^:'\"|>#\[{{]+:\s+\S.*", re.DOTALL)


class SeveralLines(Finder):
    """Finds them."""

    def _forgotten_bar(self) -> Slip | None:
        """Find a text of several lines, of which one has a colon, below a key without `|`."""
        here = self._lines[self._here]
        above = [self._lines[number] for number in self._above(self._here)]
        body = [here]
        for line in above:
            if line.indent < min(each.indent for each in body):
                break
            body.append(line)
        parent = self._line_above(body[-1].number)
        key = KEY_ALONE.fullmatch(parent.rest) if parent else None
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
        if here.dashes or not _is_key(here):
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
        return self._slip(
            "dash-missing",
            dash_missing(typed, here.indent),
            first.start + first.indent,
            first,
            " " * here.indent + typed,
        )

    def _other_sign(self) -> Slip | None:
        """Find another sign than a colon after a key."""
        for number in [self._here, *self._above(self._here)[:1]]:
            line = self._lines[number]
            if match := _OTHER_SIGN.fullmatch(line.rest):
                typed = f"{match['key']}: {match['value']}"
                message = _("A key has a colon after it, not {sign}. Write: {typed}")
                message = message.format(sign=match["sign"], typed=shown(typed))
                return self._replaced("no-colon", message, line, line.dashes + typed)
        return None

    def _end_above(self) -> Slip | None:
        """Find the line that ends the file for YAML, above more of it."""
        above = (self._lines[number] for number in self._above(self._here))
        ends = (line for line in above if line.rest.rstrip() in {"...", "---"} or line.rest.startswith("%"))
        line = next(ends, None) if self._code == "after-the-end" else None
        message = _('A line with "---", "..." or "%" ends the file for whoever reads it. Take the line away.')
        return self._slip(self._code, message, line.start, line, "") if line else None

    def _not_a_comment(self) -> Slip | None:
        """Find a comment with another sign than #, or one that ends the text that it stands in."""
        here, raw = self._lines[self._here], self._lines[max(self._here - 1, 0)]
        for line in (here, raw):
            if line.rest.startswith("//"):
                typed = f"# {line.rest[2:].strip()}"
                message = _("A comment begins with #. Write: {typed}").format(typed=shown(typed))
                return self._replaced("text-or-comment", message, line, typed)
        above = self._line_above(self._here)
        if raw.rest[:1] == "#" and above and raw.indent < here.indent == above.indent and not _is_key(above):
            message = _(
                "The line with # ends the text that it stands in. Take it away, or indent it as the text is."
            )
            return self._slip("indentation", message, raw.start, raw, "")
        return None

    def _text_above(self) -> Slip | None:
        """Find a key that has both a text and keys below it."""
        here, line = self._lines[self._here], self._line_above(self._here)
        keyed = KEYED.fullmatch(line.rest) if line else None
        if self._code != "indentation" or not _is_key(here) or line is None or keyed is None:
            return None
        if here.indent < line.column + 2:
            return None
        message = _(
            "{key} has both a text and more lines of its own. Take {text} away, or move it to one of "
            "the lines below."
        ).format(key=keyed["key"], text=shown(keyed["value"].rstrip()))
        return self._replaced("indentation", message, line, f"{line.dashes}{keyed['key']}:")

    def _unclosed_above(self) -> Slip | None:
        """Find a text whose quote is not closed on its line, and so has swallowed the lines below it."""
        if self._code not in {"after-value", "unclosed-quote", "colon-in-text", "indentation", "no-colon"}:
            return None
        for number in [self._here, *self._above(self._here)[:_FAR]]:
            line = self._lines[number]
            match = _OPEN_QUOTE.fullmatch(line.rest)
            if match is None:
                continue
            end = line.start + len(line.text)
            closing = self._text.find(match["quote"], end)
            if closing >= 0 and not self._text[closing + 1 :].partition("\n")[0].strip():
                continue  # closed at the end of a line below
            typed = f"{match['before']}{quoted(match['value'].rstrip())}"
            message = _("The quote that begins the text is never closed. Write: {typed}")
            return self._replaced(
                "unclosed-quote", message.format(typed=shown(typed)), line, line.dashes + typed
            )
        return None

    def _fallen_out(self) -> Slip | None:
        """Find a line of a text that has lost its indentation."""
        here = self._lines[self._here]
        above = self._line_above(self._here)
        if self._code != "no-colon" or above is None or here.indent >= above.indent or here.dashes:
            return None
        if KEY_ALONE.fullmatch(above.rest) or NO_COLON.fullmatch(here.rest):
            return None
        message = _(
            "The line belongs to the text above but has lost its indentation. Write {count} blanks before it."
        )
        typed = " " * above.indent + here.rest
        return self._slip(
            "indentation", message.format(count=above.indent - here.indent), here.start, here, typed
        )

    def _odd_indent(self) -> Slip | None:
        """Find the line whose indentation is not that of the lines beside it."""
        here = self._lines[self._here]
        numbers = self._above(self._here)
        if self._code != "indentation" or len(numbers) < 2:
            return None
        above, parent = self._lines[numbers[0]], self._lines[numbers[1]]
        below = next((each for each in self._lines[self._here + 1 :] if each.rest.strip()), None)
        is_first = KEY_ALONE.fullmatch(parent.rest) and parent.column < min(above.indent, here.indent)
        if is_first and below is not None and below.indent == here.indent != above.indent:
            message = _(
                "The indentation of the line is not that of the keys below it. Write {count} blanks "
                "before it."
            ).format(count=here.indent)
            typed = self._indent(above.dashes + above.rest)
            return self._slip(self._code, message, above.start + above.indent, above, typed)
        if (out := self._out_of_its_group(here)) is not None:
            above_it = self._lines[self._above(out.number)[0]].column
            blanks = _("{count} or {other}").format(count=here.indent, other=above_it)
            message = _(
                "The line has less indentation than the keys that it belongs with. Write {count} blanks "
                "before it."
            ).format(count=here.indent if above_it <= here.indent else blanks)
            return self._slip(self._code, message, out.start, out, " " * here.indent + out.rest)
        if abs(above.column - here.indent) > 1 or above.column == here.indent:
            return None
        typed = " " * (above.column if not here.dashes else above.indent) + here.dashes + here.rest
        return self._slip(self._code, self._message, self._at, here, typed)

    def _out_of_its_group(self, here: Line) -> Line | None:
        """Return the line of a key that stands among those of the indentation of `here`, and further out."""
        out = None
        for line in (self._lines[number] for number in self._above(here.number)):
            if out is None and line.indent < here.indent:
                out = line
            elif line.indent < here.indent or (out is None and line.column == here.indent):
                return None
            elif out is not None and line.column == here.indent and _is_key(line):
                return out if _is_key(here) and _is_key(out) and not out.dashes else None
        return None


def _is_key(line: Line) -> bool:
    return bool(KEYED.fullmatch(line.rest) or KEY_ALONE.fullmatch(line.rest))
