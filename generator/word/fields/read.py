"""What the fields of a document say now, beside what they said when it was generated."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from unicodedata import normalize

from generator.fields import FieldValue
from generator.markdown import parse, write
from generator.word.fields.bookmarks import Anchor, holds_control, home, widened
from generator.word.fields.locate import Place, Title, find
from generator.word.fields.unsupported import beyond
from generator.word.opc.names import DOC_REL, P, qn
from generator.word.opc.package import Package
from generator.word.revisions.elements import TRACKED
from generator.word.text.content_control import prompt
from generator.word.text.markdown_recover import LongTexts, first_line, said

MARKDOWN = "markdown"


class FieldText(NamedTuple):
    """A value as the document showed it, and its text now: Markdown for a long text, None for no value."""

    shown: FieldValue
    text: str | None


class FieldTexts(NamedTuple):
    """The fields of a document: those that were found, those no longer there, those not surely found.

    `tags`: the program that saved the document keeps the names of fields. `proposed`: paths of fields in
    which other people propose tracked changes; their texts are those without. `beyond`: for a path what
    stands in its fields that the data file cannot hold.
    """

    found: tuple[FieldText, ...]
    missing: tuple[FieldValue, ...]
    unsure: tuple[FieldValue, ...]
    tags: bool
    proposed: tuple[str, ...]
    beyond: dict[str, set[str]]


def read_fields(package: Package, shown: Sequence[FieldValue], title: Title) -> FieldTexts:
    """Return what each value that the document showed says now."""
    finding = find(package, shown, title)
    reader = _Reader(package, title)
    blurs = not finding.tags and _has_tracked_changes(package)
    found, unsure = [], finding.unsure
    others: dict[str, set[str]] = {}
    order = {id(value): number for number, value in enumerate(shown)}
    for place in sorted(finding.places, key=lambda place: order[id(place.shown)]):
        try:
            text = reader.text(place)
        except LookupError:
            unsure.append(place.shown)
            continue
        if blurs and _may_hold_both(place.shown, text):
            unsure.append(place.shown)
        else:
            found.append(FieldText(place.shown, text))
            if names := beyond(place, reader.styles):
                others.setdefault(place.shown.path, set()).update(names)
    return FieldTexts(
        tuple(found), tuple(finding.missing), tuple(unsure), finding.tags, finding.proposed, others
    )


def _has_tracked_changes(package: Package) -> bool:
    """Say whether changes are tracked in the document, or have been."""
    settings = [package.tree(part) for part in package.related_parts(package.main, DOC_REL + "settings")]
    if any(root.find(qn("w:trackRevisions")) is not None for root in settings):
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


class _Reader:
    def __init__(self, package: Package, title: Title) -> None:
        self._long, self._title = LongTexts(package), title
        self.styles = self._long.styles

    def text(self, place: Place) -> str | None:
        """Return the text of a field; raise LookupError when it is not sure where a long text begins."""
        control = place.control
        if control is not None and control.text is None:
            return None
        text = self._markdown(place) if place.shown.kind == MARKDOWN else (control.text if control else None)
        return None if text is None else self._typed(normalize("NFC", text), place)

    def _markdown(self, place: Place) -> str:
        control, base = place.control, place.shown.text or ""
        if control is not None:
            whole = list(control.element.iter(P))
            if whole:
                own = [paragraph for paragraph in whole if home(paragraph) is home(control.element)]
                return self._long.blocks(own, place.part, base, flat=False)
            if place.anchor is None:
                text = self._long.inline(control.element, place.part, base, named=bool(control.tag))
                return base if "\n" in base and control.text == base else text
        return self._between(place.anchor, place.part, base)

    def _between(self, anchor: Anchor | None, part: str, base: str) -> str:
        if anchor is None:
            raise LookupError
        if len(anchor.paragraphs) == 1 < len(parse(base)) and not holds_control(anchor.paragraphs[0]):
            above = anchor.paragraphs[0].itersiblings(P, preceding=True)
            wider = widened(anchor, first_line(base), said(above))
            if wider is None:
                raise LookupError
            anchor = wider
        return self._long.blocks(anchor.paragraphs, part, base, flat=holds_control(anchor.paragraphs[0]))

    def _typed(self, text: str, place: Place) -> str | None:
        """Return the text without the prompt, which LibreOffice leaves as text; None when nothing is left."""
        alias = place.control.alias if place.control else ""
        for title in filter(None, (self._title(place.shown.path), alias, place.shown.path)):
            text = text.replace(prompt(title), "", 1)
        return text.strip() or None
