"""Items that people have added or deleted in Word and that were pulled: base as if the data had been so then.

What has changed in them since, in Word or in the data, is then merged as everything else is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy

from lxml import etree

from generator.fields import PulledItem, PulledItems
from generator.word.items.added import is_beside
from generator.word.items.controls import controls
from generator.word.items.gone import items_in
from generator.word.items.lines import Line, is_below, lines
from generator.word.merge.apply.control_properties import set_tag
from generator.word.merge.apply.neighbours import remove_block
from generator.word.opc.names import RUN, SDT, SDT_CONTENT, SDTPR, P, W, qn
from generator.word.opc.package import Package
from generator.word.revisions.tracked import remove
from generator.word.text.runs import text_xml

_FIRST = 1_000_000
"""The index of the first of them: no list is that long."""
_NUMBER, _SHOWING = qn("w:id"), qn("w:showingPlcHdr")


def with_pulled_items(base: Package, items: PulledItems) -> Package:
    """Return base with those added beside what they were put beside, and without those that were deleted."""
    if not items.added and not items.gone:
        return base
    made = base.copy()
    for part in base.stories():
        root = base.tree(part)
        there = lines(controls(part, root))
        new = _NewLines(there)
        for number, item in enumerate(items.added):
            new.add(item, _FIRST + number)
        gone = [line for line in there if any(path in items.gone for path in items_in(line.item))]
        for line in gone:
            remove_block(line.element)
        if new.last or gone:
            made.put(part, root)
    return made


class _NewLines:
    """Puts the lines of items into one story."""

    def __init__(self, there: Sequence[Line]) -> None:
        self._there = there
        self.last: dict[tuple[str, bool, bool], etree._Element] = {}
        """What was put last beside an item."""

    def add(self, item: PulledItem, index: int) -> None:
        """Put an item in its place, under an index of its own."""
        models = [self._model(tuple(path for path, _text in line)) for line in item.lines]
        if not models or models[0] is None:
            return
        beside = next(self._beside(item.beside, models[0]), models[0])
        for model, line in zip(models, item.lines, strict=True):
            if model is not None:
                new = _copy(model, [text for _path, text in line], models[0].item, index)
                self._put(new, beside, item)

    def _model(self, tags: tuple[str, ...]) -> Line | None:
        return next((line for line in self._there if line.tags == tags), None)

    def _beside(self, item: str, model: Line) -> Iterator[Line]:
        there = (line for line in self._there if line.item == item)
        alike = (line for line in there if line.pattern == model.pattern or is_beside(line, model))
        yield from sorted(alike, key=lambda line: line.home is not model.home)

    def _put(self, new: etree._Element, beside: Line, item: PulledItem) -> None:
        key = beside.item, item.before, item.close
        place = self.last.get(key)
        if place is not None:
            place.addnext(new)
        elif item.before:
            beside.element.addprevious(new)
        else:
            below = [] if item.close else [line for line in self._there if is_below(line, beside)]
            (below or [beside])[-1].element.addnext(new)
        self.last[key] = new


def _copy(model: Line, texts: Sequence[str | None], item: str, index: int) -> etree._Element:
    """Return a line like another, with these texts in its fields."""
    new = deepcopy(model.element)
    copies = dict(zip(model.element.iter(SDT), new.iter(SDT), strict=True))
    for control, text in zip(model.controls, texts, strict=True):
        copy = copies[control.element]
        set_tag(copy, f"{item.rpartition('.')[0]}.{index}{control.tag[len(item) :]}")
        _fill(copy, text)
    return new


def _fill(control: etree._Element, text: str | None) -> None:
    properties, content = control.find(SDTPR), control.find(SDT_CONTENT)
    if properties is None or content is None:
        return
    for child in properties.findall(_NUMBER) + properties.findall(_SHOWING):
        properties.remove(child)
    if text is None:
        etree.SubElement(properties, _SHOWING)
    paragraphs = list(content.iter(P))
    for paragraph in paragraphs[1:]:
        remove(paragraph)
    first, *others = list((paragraphs or [content])[0].iter(RUN)) or [etree.SubElement(content, RUN)]
    for run in others:
        remove(run)
    for child in [child for child in first if child.tag != qn("w:rPr")]:
        first.remove(child)
    first.extend(etree.fromstring(f'<w:r xmlns:w="{W}">{text_xml(text or "")}</w:r>'))
