"""Fields whose control people have taken away, and whose text they have edited where it stands.

The words beside a field say where it stood; in a cell that held nothing else, the fields of its row do.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from lxml.etree import _Element as Element

from generator.fields import FieldValue
from generator.word.items.controls import Control
from generator.word.items.gone import Side
from generator.word.items.lines import Line
from generator.word.opc.names import SDT, TC, TR, P
from generator.word.text.content_control import name_in, number_of
from generator.word.text.runs import run_text, runs_of, text_of


def unframed(missing: Mapping[int, FieldValue], base: Side, edited: Side) -> Iterator[tuple[FieldValue, str]]:
    """Yield each value that is missing and has another text in its place, with that text.

    `missing`: by the number of the control in base that showed it.
    """
    made = [control for control in base.controls if number_of(control.element) in missing]
    left = [each for root in edited.roots for each in root.iter(P)] if made else []
    known = {text_of(each) for root in base.roots for each in root.iter(P)} if made else set()
    for control in made:
        value = missing[number_of(control.element)]
        paragraph = next(control.element.iterancestors(P), None)
        if paragraph is None or not value.text:
            continue
        likely = [each for each in left if text_of(each) not in known]
        before = _Cut.of(paragraph, {each.element for each in made} - {control.element})
        if not any(map(str.isalpha, "".join(before.words))):
            likely = list(_in_row(paragraph, base.lines, edited.controls))
        texts = [text for each in likely if (text := before.hole(control.element, _Cut.of(each, set())))]
        if len(texts) == 1 and texts[0] != value.text:
            yield value, texts[0]


class _Cut(NamedTuple):
    """A paragraph cut at its fields: their controls; the words before the first, between, after the last."""

    fields: list[Element]
    words: list[str]

    @classmethod
    def of(cls, paragraph: Element, as_words: Collection[Element]) -> _Cut:
        """Return a paragraph with some of its controls taken as words."""
        cut = cls([], [""])
        for run in runs_of(paragraph):
            around = [each for each in run.iterancestors(SDT) if name_in(each, "w:tag")]
            if not around or around[-1] in as_words:
                cut.words[-1] += run_text(run)
            elif not cut.fields or cut.fields[-1] is not around[-1]:
                cut.fields.append(around[-1])
                cut.words.append("")
        return cut

    def hole(self, control: Element, other: _Cut) -> str:
        """Return what another version says where a control stood; nothing when it differs elsewhere too."""
        place = self.fields.index(control) if control in self.fields else -1
        rest = [each for each in self.fields if each is not control]
        same_fields = list(map(_tag, rest)) == list(map(_tag, other.fields))
        if place < 0 or not same_fields:
            return ""
        outer = [*self.words[:place], *self.words[place + 2 :]]
        if outer != [*other.words[:place], *other.words[place + 1 :]]:
            return ""
        before, after, text = self.words[place], self.words[place + 1], other.words[place]
        known = text.startswith(before) and text.endswith(after) and len(text) > len(before) + len(after)
        return text[len(before) : len(text) - len(after)].strip() if known else ""


def _tag(control: Element) -> str:
    return name_in(control, "w:tag")


def _in_row(paragraph: Element, base: Sequence[Line], edited: Sequence[Control]) -> Iterator[Element]:
    """Yield the paragraph in the same cell of the row that shows the same item."""
    row = next(paragraph.iterancestors(TR), None)
    item = next((line.item for line in base if line.element is row), None)
    fields = (each for each in edited if item and each.tag.startswith(f"{item}."))
    other = next((row for each in fields for row in each.element.iterancestors(TR)), None)
    if row is None or other is None:
        return
    own, there = ([list(cell.iter(P)) for cell in each.iter(TC)] for each in (row, other))
    if list(map(len, own)) == list(map(len, there)):
        both = zip((p for cell in own for p in cell), (p for cell in there for p in cell), strict=True)
        yield from (now for before, now in both if before is paragraph)
