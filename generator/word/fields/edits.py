"""Which fields of a document people have edited: status, generate, pull and finals share this answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from generator.fields import FieldValue, Pending
from generator.formats import MARKDOWN, same
from generator.word.fields import provenance
from generator.word.fields.locate import Title
from generator.word.fields.read import FieldText, read_fields
from generator.word.fields.unsupported import NAMES
from generator.word.opc.names import SDT, P
from generator.word.opc.package import Package
from generator.word.text.content_control import Field, fields, name_in
from generator.word.text.markdown_recover import LongTexts


class FieldEdit(NamedTuple):
    """A field that says something else than it showed; None stands for no value.

    `copied`: it stands more often than it was generated, and which of them is the field is not sure, or this
    one is not: nothing can be taken from it.
    """

    path: str
    kind: str
    before: str | None
    now: str | None
    copied: bool = False


class Edits(NamedTuple):
    """The edits in the fields of a document, and what else there is to say of its fields.

    `missing` and `unsure`: fields that are gone, or not surely found; `tags`: the names of fields were kept;
    `proposed`: paths of fields with other people's tracked changes; `beyond`: for a path what the data file
    cannot hold, in people's words; `texts`: for a path what its fields say now, in the order they were shown
    in; `looked`: how many fields were read.
    """

    edited: tuple[FieldEdit, ...]
    missing: tuple[FieldValue, ...]
    unsure: tuple[FieldValue, ...]
    tags: bool
    proposed: tuple[str, ...]
    beyond: dict[str, tuple[str, ...]]
    texts: dict[str, list[str | None]]
    looked: int


def edits(package: Package, shown: Sequence[FieldValue], title: Title) -> Edits:
    """Return what people have changed in the fields; `shown` is what they showed, `title` names a path."""
    read = read_fields(package, shown, title)
    times = Counter(value.path for value in shown)
    places = Counter(field.shown.path for field in read.found)
    edited = [
        FieldEdit(value.path, value.kind, value.text, field.text, places[value.path] > times[value.path])
        for field in read.found
        for value in [field.shown]
        if not same(value.kind, value.text, field.text)
    ]
    return Edits(
        tuple(edited),
        read.missing,
        read.unsure,
        read.tags,
        read.proposed,
        {
            path: tuple(dict.fromkeys(NAMES[name]() for name in sorted(names)))
            for path, names in read.beyond.items()
        },
        _texts(read.found, shown),
        len(read.found),
    )


def waiting(edited: Iterable[FieldEdit], now: Sequence[FieldValue]) -> list[FieldEdit]:
    """Return the edits that the data does not have yet; `now`: what the fields show of today's data."""
    return [
        each
        for each in edited
        if not any(same(value.kind, value.text, each.now) for value in now if value.path == each.path)
    ]


def as_pending(edited: Iterable[FieldEdit]) -> tuple[Pending, ...]:
    """Return edits as they wait to be pulled, each once."""
    return tuple(dict.fromkeys(Pending(each.path, each.before or "", each.now or "") for each in edited))


def _texts(found: Sequence[FieldText], shown: Sequence[FieldValue]) -> dict[str, list[str | None]]:
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
    texts = LongTexts(package)
    return tuple(
        _as_it_stands(field, part, texts)
        for part in package.stories()
        for field in fields(package.tree(part))
    )


def _as_it_stands(field: Field, part: str, texts: LongTexts) -> FieldValue:
    paragraphs = list(field.control.iter(P))
    if field.text is None or not paragraphs:
        return FieldValue(field.path, "text", field.text)
    return FieldValue(field.path, MARKDOWN, texts.blocks(paragraphs, part, "", flat=False))


def titles(package: Package) -> Title:
    """Return how people call the paths of a generated document: by the names of its controls."""
    names = {
        name_in(control, "w:tag"): name_in(control, "w:alias")
        for part in package.stories()
        for control in package.tree(part).iter(SDT)
    }
    return lambda path: names.get(path) or path
