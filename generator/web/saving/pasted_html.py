"""What is pasted from Word, a page or a mail as Markdown: paragraphs, lists, bold, italics, links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import html
from lxml.html import HtmlElement

from generator.markdown import Para, Span, write
from generator.markdown.model import ListKind

_BLOCKS = frozenset("p div h1 h2 h3 h4 h5 h6 li blockquote pre td th dt dd".split())
_LEFT_OUT = frozenset("script style head title meta link xml template noscript iframe object svg".split())
_WORD_LIST = re.compile(r"mso-list:\s*l(\d{1,9})\s+level(\d{1,9})")
_IGNORED = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
_NUMBER = re.compile(r"\s*\(?[0-9a-zA-Z]{1,4}[.)]")
_LINK = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)


class _Place(NamedTuple):
    """What a text stands in: its formatting, and the lists around it."""

    bold: bool = False
    italic: bool = False
    href: str = ""
    lists: tuple[tuple[ListKind, int], ...] = ()


def as_markdown(text: str) -> str:
    """Return what is kept of a piece of HTML; nothing of it is ever shown as HTML."""
    try:
        root = html.fragment_fromstring(text[:2_000_000], create_parent="div")
    except (ValueError, html.etree.ParserError):
        return ""
    return write(_Reader().read(root))


class _Reader:
    """One pass through the HTML; a paragraph ends where a block begins or ends."""

    def __init__(self) -> None:
        self._paras: list[Para] = []
        self._spans: list[Span] = []
        self._item: tuple[ListKind, int, int] | None = None
        self._lists = 0

    def read(self, root: HtmlElement) -> list[Para]:
        """Return the paragraphs."""
        self._inside(root, _Place())
        self._close()
        return self._paras

    def _inside(self, element: HtmlElement, place: _Place) -> None:
        self._text(element.text, place)
        for child in element:
            if isinstance(child.tag, str) and child.tag.rpartition(":")[2] not in _LEFT_OUT:
                self._element(child, place)
            self._text(child.tail, place)

    def _element(self, element: HtmlElement, place: _Place) -> None:
        style = element.get("style") or ""
        if _IGNORED.search(style):  # the bullet or number that Word has written out
            return
        if element.tag == "br":
            self._spans.append(Span("\n", place.bold, place.italic, place.href))
        elif element.tag in {"ul", "ol"}:
            self._lists += 1
            kind: ListKind = "bullet" if element.tag == "ul" else "number"
            self._close()
            self._inside(element, place._replace(lists=(*place.lists, (kind, self._lists))))
            self._close()
        elif element.tag in _BLOCKS:
            self._block(element, place, style)
        else:
            self._inside(element, _formatted(element, place, style))

    def _block(self, element: HtmlElement, place: _Place, style: str) -> None:
        # A paragraph right inside an item (<li><p>) is that item.
        if not (element.tag == "p" and self._item and not self._spans):
            self._close()
        if element.tag == "li" and place.lists:
            kind, number = place.lists[-1]
            self._item = kind, len(place.lists) - 1, number
        elif found := _WORD_LIST.search(style):
            kind = "number" if _NUMBER.match(_marker(element)) else "bullet"
            self._item = kind, int(found[2]) - 1, 1000 + int(found[1])
        self._inside(element, _formatted(element, place, style))
        self._close()

    def _text(self, text: str | None, place: _Place) -> None:
        if text:
            words = re.sub(r"[ \t\r\n\f]+", " ", text)
            self._spans.append(Span(words, place.bold, place.italic, place.href))

    def _close(self) -> None:
        spans = _trimmed(self._spans)
        if spans and self._item:
            kind, level, number = self._item
            self._paras.append(Para(spans, kind, max(level, 0), number if kind == "number" else 0))
        elif spans:
            self._paras.append(Para(spans))
        self._spans, self._item = [], None


def _formatted(element: HtmlElement, place: _Place, style: str) -> _Place:
    bold = (
        place.bold
        or element.tag in {"b", "strong"}
        or bool(re.search(r"(?<![\w-])font-weight:\s*(bold|[6-9]00)", style))
    )
    italic = (
        place.italic
        or element.tag in {"i", "em"}
        or bool(re.search(r"(?<![\w-])font-style:\s*italic", style))
    )
    if element.tag == "b" and "font-weight:normal" in style.replace(
        " ", ""
    ):  # around all that Google Docs copies
        bold = place.bold
    address = element.get("href") or ""
    href = address if element.tag == "a" and _LINK.match(address) else place.href
    return place._replace(bold=bold, italic=italic, href=href)


def _marker(element: HtmlElement) -> str:
    return "".join(
        each.text_content() for each in element.iter("span") if _IGNORED.search(each.get("style") or "")
    )


def _trimmed(spans: list[Span]) -> tuple[Span, ...]:
    """Return the spans without blanks at the ends of the paragraph and its lines, empty ones left out."""
    return tuple(_without_ends(_single_blanks(spans)))


def _single_blanks(spans: list[Span]) -> Iterator[Span]:
    before = "\n"
    for span in spans:
        text = span.text.lstrip(" ") if before[-1] in " \n" else span.text
        if text:
            before = text
            yield Span(text, span.bold, span.italic, span.href)


def _without_ends(spans: Iterator[Span]) -> list[Span]:
    found = list(spans)
    while found and not found[-1].text.rstrip():
        found.pop()
    if found:
        last = found[-1]
        found[-1] = Span(last.text.rstrip(), last.bold, last.italic, last.href)
    return found
