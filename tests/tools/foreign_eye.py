"""What a Word file says, read with lxml and zipfile alone: nothing of the program that made it has a part in it.

`see(data)` gives the text, the styles by name, the list labels as Word would show them, the charts, the tags of
the controls and the marks that people and Track Changes leave. Two files that say the same are equal here,
whatever ids, parts and runs their last editor gave them.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_LOOKS = ("b", "i", "u", "strike", "vertAlign", "highlight", "caps", "vanish")
_UNSEEN_ON_BLANKS = frozenset({"", "b=", "i=", "b= i="})
"""Looks that a reader does not see on a blank: a blank between two of them is counted to the first."""
TRACKED = frozenset(
    f"{W}{name}"
    for name in (
        "ins del moveFrom moveTo rPrChange pPrChange sectPrChange tblPrChange tblPrExChange tblGridChange trPrChange "
        "tcPrChange numberingChange cellIns cellDel cellMerge customXmlInsRangeStart customXmlDelRangeStart "
        "customXmlMoveFromRangeStart customXmlMoveToRangeStart moveFromRangeStart moveToRangeStart"
    ).split()
)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph: where it stands (table, row, cell), its style's name, its label, and its text by look."""

    place: tuple[int, ...]
    style: str
    label: str
    spans: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(text for text, _ in self.spans)


@dataclass(frozen=True)
class Seen:
    """A document as a reader meets it."""

    body: tuple[Paragraph, ...]
    contents: tuple[str, ...]
    edges: tuple[tuple[str, tuple[Paragraph, ...]], ...]
    notes: tuple[str, ...]
    tags: tuple[str, ...]
    charts: tuple[tuple[str, ...], ...]
    tracked: tuple[str, ...]
    comments: int
    controls: int
    widths: frozenset[str]
    heading_color: str
    styles: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """The text of the body, headers and footers."""
        edges = [each.text for _, paragraphs in self.edges for each in paragraphs]
        return (*(each.text for each in self.body), *edges)

    @property
    def words(self) -> str:
        """All that is written anywhere, blanks made one."""
        return " ".join(" ".join([*self.lines, *self.notes]).split())


def see(data: bytes) -> Seen:
    """Read a Word file."""
    return _Eye(data).seen()


