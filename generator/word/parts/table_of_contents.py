"""A table of contents filled in from the headings of a document, so that it is right before Word updates it.

The layout holds the field in a paragraph of its own, formatted as an entry. Each heading gets a
bookmark, each entry a link to it. In a Word file an entry has no page number until Word updates the
field: only what lays out the pages knows them. In a PDF it has that of LibreOffice (`page_numbers.py`).
Source: ECMA-376 part 1, 17.16.5.68 (TOC), 17.16.22 (w:hyperlink).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from generator.word.opc.names import BOX, PPR, RPR, RUN, SPACE, TBL, VAL, P, T, qn
from generator.word.opc.schema_order import get_or_add, set_property
from generator.word.revisions.elements import marks_by_users, tracked_by_others
from generator.word.revisions.tracked import remove
from generator.word.text.runs import runs_of, text_of

_CHAR, _CHAR_TYPE = qn("w:fldChar"), qn("w:fldCharType")
_CODE, _STYLE = qn("w:instrText"), qn("w:pStyle")
_LEVELS = re.compile(r'\\o\s+"([1-9])-([1-9])"')
_HEADING = re.compile("heading ([1-9])")
_PAGE = re.compile(r"\t\s*[\divxlc-]*\s*$")
_BOOKMARK = "_Toc"
_FIRST_ID = 700_000  # above those of other bookmarks until all are numbered anew


@dataclass(frozen=True)
class _Heading:
    paragraph: etree._Element
    level: int
    text: str


def fill(root: etree._Element, styles: Mapping[str, str]) -> bool:
    """Write the entries of the tables of contents in a story; say whether there were any.

    `styles`: the English name of each paragraph style by its id.
    """
    fields = [
        paragraph
        for paragraph in contents_paragraphs(root)
        if [char.get(_CHAR_TYPE) for char in paragraph.iter(_CHAR)] == ["begin", "separate", "end"]
    ]
    written = False
    for paragraph in fields:
        if levels := _LEVELS.search(_code(paragraph)):
            _write(paragraph, _headings_of(root, styles, levels), styles)
            written = True
    return written


def heading_texts(root: etree._Element, styles: Mapping[str, str]) -> set[str]:
    """Return the texts of the headings of a story."""
    return {heading.text for heading in _headings(root, styles)}


def refresh(root: etree._Element, styles: Mapping[str, str], known: Collection[str]) -> None:
    """Write the entries anew where they no longer say the headings, such as after a merge.

    `known`: what headings have said before. An entry that says something else was written by a person, and a
    field in another shape has been through bad hands: both are left to Word.
    """
    for paragraph in contents_paragraphs(root):
        entries = field_from(paragraph)
        levels = _LEVELS.search(_code(paragraph))
        if levels is None or not _is_whole(entries):
            continue
        headings = _headings_of(root, styles, levels)
        shown = [" ".join(_PAGE.sub("", text_of(entry)).split()) for entry in entries]
        now = [heading.text for heading in headings]
        if shown == now or not {*known, *now, ""}.issuperset(shown):
            continue
        closing = next(run for run in reversed(list(entries[-1].iter(RUN))) if _kind(run) == "end")
        paragraph.append(closing)
        for entry in entries[1:]:
            remove(entry)
        _write(paragraph, headings, styles)


def field_from(paragraph: etree._Element) -> list[etree._Element]:
    """Return the paragraphs from the one given, in which a field opens, to the one in which it ends."""
    found, depth = [], 0
    for each in (paragraph, *paragraph.itersiblings(P)):
        found.append(each)
        for char in each.iter(_CHAR):
            depth += {"begin": 1, "end": -1}.get(char.get(_CHAR_TYPE, ""), 0)
        if depth <= 0:
            return found
    return []


def _is_whole(entries: Sequence[etree._Element]) -> bool:
    """Say whether the field opens in the first entry, ends in the last, and holds nothing of a person's."""
    if not entries or any(tracked_by_others(each) or marks_by_users(each) for each in entries):
        return False
    if any(True for each in entries for _box in each.iter(BOX)):
        return False
    opens, ends = ([_kind(run) for run in each.iter(RUN) if _kind(run)] for each in (entries[0], entries[-1]))
    return opens[:2] == ["begin", "separate"] and ends[-1:] == ["end"]


def contents_paragraphs(root: etree._Element) -> list[etree._Element]:
    """Return the paragraphs in which a table of contents opens."""
    holders = dict.fromkeys(next(code.iterancestors(P), None) for code in root.iter(_CODE))
    return [each for each in holders if each is not None and _code(each).startswith("TOC ")]


