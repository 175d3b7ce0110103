"""CommonMark with our features only: lists, bold, italics, links, line breaks; the rest is text.

Nothing that a person typed may vanish without becoming a feature, so what CommonMark would drop
stays as text: a marker without text after it, a second marker on a line, a year that looks like
the number of a list, a link with a title, or to a place that a letter should not point to.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from generator.markdown.model import SLOT_END, SLOT_START, ListKind, Para, Span, merged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

LONGEST = 50_000
"""A longer paragraph or item is read as text without markup: of nothing but stars it would take seconds."""
MOST_LINES = 40_000
"""So is a text of more lines; a data file cannot hold it."""
DEEPEST = 9
"""As many levels as a list in Word has."""
LATEST_START = 99
"""A list that starts later is no list: `2024. Då började ...`."""

_HREF_CHAR = rf"[^\s()<>\[\]\\{SLOT_START}{SLOT_END}]"
HREF = re.compile(rf"(?i:https?://|mailto:|tel:){_HREF_CHAR}+(?:\({_HREF_CHAR}*\){_HREF_CHAR}*)*")
_LINK = re.compile(rf"\[((?:\\.|[^\[\]\\])*)\]\(({HREF.pattern})\)", re.DOTALL)
_SLOT = re.compile(f"{SLOT_START}([0-9]{{1,9}}){SLOT_END}")
_MARKER = r"(?:[-+*]|[0-9]{1,9}[.)])"
_MARKUP = re.compile(rf"[\\*_\[\t\r\0]|  \n|^ *{_MARKER}(?: |$)", re.MULTILINE)
_DISARMED = re.compile(r"^([0-9]{0,3})\\([-+*.)])(?=[ \t])", re.MULTILINE)
_FALSE_MARKER = re.compile(
    rf"^([ \t]*(?:(?=[0-9]{{4,9}}[.)])|(?={_MARKER}[^\S\n]*$)|{_MARKER}[ \t]+(?={_MARKER}(?:[ \t]|$)))[0-9]*)"
    r"(?=[-+*.)])",
    re.MULTILINE,
)


def paragraphs(text: str) -> Iterable[Para]:
    """Return the paragraphs as CommonMark sees them, not yet in the one form that `canonical` gives."""
    if not has_markup(text):
        return _unmarked(text)
    return _from_tokens(_parser().parse(_FALSE_MARKER.sub(r"\1\\", text)))


def has_markup(text: str) -> bool:
    """Say whether anything in the text could be markup."""
    return _MARKUP.search(text) is not None and text.count("\n") <= MOST_LINES


def inline(text: str) -> tuple[Span, ...]:
    """Return the spans of one paragraph's text."""
    return _without_markup(text) if len(text) > LONGEST else _marked(_parser().parseInline(text)[0])


def _marked(token: Token) -> tuple[Span, ...]:
    return _spans(token.children or [])


def _without_markup(text: str) -> tuple[Span, ...]:
    """Return a paragraph as it stands, but for what `write` has to write in another way: breaks, markers."""
    lines = (" ".join(line.split("\n")) for line in _DISARMED.sub(r"\1\2", text).split("\\\n"))
    return merged(_with_slots(Span("\n".join(lines))))


def _unmarked(text: str) -> Iterator[Para]:
    lines = (line.strip(" \t") for line in re.split("\r\n?|\n", text))
    for filled, group in groupby(lines, key=bool):
        if filled:
            yield Para(tuple(_with_slots(Span(" ".join(group)))))


def _from_tokens(tokens: list[Token]) -> Iterator[Para]:
    lists: list[tuple[ListKind, int, int]] = []
    list_no, continued = 0, False
    for token in tokens:
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            list_no += 1
            kind: ListKind = "number" if token.tag == "ol" else "bullet"
            lists.append((kind, list_no, int(token.attrs.get("start", 1))))
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            lists.pop()
        elif token.type == "list_item_open":
            continued = False
        elif token.type == "inline":
            spans = _without_markup(token.content) if len(token.content) > LONGEST else _marked(token)
            if not lists:
                yield Para(spans)
                continue
            kind, number, start = lists[-1]
            yield Para(spans, kind, len(lists) - 1, number, start, continued)
            continued = True


def _spans(tokens: list[Token]) -> tuple[Span, ...]:
    result: list[Span] = []
    bold = italic = 0
    href = ""
    for token in tokens:
        if token.tag == "strong":
            bold += token.nesting
        elif token.tag == "em":
            italic += token.nesting
        elif token.tag == "a":
            href = str(token.attrs.get("href", ""))
        else:
            text = {"softbreak": " ", "hardbreak": "\n"}.get(token.type, token.content)
            result += _with_slots(Span(text, bold > 0, italic > 0, href))
    return merged(result)


def _with_slots(span: Span) -> Iterator[Span]:
    for i, part in enumerate(_SLOT.split(span.text)):
        text, slot = ("", int(part)) if i % 2 else (part, None)
        yield Span(text, span.bold, span.italic, span.href, slot)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("zero", {"maxNesting": 10 * DEEPEST})
    parser.block.ruler.at("list", _list, {"alt": ["paragraph"]})
    parser.inline.ruler.at("link", _link)
    parser.core.ruler.at("inline", _inlines)
    return parser.enable(["list", "link", "emphasis", "escape", "newline"])


def _inlines(state: StateCore) -> None:
    """Read the text of each paragraph that is not too long for it."""
    for token in state.tokens:
        if token.type == "inline" and len(token.content) <= LONGEST:
            token.children = []
            state.md.inline.parse(token.content, state.md, state.env, token.children)


def _list(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    from markdown_it.rules_block import list_block

    first = state.bMarks[line] + state.tShift[line]
    digits = re.compile("[0-9]{0,9}").match(state.src, first)
    too_late = digits is not None and int(digits[0] or 0) > LATEST_START and not silent  # an item can go on
    too_deep = state.level >= 2 * DEEPEST  # a list and its item count one each
    return not too_late and not too_deep and list_block(state, line, end, silent)


def _link(state: StateInline, silent: bool) -> bool:
    found = _LINK.match(state.src, state.pos, state.posMax)
    if not found or not found[1].strip():
        return False
    if not silent:
        end, (state.pos, state.posMax) = state.posMax, found.span(1)
        state.push("link_open", "a", 1).attrs = {"href": found[2]}
        state.md.inline.tokenize(state)
        state.push("link_close", "a", -1)
        state.posMax = end
    state.pos = found.end()
    return True
