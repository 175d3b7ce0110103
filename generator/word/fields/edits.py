"""Which fields of a document people have edited: status, generate, pull and finals share this answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from generator.fields import FieldValue, Pending
from generator.formats import MARKDOWN, same
from generator.word.fields import provenance
from generator.word.fields.field_text import FieldText
from generator.word.fields.item_texts import CopyText, GoneItem, ItemText, MovedItems, items_of, place_among
from generator.word.fields.locate import Title
from generator.word.fields.read import FieldTexts
from generator.word.items.controls import Control, controls
from generator.word.opc.names import SDT, P
from generator.word.opc.package import Package
from generator.word.text.content_control import name_in
from generator.word.text.markdown_recover import LongTextReader


class Waiting(NamedTuple):
    """What was done to a document and is not in the data yet: edits of fields, and of the items of lists."""

    fields: tuple[FieldText, ...] = ()
    added: tuple[ItemText, ...] = ()
    copies: tuple[CopyText, ...] = ()
    gone: tuple[GoneItem, ...] = ()
    moved: tuple[MovedItems, ...] = ()
    typed: tuple[CopyText, ...] = ()
    unframed: tuple[FieldText, ...] = ()

    @property
    def pending(self) -> tuple[Pending, ...]:
        """It as it waits to be pulled, each once."""
        found = [Pending(*_texts(each)) for each in self.fields]
        found += [Pending(each.path, "", each.text, "added") for each in self.added]
        found += [Pending(each.path, each.text, each.text, "copied") for each in self.copies]
        found += [Pending(each.path, each.text, "", "deleted") for each in self.gone]
        found += [Pending(each.path, "", each.text, "moved") for each in self.moved]
        found += [Pending(each.path, "", each.text, "typed") for each in self.typed]
        found += [Pending(*_texts(each), "unframed") for each in self.unframed]
        return tuple(dict.fromkeys(found))


def _texts(field: FieldText) -> tuple[str, str, str]:
    return field.path, field.shown.text or "", field.text or ""


def waiting(read: FieldTexts, now: Sequence[FieldValue]) -> Waiting:
    """Return what the data does not have yet; `now`: what the fields show of today's data."""
    fields, unframed = (
        tuple(
            each
            for each in found
            if not any(same(value.kind, value.text, each.text) for value in now if value.path == each.path)
        )
        for found in (read.edited, read.unframed)
    )
    added = (each for each in read.added if not each.is_among(items_of(each.list_path, now)))
    gone = (
        each
        for each in read.gone
        if place_among(each.fields, items_of(each.path.rpartition(".")[0], now)) is not None
    )
    moved = (each for each in read.moved if not _is_in_order(each, items_of(each.path, now)))
    return Waiting(fields, tuple(added), read.copies, tuple(gone), tuple(moved), read.typed, unframed)


def _is_in_order(moved: MovedItems, items: Sequence[Mapping[str, FieldValue]]) -> bool:
    """Say whether the data has the items in the order in which they stand in Word."""
    places = [place for each in moved.items if (place := place_among(each.fields, items)) is not None]
    return places == sorted(places)


def texts_now(found: Sequence[FieldText], shown: Sequence[FieldValue]) -> dict[str, list[str | None]]:
    """Return for each path what its fields say now, in the order they were shown in."""
    now = {id(field.shown): field.text for field in found}
    texts: dict[str, list[str | None]] = {}
    for value in shown:
        texts.setdefault(value.path, []).append(now.get(id(value), value.text))
    return texts


def as_pulled(shown: Iterable[FieldValue], pulled: Mapping[str, Sequence[str | None]]) -> list[FieldValue]:
    """Return what the fields showed, those that were pulled since with the texts that were pulled."""
    times: Counter[str] = Counter()
    result = []
    for value in shown:
        texts = pulled.get(value.path, ())
        place = times[value.path]
        times[value.path] += 1
        result.append(value._replace(text=texts[place]) if place < len(texts) else value)
    return result


def shown_in(package: Package) -> tuple[FieldValue, ...]:
    """Return what the fields of a generated document show: by its provenance, else as they stand."""
    made = provenance.read(package)
    if made is not None:
        return made.shown
    texts = LongTextReader(package)
    return tuple(
        _as_it_stands(control, texts)
        for part in package.stories()
        for control in controls(part, package.tree(part))
        if control.tag
    )


def _as_it_stands(control: Control, texts: LongTextReader) -> FieldValue:
    paragraphs = list(control.element.iter(P))
    if control.text is None or not paragraphs:
        return FieldValue(control.tag, "text", control.text)
    return FieldValue(control.tag, MARKDOWN, texts.blocks(paragraphs, control.part, "", flat=False))


def titles(package: Package) -> Title:
    """Return how people call the paths of a generated document: by the names of its controls."""
    names = {
        name_in(control, "w:tag"): name_in(control, "w:alias")
        for part in package.stories()
        for control in package.tree(part).iter(SDT)
    }
    return lambda path: names.get(path) or path