def _code(paragraph: etree._Element) -> str:
    """Return the code of the fields in a paragraph."""
    return "".join(part.text or "" for part in paragraph.iter(_CODE)).strip()


def _headings_of(root: etree._Element, styles: Mapping[str, str], levels: re.Match[str]) -> list[_Heading]:
    """Return the headings of the levels that a table of contents goes through."""
    return [each for each in _headings(root, styles) if int(levels[1]) <= each.level <= int(levels[2])]


def _headings(root: etree._Element, styles: Mapping[str, str]) -> Iterator[_Heading]:
    """Yield the headings that stand outside tables."""
    levels = {id_: int(found[1]) for id_, name in styles.items() if (found := _HEADING.fullmatch(name))}
    for style in root.iter(_STYLE):
        level = levels.get(style.get(VAL, ""))
        if level is None:
            continue
        above = list(style.iterancestors())
        paragraph = above[1]  # above[0] is its w:pPr, or that of a tracked change
        if paragraph.tag != P or any(each.tag == TBL for each in above):
            continue
        if text := _heading_text(paragraph):
            yield _Heading(paragraph, level, text)


def _heading_text(paragraph: etree._Element) -> str:
    """Return a heading's text without what is a mark on it: superscript, or in a character style."""
    marked = f"{RPR}/{qn('w:rStyle')}"
    plain = deepcopy(paragraph)
    for run in list(runs_of(plain)):
        parent = run.getparent()
        if parent is not None and parent.tag == P and run.find(marked) is not None:
            parent.remove(run)
    return " ".join(text_of(plain).split())


def _mark(heading: _Heading, taken: list[str]) -> str:
    """Return the name of the bookmark around a heading, made when there is none."""
    paragraph = heading.paragraph
    for mark in paragraph.iter(qn("w:bookmarkStart")):
        if (name := mark.get(qn("w:name"), "")).startswith(_BOOKMARK):
            return name
    number = zlib.crc32(heading.text.encode())
    while (name := f"{_BOOKMARK}{number % 10**9:09}") in taken:
        number += 1
    _surround(paragraph, name, _FIRST_ID + len(taken))
    return name


def _surround(paragraph: etree._Element, name: str, number: int) -> None:
    start = etree.Element(qn("w:bookmarkStart"), {qn("w:id"): str(number), qn("w:name"): name})
    paragraph.insert(1, start)  # behind the w:pPr that makes it a heading
    etree.SubElement(paragraph, qn("w:bookmarkEnd"), {qn("w:id"): str(number)})


def _write(paragraph: etree._Element, headings: list[_Heading], styles: Mapping[str, str]) -> None:
    """Put a paragraph for each heading in place of the one that holds the field."""
    properties = paragraph.find(PPR)
    runs = list(paragraph.iter(RUN))
    opening = runs[: next(n for n, run in enumerate(runs) if _kind(run) == "separate") + 1]
    closing = next(run for run in reversed(runs) if _kind(run) == "end")
    ids = {name: style_id for style_id, name in styles.items()}
    names: list[str] = []
    for heading in headings:
        names.append(_mark(heading, names))
    entries = [
        _entry(heading, name, properties, ids.get(f"toc {heading.level}", ""))
        for heading, name in zip(headings, names, strict=True)
    ]
    if not entries:
        entries = [etree.Element(P)]
    for at, run in enumerate(opening):
        entries[0].insert(at + (entries[0].find(PPR) is not None), run)
    entries[-1].append(closing)
    for entry in entries:
        paragraph.addprevious(entry)
    remove(paragraph)


def _kind(run: etree._Element) -> str | None:
    char = run.find(_CHAR)
    return None if char is None else char.get(_CHAR_TYPE)


def _entry(heading: _Heading, name: str, base: etree._Element | None, style: str) -> etree._Element:
    entry = etree.Element(P)
    if base is not None:
        entry.append(deepcopy(base))
    if style:
        set_property(get_or_add(entry, PPR), "w:pStyle", {VAL: style})
    link = etree.SubElement(
        entry,
        qn("w:hyperlink"),
        {qn("w:anchor"): name, qn("w:tooltip"): heading.text[:260], qn("w:history"): "1"},
    )
    text = etree.SubElement(etree.SubElement(link, RUN), T)
    text.text = heading.text
    text.set(SPACE, "preserve")
    return entry