class _Eye:
    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self._parts = {name: package.read(name) for name in package.namelist()}
        self._main = next(target for kind, target in self._related("").values() if kind == "officeDocument")
        self._rels = self._related(self._main)
        self._styles = {each.get(W + "styleId"): each for each in self._kind("styles").iter(W + "style")}
        self._default = next(
            (
                style_id
                for style_id, each in self._styles.items()
                if each.get(W + "type") == "paragraph" and each.get(W + "default") in {"1", "true", "on"}
            ),
            None,
        )
        self._labels = _Labels(self._kind("numbering"))

    def seen(self) -> Seen:
        root = self._tree(self._main)
        every = [etree.fromstring(part) for name, part in self._parts.items() if _is_word(name)]
        body = list(self._paragraphs(root, self._rels))
        stale = [each for each in body if each.style.startswith("toc ") and each.style[-1].isdigit()]
        controls = [each for each in root.iter(W + "sdt") if each.find(f"{W}sdtPr/{W}docPartObj") is None]
        return Seen(
            body=tuple(each for each in body if each not in stale),
            contents=tuple(re.sub(r"\t\d*$", "", each.text) for each in stale),
            edges=tuple(self._edges(root)),
            notes=tuple(self._notes()),
            tags=tuple(each.get(W + "val") for each in root.iter(W + "tag")),
            charts=tuple(self._charts(root)),
            tracked=tuple(
                sorted({etree.QName(each).localname for tree in every for each in tree.iter(*TRACKED)})
            ),
            comments=sum(1 for _ in root.iter(W + "commentReference")),
            controls=len(controls),
            widths=frozenset(each.get(W + "w", "") for each in root.iter(W + "gridCol")),
            heading_color=self._heading_color(),
            styles=tuple(
                sorted(
                    f"{each.get(W + 'type')} {self._style(key)}".lower() for key, each in self._styles.items()
                )
            ),
        )

    def _tree(self, name: str) -> etree._Element:
        return etree.fromstring(self._parts[name])

    def _related(self, part: str) -> dict[str, tuple[str, str]]:
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", name + ".rels")
        found = {}
        for each in etree.fromstring(self._parts[rels]) if rels in self._parts else ():
            target = each.get("Target")
            if each.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[each.get("Id")] = (each.get("Type").rpartition("/")[2], target)
        return found

    def _kind(self, kind: str) -> etree._Element:
        target = next((target for each, target in self._rels.values() if each == kind), None)
        return self._tree(target) if target in self._parts else etree.Element(W + "none")

    def _style(self, style_id: str | None) -> str:
        style = self._styles.get(style_id or "")
        name = style.find(W + "name") if style is not None else None
        return "" if name is None else str(name.get(W + "val"))

    def _paragraphs(self, root: etree._Element, rels: dict[str, tuple[str, str]]) -> Iterator[Paragraph]:
        counted: dict[etree._Element, int] = {}
        number = {W + "tbl": 0, W + "tr": 0, W + "tc": 0}
        for each in root.iter(W + "p", W + "tbl", W + "tr", W + "tc"):
            if each.tag != W + "p":
                number[each.tag] += 1
                if each.tag != W + "tc":
                    number[W + "tc"] = 0
                if each.tag == W + "tbl":
                    number[W + "tr"] = 0
                counted[each] = number[each.tag]
                continue
            inside = [above for above in each.iterancestors() if above in counted]
            style_id = _value(each.find(f"{W}pPr/{W}pStyle")) or self._default
            yield Paragraph(
                tuple(counted[above] for above in reversed(inside)),
                self._style(style_id),
                self._labels.next(*self._numbered(each, style_id)),
                tuple(self._spans(each, rels)),
            )

    def _numbered(self, paragraph: etree._Element, style_id: str | None) -> tuple[str | None, int]:
        number, level = _numbers(paragraph)
        seen: set[str] = set()
        while (number is None or level is None) and style_id in self._styles and style_id not in seen:
            seen.add(style_id or "")
            style = self._styles[style_id or ""]
            its_number, its_level = _numbers(style)
            number, level = number or its_number, its_level if level is None else level
            style_id = _value(style.find(W + "basedOn"))
        return (None if number == "0" else number), level or 0

    def _spans(
        self, paragraph: etree._Element, rels: dict[str, tuple[str, str]]
    ) -> Iterator[tuple[str, str]]:
        last, text = None, ""
        for run in paragraph.iter(W + "r"):
            if next(run.iterancestors(W + "p")) is not paragraph:
                continue
            said = "".join(_said(each) for each in run)
            look = self._look(run, rels)
            if text and {look, last} <= _UNSEEN_ON_BLANKS:
                bare = said.lstrip(" ")
                text, said = text + said[: len(said) - len(bare)], bare
            if not said:
                continue
            if look != last and text:
                yield text, last or ""
                text = ""
            last, text = look, text + said
        if text:
            yield text, last or ""

    def _look(self, run: etree._Element, rels: dict[str, tuple[str, str]]) -> str:
        own = run.find(W + "rPr")
        looks = [] if own is None else [self._style(_value(own.find(W + "rStyle")))]
        for name in _LOOKS:
            found = None if own is None else own.find(W + name)
            if found is not None and found.get(W + "val") not in {"0", "false", "none"}:
                looks.append(f"{name}={found.get(W + 'val') or ''}")
        link = next(run.iterancestors(W + "hyperlink"), None)
        if link is not None and link.get(R + "id"):
            looks.append(rels.get(link.get(R + "id"), ("", "?"))[1])
        return " ".join(each for each in looks if each)

    def _edges(self, root: etree._Element) -> Iterator[tuple[str, tuple[Paragraph, ...]]]:
        for section, properties in enumerate(root.iter(W + "sectPr")):
            for each in sorted(properties, key=lambda each: (each.tag, each.get(W + "type") or "")):
                if each.tag in {W + "headerReference", W + "footerReference"}:
                    part = self._rels[each.get(R + "id")][1]
                    name = f"{section} {etree.QName(each).localname} {each.get(W + 'type')}"
                    yield name, tuple(self._paragraphs(self._tree(part), self._related(part)))

    def _notes(self) -> Iterator[str]:
        for kind in ("footnotes", "endnotes", "comments"):
            for note in self._kind(kind):
                text = "".join(each.text or "" for each in note.iter(W + "t"))
                if text:
                    yield text

    def _charts(self, root: etree._Element) -> Iterator[tuple[str, ...]]:
        for each in root.iter(C + "chart"):
            chart = self._tree(self._rels[each.get(R + "id")][1])
            yield tuple(value.text or "" for value in chart.iter(C + "v"))

    def _heading_color(self) -> str:
        for style_id, style in self._styles.items():
            if self._style(style_id).lower() == "heading 1":
                return _value(style.find(f"{W}rPr/{W}color")) or ""
        return ""


