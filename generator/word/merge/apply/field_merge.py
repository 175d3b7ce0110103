"""Each field by itself: the edited value, the generated one, or a conflict; and what becomes of its control.

Source: ECMA-376 part 1, 17.5.2 (content controls; 17.5.2.38 for the order of w:sdtPr).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from lxml import etree

from generator.fields import FieldValue
from generator.formats import MARKDOWN, WORDS, same
from generator.language import _
from generator.word.items.lines import Line
from generator.word.merge import conflict_texts
from generator.word.merge.apply.control_properties import asks_otherwise, rename, set_tag, show_placeholder
from generator.word.merge.apply.copying import Copier
from generator.word.merge.apply.field_filling import fill
from generator.word.merge.read.story import InlineField, pattern
from generator.word.merge.read.tokens import said
from generator.word.merge.report import MergeReport
from generator.word.revisions.elements import tracked_by_others
from generator.word.revisions.tracked import remove, unwrap
from generator.word.text.content_control import name_in, number_of


class FieldMerge:
    """Merges the fields of one document, and knows under which path each item of base is generated now."""

    def __init__(
        self, report: MergeReport, shown: Iterable[FieldValue], pulled: Mapping[int, str | None]
    ) -> None:
        """Take `pulled`: by the number of base's control, what the edited field said when it was pulled."""
        self.report, self.pulled = report, pulled
        self._kinds: dict[tuple[str, str | None], str] = {}
        for value in shown:
            self._kinds.setdefault((value.path, value.text), value.kind)
            self._kinds.setdefault((value.path, None), value.kind)
        self._decided: set[etree._Element] = set()
        self._generated_of: dict[tuple[str, str | None], tuple[InlineField, Copier]] = {}
        self._by_slot: dict[tuple[str, str | None], set[str]] = {}
        self._changed: dict[etree._Element, tuple[InlineField, InlineField, Copier]] = {}
        self._paths: dict[str, str] = {}
        self._known: set[str] = set()

    def learn(self, base: InlineField, generated: InlineField, copier: Copier) -> None:
        """Remember that a field of base is this one of generated."""
        self._generated_of.setdefault((base.path, base.text), (generated, copier))
        self._paths.setdefault(base.path, generated.path)
        self._by_slot.setdefault((base.slot, base.text), set()).add(base.path)
        if _text(base) != _text(generated):
            self._changed[base.control] = (base, generated, copier)

    def know(self, paths: Iterable[str]) -> None:
        """Remember the paths that base has."""
        self._known.update(paths)

    def _kind(self, generated: InlineField) -> str:
        kind = self._kinds.get((generated.path, generated.text)) or self._kinds.get((generated.path, None))
        return "text" if kind in {None, MARKDOWN} else str(kind)  # a text here has no markup

    def _same(self, generated: InlineField, other: InlineField) -> bool:
        """Say whether another field says what a generated one (of base or generated) says."""
        return same(self._kind(generated), generated.text, other.text)

    def _data_changed(self, base: InlineField, edited: InlineField, generated: InlineField) -> bool:
        """Say whether the data has another value, or wording, than base and than edited.

        Hard spaces alone are not worth touching other people's tracked changes.
        """
        text = _said if tracked_by_others(edited.control) else _text
        if text(edited) == text(base):
            return text(generated) != text(base)
        return not self._same(generated, base) and not self._same(generated, edited)

    def _respelled(self, base: InlineField, edited: InlineField, generated: InlineField) -> bool:
        """Say whether the data has come to say what people wrote, in the form that the document writes it."""
        if not self._same(generated, edited):
            return False
        if tracked_by_others(edited.control):
            return False
        changed = _text(generated) not in (_text(base), _text(edited))
        return changed and bool(generated.text and edited.text) and self._kind(generated) not in WORDS

    def blocked(self, base: InlineField, edited: InlineField, generated: InlineField) -> bool:
        """Say whether the new value cannot be put in without touching other people's tracked changes."""
        return self._data_changed(self._at_pull(base), edited, generated) and tracked_by_others(
            edited.control
        )

    def keep(self, base: InlineField, edited: InlineField, generated: InlineField) -> None:
        """Keep the edited value, under the path that generated has for it."""
        self._changed.pop(base.control, None)
        self._decided.add(edited.control)
        self._rename(edited, generated)

    def _rename(self, edited: InlineField, generated: InlineField) -> None:
        """Let the edited field be the one that it is generated as; of a copy, it is what it was."""
        if not self.report.names.copy:
            rename(edited.control, generated.control)
            if edited.empty and generated.empty:  # an editor may have dropped the mark
                show_placeholder(edited.control, generated.control)

    def leave(self, base: InlineField, edited: InlineField, generated: InlineField) -> None:
        """Leave the edited value as it is; one that the data has another of is no field any more."""
        self.keep(base, edited, generated)
        if self._data_changed(base, edited, generated) and not self.report.names.copy:
            unwrap(edited.control)

    def _at_pull(self, base: InlineField) -> InlineField:
        """Return a field of base with the text that was pulled from it since, if any was."""
        number = number_of(base.control)
        return replace(base, text=self.pulled[number]) if number in self.pulled else base

    def decide(self, base: InlineField, edited: InlineField, generated: InlineField, copier: Copier) -> None:
        """Merge one field that all three have."""
        base = self._at_pull(base)
        self._changed.pop(base.control, None)
        if self.report.is_old(generated.path):
            self.keep(base, edited, generated)
        elif not self._data_changed(base, edited, generated):
            if self._respelled(base, edited, generated):
                fill(edited, generated, copier, self.report, track=self.report.track)
            elif asks_otherwise(base, edited, generated):
                fill(edited, generated, copier, self.report, track=False)
            self.keep(base, edited, generated)
        elif self._same(base, edited):
            self._take(edited, generated, copier)
        else:
            self._conflict(base, edited, generated, copier)

    def _take(self, edited: InlineField, generated: InlineField, copier: Copier) -> None:
        self._decided.add(edited.control)
        self._rename(edited, generated)
        fill(edited, generated, copier, self.report, track=self.report.track)
        self.report.bring(edited.text, generated.text, edited.path)

    def _conflict(
        self, base: InlineField, edited: InlineField, generated: InlineField, copier: Copier
    ) -> None:
        self._decided.add(edited.control)
        if self.report.names.copy and self.report.shown_before(edited.control, generated.text or ""):
            return
        self._rename(edited, generated)
        fill(edited, generated, copier, self.report, track=True, whole=True)
        self.report.bring(edited.text, generated.text, edited.path)
        texts = base.text or "", edited.text or "", generated.text or ""
        self.report.conflict([edited.control], conflict_texts.FIELD, texts, generated.path)

    def follow_new(self, line: Line) -> None:
        """Let the fields of an item that people have added go on as copies of those of one that there is."""
        if any(control.element in self._decided for control in line.controls):
            return
        self._decided.update(control.element for control in line.controls)
        items: Counter[str] = Counter()
        for tag in line.tags:
            there = self._paths.get(tag) or next(
                (new for old, new in self._paths.items() if pattern(old) == pattern(tag)), tag
            )
            items[there.removesuffix(tag[len(line.item) :])] += 1
        item = items.most_common(1)[0][0]
        for control in line.controls:
            set_tag(control.element, f"{item}{control.tag[len(line.item) :]}")

    def follow_copy(self, edited: InlineField) -> None:
        """Let a field that people have copied or moved follow the data, or become plain text."""
        path = edited.path or self._only_path(edited)
        if edited.control in self._decided or not path:
            return
        self._decided.add(edited.control)
        found = self._generated_of.get((path, edited.text))
        if found is not None:
            generated, copier = found
            if _text(generated) != _text(edited) and not tracked_by_others(edited.control):
                fill(edited, generated, copier, self.report, track=self.report.track)
                self.report.bring(edited.text, generated.text, path)
            self._changed = {c: each for c, each in self._changed.items() if each[1].path != generated.path}
            set_tag(edited.control, generated.path)
        elif len(lost := [each for each in self._changed.values() if each[0].path == path]) == 1:
            self._conflict(lost[0][0], edited, *lost[0][1:])
            self._changed.pop(lost[0][0].control)
        elif path in self._paths:
            set_tag(edited.control, self._paths[path])
        elif path in self._known:  # its item is gone, and the path may mean another now
            (remove if edited.empty else unwrap)(edited.control)

    def _only_path(self, edited: InlineField) -> str:
        """Return the path of a control that has lost its tag, when only one fits."""
        found = self._by_slot.get((edited.slot, edited.text), set())
        return next(iter(found)) if len(found) == 1 else ""

    def report_removed(self) -> None:
        """Note which fields people have removed while the data changed them."""
        gone = {generated.path: generated for _base, generated, _copier in self._changed.values()}
        for path, field in gone.items():
            message = _(
                'The field "{path}" was removed by hand in one place, and has another value in the data now.'
            )
            if self.report.names.copy:
                message = _(
                    'The field "{path}" was removed here, and the copy says “{text}”: that is left out.'
                )
            self.report.heading = ""
            said = message.format(path=_title_of(field), text=field.text or "")
            self.report.note("hint", "removed-by-hand", said, path=path)


def _title_of(field: InlineField) -> str:
    """Return what people call a field of a generated document."""
    return name_in(field.control, "w:alias") or field.path


def _text(field: InlineField) -> str:
    return field.text or ""  # emptied by hand is no value too


def _said(field: InlineField) -> str:
    return said(_text(field))
