"""What the fields of a document say now, beside what they said when it was generated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from unicodedata import normalize

from generator.fields import FieldValue
from generator.formats import MARKDOWN, same
from generator.formats.prompts import without_prompt
from generator.markdown import parse, write
from generator.word.fields.bookmarks import Anchor, holds_control, home, widened
from generator.word.fields.field_text import FieldText
from generator.word.fields.item_texts import (
    CopyText,
    GoneItem,
    ItemText,
    MovedItems,
    read_copy,
    read_gone,
    read_item,
)
from generator.word.fields.locate import Finding, Location, Title, find, numbered
from generator.word.fields.unframed import unframed
from generator.word.fields.unsupported import unsupported
from generator.word.opc.names import P, qn
from generator.word.opc.package import Package
from generator.word.revisions.elements import TRACKED
from generator.word.revisions.resolve import accept_proposals
from generator.word.text.markdown_recover import LongTextReader, first_line


class FieldTexts(NamedTuple):
    """The fields of a document: those that were found, those no longer there, those not surely found.

    `tags`: the program that saved the document keeps the names of fields. `proposed`: paths of fields in
    which other people propose tracked changes; their texts are those without. `unsettled`: paths of fields
    that show a conflict. `unsupported`: for a path what stands in its fields that the data file cannot hold.
    `added`: items of lists that people have added; `copies`: copies that say the same as the original;
    `gone`: items taken out; `moved`: lists in another order; `typed`: rows of which it is not known what
    their cells are. `unframed`: what has lost its control and says something else.
    """

    found: tuple[FieldText, ...]
    missing: tuple[FieldValue, ...]
    unsure: tuple[FieldValue, ...]
    tags: bool
    proposed: tuple[str, ...]
    unsettled: tuple[str, ...]
    unsupported: dict[str, set[str]]
    added: tuple[ItemText, ...] = ()
    copies: tuple[CopyText, ...] = ()
    gone: tuple[GoneItem, ...] = ()
    moved: tuple[MovedItems, ...] = ()
    typed: tuple[CopyText, ...] = ()
    unframed: tuple[FieldText, ...] = ()

    @property
    def edited(self) -> tuple[FieldText, ...]:
        """Those that say something else than they showed."""
        return tuple(
            field for field in self.found if not same(field.shown.kind, field.shown.text, field.text)
        )


def _as_taken(
    package: Package, read: FieldTexts, shown: Sequence[FieldValue], title: Title
) -> tuple[FieldText, ...]:
    """Return the fields, with what is proposed in one as its text when that is what it showed.

    Then the data has it: it was taken before anybody accepted it in Word.
    """
    accepted = package.copy()
    if not read.proposed or not accept_proposals(accepted):
        return read.found
    texts = {id(field.shown): field for field in read_fields(accepted, shown, title).found}

    def taken(field: FieldText) -> FieldText:
        other = texts.get(id(field.shown), field)
        return other if same(field.shown.kind, field.shown.text, other.text) else field

    return tuple(taken(field) if field.path in read.proposed else field for field in read.found)


def read_fields(
    package: Package, shown: Sequence[FieldValue], title: Title, base: Package | None = None
) -> FieldTexts:
    """Return what each value that the document showed says now; `title` names a path.

    With `base`, the document as it was generated, a row that people have copied is an item that they added.
    """
    finding = find(package, shown, title, base)
    reader = _FieldReader(package, title)
    texts, unsure, others = _texts(package, finding, reader, shown)
    generated, there = Counter(value.path for value in shown), Counter(value.path for value, _text in texts)
    found = tuple(FieldText(value, text, there[value.path] > generated[value.path]) for value, text in texts)
    by_control = {each.control: each.shown for each in finding.locations if each.control}
    by_path = {value.path: value for value in reversed(shown)}
    marks = finding.tags, finding.proposed, finding.unsettled
    items = finding.items
    read = FieldTexts(
        found,
        tuple(finding.missing),
        tuple(unsure),
        *marks,
        others,
        tuple(read_item(each, by_control, by_path, reader.text) for each in items.added),
        tuple(map(read_copy, items.same)),
        tuple(read_gone(line.item, shown) for line in items.gone),
        tuple(
            MovedItems(path, tuple(read_gone(f"{path}.{index}", shown) for index in order))
            for path, order in items.moved
        ),
        tuple(CopyText(*row) for row in items.typed),
        tuple(_unframed(finding, shown)),
    )
    return read._replace(found=_as_taken(package, read, shown, title))


def _texts(
    package: Package, finding: Finding, reader: _FieldReader, shown: Sequence[FieldValue]
) -> tuple[list[tuple[FieldValue, str | None]], list[FieldValue], dict[str, set[str]]]:
    """Return the values found with their texts, those not surely found, and what the data cannot hold."""
    blurs = not finding.tags and _has_tracked_changes(package)
    texts: list[tuple[FieldValue, str | None]] = []
    unsure = finding.unsure
    others: dict[str, set[str]] = {}
    order = {id(value): number for number, value in enumerate(shown)}
    for location in sorted(finding.locations, key=lambda each: order[id(each.shown)]):
        try:
            text = reader.text(location)
        except LookupError:
            unsure.append(location.shown)
            continue
        if blurs and _may_hold_both(location.shown, text):
            unsure.append(location.shown)
            continue
        texts.append((location.shown, text))
        if names := unsupported(location, reader.styles):
            others.setdefault(location.shown.path, set()).update(names)
    return texts, unsure, others


def _unframed(finding: Finding, shown: Sequence[FieldValue]) -> Iterator[FieldText]:
    if finding.tags and finding.sides is not None:
        gone = {id(value) for value in finding.missing}
        missing = {number: value for number, value in numbered(shown).items() if id(value) in gone}
        yield from (FieldText(value, text) for value, text in unframed(missing, *finding.sides))


def _has_tracked_changes(package: Package) -> bool:
    """Say whether changes are tracked in the document, or have been."""
    settings = package.document_tree("settings")
    if settings is not None and settings.find(qn("w:trackRevisions")) is not None:
        return True
    return any(next(package.tree(part).iter(*TRACKED), None) is not None for part in package.stories())


def _may_hold_both(shown: FieldValue, text: str | None) -> bool:
    """Say whether the text may be what was deleted and what was inserted, as LibreOffice 7.4 writes both.

    It takes a tracked deletion inside a control for text; so all words of the old text are there.
    """
    if not shown.text or not text:
        return False
    before = write(parse(shown.text)) if shown.kind == MARKDOWN else shown.text
    letters = iter("".join(text.split()))
    return text != before and all(letter in letters for letter in "".join(before.split()))


class _FieldReader:
    def __init__(self, package: Package, title: Title) -> None:
        self._long, self._title = LongTextReader(package), title
        self.styles = self._long.styles

    def text(self, location: Location) -> str | None:
        """Return the text of a field; raise LookupError when it is not sure where a long text begins."""
        control = location.control
        if control is not None and control.text is None:
            return None
        if location.shown.kind == MARKDOWN:
            return self._typed(self._markdown(location), location)
        return self._typed(control.text or "", location) if control is not None else None

    def _markdown(self, location: Location) -> str:
        control, base = location.control, location.shown.text or ""
        if control is not None:
            whole = list(control.element.iter(P))
            if whole:
                own = [paragraph for paragraph in whole if home(paragraph) is home(control.element)]
                return self._long.blocks(own, location.part, base, flat=False)
            if location.anchor is None:
                text = self._long.inline(control.element, location.part, base, named=bool(control.tag))
                return base if "\n" in base and control.text == base else text
        return self._between(location.anchor, location.part, base)

    def _between(self, anchor: Anchor | None, part: str, base: str) -> str:
        if anchor is not None and len(anchor.paragraphs) == 1 < len(parse(base)):
            anchor = anchor if holds_control(anchor.paragraphs[0]) else widened(anchor, first_line(base))
        if anchor is None:
            raise LookupError
        return self._long.blocks(anchor.paragraphs, part, base, flat=holds_control(anchor.paragraphs[0]))

    def _typed(self, text: str, location: Location) -> str | None:
        """Return the text without the prompt, which LibreOffice leaves as text; None when nothing is left."""
        text = normalize("NFC", text)
        alias = location.control.alias if location.control else ""
        for title in filter(None, (self._title(location.shown.path), alias, location.shown.path)):
            text = without_prompt(text, title)
        return text.strip() or None
