"""The one form of a Markdown value: what `write` can write, and what two equal texts share.

- White space at the ends of a paragraph and around a line break is not kept, nor what is empty.
- White space has no formatting of its own: between two bold words it is bold (`**a** **b**` is `**a b**`), at
  the edge of bold or italics it is not; nor is punctuation there that stands against a letter outside
  (`**"x"**y` is bold x): CommonMark could not read it back.
- Bold and italics that meet inside a word and cannot be written leave the italics out.
- A list is a level deeper than the one it stands in, never two; lists are counted from 1.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING
from unicodedata import category

from generator.markdown.commonmark import HREF, LATEST_START
from generator.markdown.model import ListKind, Para, Span, formatted, merged
from generator.markdown.write_text import clusters, slant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True)
class _List:
    level: int
    kind: ListKind
    key: int
    list_no: int
    start: int


def canonical(paras: Iterable[Para]) -> tuple[Para, ...]:
    """Return the paragraphs in the one form; those that have it already come out equal."""
    result: list[Para] = []
    lists: list[_List] = []
    count = 0
    for para in paras:
        spans = _tidy_spans(para.spans)
        if not spans:
            continue
        while lists and lists[-1].level > para.level:
            lists.pop()
        if not para.kind or (para.continued and not lists):
            lists.clear()
            result.append(Para(spans))
            continue
        key = para.list_no if para.kind == "number" else 0
        if not para.continued and not _belongs(para, key, lists):
            count += para.kind == "number"
            start = para.start if para.kind == "number" and para.start <= LATEST_START else 1
            lists.append(_List(para.level, para.kind, key, count if para.kind == "number" else 0, start))
        top = lists[-1]
        result.append(Para(spans, top.kind, len(lists) - 1, top.list_no, top.start, para.continued))
    return tuple(result)


def _belongs(para: Para, key: int, lists: list[_List]) -> bool:
    """Say whether the item goes on the innermost list; another list at its level ends here."""
    if not lists or lists[-1].level < para.level:
        return False
    if (lists[-1].kind, lists[-1].key) == (para.kind, key):
        return True
    lists.pop()
    return False


@lru_cache(maxsize=4096)  # a run asks for the same paragraphs several times
def _tidy_spans(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    if all(span == Span(span.text) for span in spans):
        lines = "".join(span.text for span in spans).split("\n")
        text = "\n".join(line.strip(" \t") for line in lines).strip()
        return (Span(text),) if text else ()
    runs = [run for segment in _segments(_trimmed(_runs(spans))) for run in _with_words(segment)]
    result: list[Span] = []
    for segment in _segments(runs):
        result += _writable(_without_edges(segment))
    return merged(result)


def _segments(runs: Iterable[Span]) -> Iterator[list[Span]]:
    """Yield the runs that stand in one link, or in none, without a line break between."""
    for _, group in groupby(runs, key=lambda run: (run.href, _sort_of(run) == "break")):
        yield list(group)


def _with_words(segment: list[Span]) -> list[Span]:
    """Return the runs, without their link when there is nothing to click on."""
    if all(run.slot is None and not run.text.strip() for run in segment):
        return [Span(run.text) for run in segment]
    return segment


def _runs(spans: Iterable[Span]) -> Iterator[Span]:
    """Cut the spans into runs of one sort of character; what stands between words stays with them."""
    for span in spans:
        href = _href(span.href)
        if span.slot is not None:
            yield replace(span, text="", href=href)
        for line in re.split(r"(\n+)", span.text):
            if line.startswith("\n"):
                yield Span(line)
            else:
                yield from (Span(text, span.bold, span.italic, href) for text in _at_its_edges(line))


def _at_its_edges(line: str) -> Iterator[str]:
    """Cut a line into its spaces and marks before, all from its first word to its last, and those after."""
    start = next((i for i, character in enumerate(line) if _sort(character) == "word"), len(line))
    end = next((i for i in range(len(line), start, -1) if _sort(line[i - 1]) == "word"), start)
    yield from _of_one_sort(line[:start])
    if start < end:
        yield line[start:end]
    yield from _of_one_sort(line[end:])


def _of_one_sort(text: str) -> Iterator[str]:
    return ("".join(characters) for _, characters in groupby(text, key=_sort))


def _href(href: str) -> str:
    """Return the address as Markdown can hold it; nothing when it is none of ours."""
    coded = re.sub(r"[\s<>\[\]\\]", lambda found: "".join(f"%{b:02X}" for b in found[0].encode()), href)
    if not HREF.fullmatch(coded):
        coded = coded.replace("(", "%28").replace(")", "%29")
    return coded if HREF.fullmatch(coded) else ""


@lru_cache(maxsize=1024)
def _sort(character: str) -> str:
    if character == "\n":
        return "break"
    kind = category(character)
    if kind == "Zs" or character in "\t\v\f\r":
        return "space"
    return "mark" if kind[0] in "PS" else "word"


def _sort_of(run: Span) -> str:
    return _sort(run.text[0]) if run.text else "word"


def _trimmed(runs: Iterable[Span]) -> list[Span]:
    kept: list[Span] = []
    for run in runs:
        text = run.text
        if not kept:
            text = text.lstrip()
        elif _sort_of(kept[-1]) == "break":
            text = text.lstrip(" \t")
        elif _sort_of(run) == "break":
            _cut_end(kept, " \t")
        if text or run.slot is not None:
            kept.append(run if run.slot is not None else formatted(run, text))
    _cut_end(kept, None)
    return kept


def _cut_end(runs: list[Span], characters: str | None) -> None:
    while runs and runs[-1].slot is None:
        if text := runs[-1].text.rstrip(characters):
            runs[-1] = formatted(runs[-1], text)
            return
        runs.pop()


def _without_edges(runs: list[Span]) -> list[Span]:
    """Take the formatting from what stands at its edge where CommonMark could not close or open it.

    White space has the formatting that the words on both its sides share.
    """
    for i in range(1, len(runs) - 1):
        if _sort_of(runs[i]) == "space":
            before, after = runs[i - 1], runs[i + 1]
            bold, italic = before.bold and after.bold, before.italic and after.italic
            runs[i] = replace(runs[i], bold=bold, italic=italic)
    for step in (-1, 1):
        beside = Span(" ")
        for i in range(len(runs))[::step]:
            sort = _sort_of(runs[i])
            if sort == "space" or (sort == "mark" and _sort_of(beside) == "word"):
                bold, italic = runs[i].bold and beside.bold, runs[i].italic and beside.italic
                runs[i] = replace(runs[i], bold=bold, italic=italic)
            beside = runs[i]
    return runs


def _writable(runs: list[Span]) -> Iterator[Span]:
    """Let go of the italics, first at white space, where bold and italics meet and cannot be written."""
    for before, cluster, after in clusters(merged(runs)):
        for attempt in (cluster, tuple(_without_gaps(cluster))):
            if all(slant(*part) for part in clusters(merged((before, *attempt, after)))):
                yield from attempt
                break
        else:
            yield from (replace(span, italic=False) for span in cluster)


def _without_gaps(cluster: tuple[Span, ...]) -> Iterator[Span]:
    for span in cluster:
        text = span.text.strip()
        if span.slot is not None or not text:
            yield span if span.slot is not None else Span(span.text, href=span.href)
            continue
        start = span.text.index(text)
        yield Span(span.text[:start], href=span.href)
        yield formatted(span, text)
        yield Span(span.text[start + len(text) :], href=span.href)