class _Labels:
    """Counts the lists of a document: one counter for an abstract list, as Word counts."""

    def __init__(self, numbering: etree._Element) -> None:
        abstract = {each.get(W + "abstractNumId"): each for each in numbering.iter(W + "abstractNum")}
        self._nums = {each.get(W + "numId"): each for each in numbering.iter(W + "num")}
        self._levels = {
            number: {
                int(level.get(W + "ilvl")): level
                for level in abstract[_value(each.find(W + "abstractNumId"))].findall(W + "lvl")
            }
            for number, each in self._nums.items()
        }
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def next(self, number: str | None, level: int) -> str:
        """Return the label of the next paragraph of this list and level."""
        if number not in self._nums or level not in self._levels[number]:
            return ""
        levels = self._levels[number]
        counts = self._counts.setdefault(
            _value(self._nums[number].find(W + "abstractNumId")) or "", [None] * 9
        )
        counts[level + 1 :] = [None] * (8 - level)
        override = self._override(number, level)
        if override is not None and (number, level) not in self._begun:
            counts[level] = override
        else:
            count = counts[level]
            counts[level] = self._start(levels, level) if count is None else count + 1
        self._begun.add((number, level))
        shape = _value(levels[level].find(W + "numFmt"))
        text = _value(levels[level].find(W + "lvlText")) or ""
        if shape == "bullet":
            return text

        def counted(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            count = counts[at]
            return str(self._start(levels, at) if count is None else count)

        return f"{shape} " + re.sub(r"%(\d)", counted, text)

    def _override(self, number: str, level: int) -> int | None:
        for each in self._nums[number].findall(W + "lvlOverride"):
            if each.get(W + "ilvl") == str(level) and each.find(W + "startOverride") is not None:
                return int(_value(each.find(W + "startOverride")) or 1)
        return None

    @staticmethod
    def _start(levels: dict[int, etree._Element], level: int) -> int:
        return int(_value(levels[level].find(W + "start")) or 1) if level in levels else 1


def _value(element: etree._Element | None) -> str | None:
    return None if element is None else element.get(W + "val")


def _numbers(holder: etree._Element) -> tuple[str | None, int | None]:
    level = _value(holder.find(f"{W}pPr/{W}numPr/{W}ilvl"))
    return _value(holder.find(f"{W}pPr/{W}numPr/{W}numId")), None if level is None else int(level)


def _said(element: etree._Element) -> str:
    if element.tag == W + "t":
        return (element.text or "").replace("\u00a0", " ")  # a reader does not see which of the two it is
    return {W + "tab": "\t", W + "br": "\n", W + "noBreakHyphen": "\u2011"}.get(element.tag, "")


def _is_word(name: str) -> bool:
    return re.fullmatch(r"word/[^/]+\.xml", name) is not None


def difference(one: Seen, other: Seen, *, fields: bool = True) -> str:
    """Say the first thing in which two documents differ for a reader; empty when they say the same."""
    for name in ("body", "contents", "edges", "notes", "charts", *(["tags"] if fields else [])):
        a, b = getattr(one, name), getattr(other, name)
        if a != b:
            return f"{name}: {first_difference(a, b)}"
    return ""


def first_difference(a: tuple[object, ...], b: tuple[object, ...]) -> str:
    """Name the first place where two rows differ."""
    for number, (left, right) in enumerate(zip(a, b, strict=False)):
        if left != right:
            return f"{number}: {_short(left)} <> {_short(right)}"
    return f"{len(a)} <> {len(b)} of them; {_short((*a, *b)[min(len(a), len(b)) :][:1])}"


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) < 300 else f"{text[:150]}…{text[-140:]}"
