"""A paragraph as words, with the formatting that counts, as if all tracked changes were accepted.

Bold, italics, underline, strike, sub- and superscript and the target of a link count; fonts, sizes and
how the text is split in runs do not. Source: ECMA-376 part 1, 17.3 (runs), 17.16 (fields), 17.13.5.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Hashable, Iterable, Iterator
from typing import TypeAlias

from lxml import etree

from generator.hard_spaces import without_hard_spaces
from generator.word.merge.read.story import InlineField, Story
from generator.word.opc.names import RPR, RUN, SDT, SDT_CONTENT, T, qn
from generator.word.text.runs import child_text

# A figure is one word: half of an amount or of a date is none.
_WORD = re.compile(
    r"\d{1,3}(?: \d{3})+(?:[.,]\d+)?(?![\w\u00a0\u202f])|\d[\d\u00a0\u202f.,:/-]*\d(?!\w)"
    r"|(?:\w|[\u0300-\u036f])+|\s|[^\w\s]"
)
_TRANSPARENT = frozenset(qn(f"w:{name}") for name in "ins moveTo smartTag customXml dir bdo".split())
_LINK, _SIMPLE = qn("w:hyperlink"), qn("w:fldSimple")
_CHAR, _INSTRUCTION = qn("w:fldChar"), qn("w:instrText")
_KIND = qn("w:fldCharType")
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SILENT = frozenset(
    qn(f"w:{name}") for name in "rPr lastRenderedPageBreak commentReference annotationRef proofErr".split()
)
_BREAK, _BREAK_KIND = qn("w:br"), qn("w:type")

Part: TypeAlias = "tuple[etree._Element, etree._Element | None, int, int]"
"""A run (or what stands beside runs), its child, and for text the stretch of it."""


@dataclasses.dataclass(eq=False, slots=True)
class Token:
    """One word, space, punctuation mark, field or picture of a paragraph.

    `key`: what it says and how it is formatted; `open_key`: the same with the value of a field left open.
    `parts`: where it stands; `elements`: the runs of its own that `run_split.split` gives it.
    """

    open_key: Hashable
    key: Hashable
    text: str
    parts: list[Part]
    link: str = ""
    field: InlineField | None = None
    elements: list[etree._Element] = dataclasses.field(default_factory=list)


def weak(key: Hashable) -> bool:
    """Say whether the key is of a space or of punctuation, which alone anchors nothing."""
    text = key[0] if isinstance(key, tuple) and len(key) == 3 else key
    return isinstance(text, str) and not any(letter.isalnum() for letter in text)


def said(text: str) -> str:
    """Return what a text says: the hard spaces that a document shows in an amount or a day are no words."""
    return without_hard_spaces(unicodedata.normalize("NFC", text))


def tokens(holder: etree._Element, story: Story) -> list[Token]:
    """Return what a paragraph, or the content of a control in one, says, word by word."""
    return _Reader(story, balanced=_balanced(holder)).read(holder)


def stretches(holder: etree._Element, story: Story) -> list[Token]:
    """Return the same with plain text uncut: enough to compare, and many times faster."""
    return _Reader(story, balanced=_balanced(holder), words=False).read(holder)


def field_text(field: InlineField, story: Story) -> str:
    """Return the text in the control of a field, that of a prompt too."""
    contents = field.control.iterchildren(SDT_CONTENT)
    return "".join(token.text for content in contents for token in stretches(content, story))


def joined(keys: Iterable[Hashable]) -> tuple[Hashable, ...]:
    """Return keys with plain text that is cut in pieces brought together."""
    found: list[Hashable] = []
    for key in keys:
        if found and isinstance(key, str) and isinstance(found[-1], str):
            found[-1] += key
        else:
            found.append(key)
    return tuple(found)


def common_formatting(found: Iterable[Token]) -> frozenset[str]:
    """Return the formatting, as letters, that all words have."""
    each = [frozenset(_formatting_of(token)) for token in found if token.text and not token.text.isspace()]
    return frozenset.intersection(*each) if each else frozenset()


def without_formatting(token: Token, letters: frozenset[str]) -> Hashable:
    """Return the key of a token as it would be without this formatting."""
    if not letters or not _formatting_of(token):
        return token.key
    rest = "".join(letter for letter in _formatting_of(token) if letter not in letters)
    text = token.key[0] if isinstance(token.key, tuple) else token.key
    return (text, rest, token.link) if rest or token.link else text


def _formatting_of(token: Token) -> str:
    key = token.key
    return str(key[1]) if token.text and isinstance(key, tuple) and len(key) == 3 else ""


def _balanced(holder: etree._Element) -> bool:
    depth = 0
    for char in holder.iter(_CHAR):
        depth += {"begin": 1, "end": -1}.get(char.get(_KIND, ""), 0)
        if depth < 0:
            return False
    return depth == 0


class _Reader:
    """Reads one paragraph."""

    def __init__(self, story: Story, *, balanced: bool, words: bool = True) -> None:
        self.story, self.balanced, self.words = story, balanced, words
        self.found: list[Token] = []
        self.buffer: list[tuple[str, Part]] = []
        self.formatting: tuple[str, str] = ("", "")
        self.depth = 0
        self.code: list[str] = []
        self.code_parts: list[Part] = []
        self.in_code = True

    def read(self, holder: etree._Element) -> list[Token]:
        self._walk(holder, "")
        self._flush()
        return self.found

    def _walk(self, holder: etree._Element, link: str) -> None:
        for child in holder:
            tag = child.tag
            if tag == RUN:
                self._run(child, link)
            elif tag == _LINK:
                self._walk(child, self.story.link(child))
            elif tag in _TRANSPARENT:
                self._walk(child, link)
            elif tag == SDT:
                self._control(child, link)
            elif tag == _SIMPLE:
                self._add(("code", _instruction(child.get(qn("w:instr"), ""))), "", (child, None, 0, 0), link)
            elif isinstance(tag, str) and tag.startswith(_MATH):
                self._add(("math", "".join(map(str, child.itertext()))), "", (child, None, 0, 0), link)

    def _control(self, control: etree._Element, link: str) -> None:
        found = self.story.inline_field(control)
        if found is None:
            for content in control.iterchildren(SDT_CONTENT):
                self._walk(content, link)
            return
        self._flush()
        text = field_text(found, self.story)
        found.text = None if found.empty else text
        key = ("field", found.slot)
        self.found.append(Token(key, (*key, found.text), text, [(control, None, 0, 0)], link, found))

    def _run(self, run: etree._Element, link: str) -> None:
        formatting = self.story.formatting(run.find(RPR), link)
        for child in run:
            tag = child.tag
            if tag in _SILENT:
                continue
            if self.balanced and (self.depth or tag == _CHAR):
                self._in_code(run, child, link)
            elif tag == T:
                if self.formatting != (formatting, link):
                    self._flush()
                    self.formatting = (formatting, link)
                self.buffer.append((child.text or "", (run, child, 0, 0)))
            else:
                self._other(run, child, link)

    def _other(self, run: etree._Element, child: etree._Element, link: str) -> None:
        part = (run, child, 0, 0)
        if text := child_text(child):
            self._add(text, text, part, link)
        elif child.tag == _BREAK:
            self._add(("break", child.get(_BREAK_KIND, "")), "\n", part, link)
        else:
            self._add(self.story.other(child), "", part, link)

    def _in_code(self, run: etree._Element, child: etree._Element, link: str) -> None:
        """Gather a field from begin to end (17.16.18) as one token; its result is noise."""
        self._flush()
        self.code_parts.append((run, child, 0, len(child.text or "")))
        if child.tag == _INSTRUCTION and self.in_code:
            self.code.append(child.text or "")
        if child.tag != _CHAR:
            return
        kind = child.get(_KIND)
        self.in_code = kind == "begin" or (self.in_code and kind != "separate")
        self.depth += {"begin": 1, "end": -1}.get(kind or "", 0)
        if not self.depth:
            key = ("code", _instruction("".join(self.code)))
            self.found.append(Token(key, key, "", self.code_parts, link))
            self.code, self.code_parts, self.in_code = [], [], True

    def _add(self, key: Hashable, text: str, part: Part, link: str) -> None:
        self._flush()
        self.found.append(Token(key, key, text, [part], link))

    def _flush(self) -> None:
        if not self.buffer:
            return
        text = "".join(stretch for stretch, _part in self.buffer)
        if not self.words and self.formatting == ("", ""):
            key = said(text)
            self.found.append(Token(key, key, text, []))
            self.buffer = []
            return
        for match in _WORD.finditer(without_hard_spaces(text)):  # it is as long
            whole = _key(match.group(), *self.formatting)
            parts = list(_parts(self.buffer, *match.span()))
            self.found.append(Token(whole, whole, text[slice(*match.span())], parts, self.formatting[1]))
        self.buffer = []


def _key(word: str, formatting: str, link: str) -> Hashable:
    text = unicodedata.normalize("NFC", word)
    plain = not (formatting or link) or (not link and text.isspace())  # bold on a space is noise
    return text if plain else (text, formatting, link)


def _parts(buffer: list[tuple[str, Part]], start: int, end: int) -> Iterator[Part]:
    position = 0
    for text, (run, child, _start, _end) in buffer:
        first, last = max(start - position, 0), min(end - position, len(text))
        if first < last:
            yield (run, child, first, last)
        position += len(text)
        if position >= end:
            return


def _instruction(text: str) -> str:
    return " ".join(text.replace("\\* MERGEFORMAT", "").split())
