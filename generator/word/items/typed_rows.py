"""Rows that people have typed in a table of items: without fields, for Word makes a new row of empty cells.

Where each cell of the row above holds one field, or words of no item, each cell of the new one is known: it
gets the controls of that row, where it is empty also its words, and is then read as a copy of it.
Source: ECMA-376 part 1, 17.4 (tables), 17.5.2 (content controls).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from difflib import SequenceMatcher
from typing import NamedTuple

from lxml import etree

from generator.word.items.controls import controls
from generator.word.items.lines import Line, lines, open_path
from generator.word.opc.names import PPR, RUN, SDT, SDT_CONTENT, SDTPR, TBL, TC, TR, P, qn
from generator.word.opc.schema_order import insert
from generator.word.revisions.elements import tracked_by_others
from generator.word.text.content_control import control_text, name_in
from generator.word.text.runs import text_of

_NEARLY = 0.6
_NUMBER, _SHOWING = qn("w:id"), qn("w:showingPlcHdr")


class TypedRow(NamedTuple):
    """A row of which it is not known what its cells are: the list that its table shows, and what it says."""

    list_path: str
    text: str


def give_controls(base: Sequence[etree._Element], edited: Sequence[etree._Element]) -> list[TypedRow]:
    """Give the rows that were typed in the edited stories the controls of a row beside; return the others."""
    unknown: list[TypedRow] = []
    if _without_controls(edited) <= _without_controls(base):
        return unknown
    made, there = list(_tables(base)), list(_tables(edited))
    for name in dict.fromkeys(table.name for table in made):
        before, now = ([table for table in side if table.name == name] for side in (made, there))
        if len(before) == len(now):
            for old, new in zip(before, now, strict=True):
                unknown += _in_table(old, new)
    return unknown


def _without_controls(roots: Sequence[etree._Element]) -> int:
    return sum(next(row.iter(SDT), None) is None for root in roots for row in root.iter(TR))


class _Table(NamedTuple):
    """A table of items: the list with its indexes left open, its rows, and the lines among them."""

    name: str
    rows: list[etree._Element]
    lines: dict[etree._Element, Line]

    @property
    def others(self) -> list[etree._Element]:
        """The rows that show nothing of the data."""
        return [row for row in self.rows if not any(name_in(each, "w:tag") for each in row.iter(SDT))]


def _tables(roots: Sequence[etree._Element]) -> Iterator[_Table]:
    for root in roots:
        held: dict[etree._Element, dict[etree._Element, Line]] = {}
        for line in lines(controls("", root)):
            if line.element.tag == TR and line.home is not None:
                held.setdefault(line.home, {})[line.element] = line
        for table, found in held.items():
            names = {open_path(line.list_path) for line in found.values()}
            if len(names) == 1:
                rows = [row for row in table.iter(TR) if next(row.iterancestors(TBL)) is table]
                yield _Table(names.pop(), rows, found)


def _in_table(old: _Table, new: _Table) -> Iterator[TypedRow]:
    typed = set(_added(old.others, new.others))
    there = {line.item for line in new.lines.values()}
    gone = [line.element for line in old.lines.values() if line.item not in there]
    for n, row in enumerate(new.rows):
        beside = [*reversed(new.rows[:n][-1:]), *new.rows[n + 1 : n + 2]]
        near = next((new.lines[each] for each in beside if each in new.lines), None)
        if row not in typed or near is None or tracked_by_others(row):
            continue
        if len(_cells(row)) != len(_cells(near.element)):
            continue  # cells that were joined: no row of the list
        models = {line.pattern: line for line in (*new.lines.values(), near)}.values()
        filled = next((copy for model in models if (copy := _filled(row, model)) is not None), None)
        if filled is None or any(_is_nearly(filled, each) for each in gone):
            yield TypedRow(near.list_path, _words(row))  # it may be one of those, without its controls
            continue
        for cell, other in zip(_cells(row), _cells(filled), strict=True):
            for child in list(cell):
                cell.remove(child)
            cell.extend(other)
        new.lines[row] = near


def _is_nearly(row: etree._Element, other: etree._Element) -> bool:
    """Say whether two rows say almost the same, and not quite."""
    words, others = _words(row), _words(other)
    return (
        words != others
        and SequenceMatcher(None, words, others).quick_ratio() > _NEARLY
        and (SequenceMatcher(None, words, others).ratio() > _NEARLY)
    )


def _added(old: Sequence[etree._Element], new: Sequence[etree._Element]) -> Iterator[etree._Element]:
    """Yield the rows with words that stand there beyond the old ones."""
    texts = [_words(row) for row in old], [_words(row) for row in new]
    for kind, _i1, _i2, start, end in SequenceMatcher(None, *texts, autojunk=False).get_opcodes():
        if kind == "insert":
            yield from (row for row in new[start:end] if _words(row))


def _filled(row: etree._Element, model: Line) -> etree._Element | None:
    """Return the row as a copy of the model's that was written over; None when a cell is not known."""
    made = deepcopy(row)
    for cell, other in zip(_cells(made), _cells(model.element), strict=True):
        fields = [each for each in other.iter(SDT) if name_in(each, "w:tag")]
        text, beside = _words(cell), _words(other)
        if len(fields) == 1 and beside == control_text(fields[0]).strip() and len(_said(cell)) <= 1:
            _put(cell, [_control(fields[0], cell)])
        elif not fields and not text:
            _put(cell, [deepcopy(each) for each in other.iter(RUN)])
        elif fields or (text != beside and any(map(str.isalpha, text))):
            return None
    return made


def _control(model: etree._Element, cell: etree._Element) -> etree._Element:
    """Return a control like another, that holds what stands in a cell."""
    control = etree.Element(SDT)
    properties = next(map(deepcopy, model.iterchildren(SDTPR)), etree.Element(SDTPR))
    control.append(properties)
    for child in properties.findall(_NUMBER) + properties.findall(_SHOWING):
        properties.remove(child)
    content = etree.SubElement(control, SDT_CONTENT)
    said = _said(cell)
    if said:
        content.extend([deepcopy(child) for child in said[0] if child.tag != PPR])
    else:
        insert(properties, etree.Element(_SHOWING))
        etree.SubElement(content, RUN)
    return control


def _put(cell: etree._Element, content: Sequence[etree._Element]) -> None:
    """Let a cell hold something in the place of its words."""
    paragraph = next(iter([*_said(cell), *cell.iter(P)]))
    for child in [child for child in paragraph if child.tag != PPR]:
        paragraph.remove(child)
    paragraph.extend(content)


def _cells(row: etree._Element) -> list[etree._Element]:
    return [cell for cell in row.iter(TC) if next(cell.iterancestors(TR)) is row]


def _said(cell: etree._Element) -> list[etree._Element]:
    """Return the paragraphs of a cell that hold words."""
    return [each for each in cell.iter(P) if text_of(each).strip()]


def _words(holder: etree._Element) -> str:
    return "\n".join(text for each in holder.iter(P) if (text := text_of(each).strip()))
