"""Each field by itself: mine's value, fresh's, or a conflict; and what becomes of its control.

Source: ECMA-376 part 1, 17.5.2 (content controls; 17.5.2.38 for the order of w:sdtPr).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from lxml import etree

from generator.fields import FieldValue
from generator.formats import MARKDOWN, WORDS, same
from generator.language import _
from generator.word.merge.apply.control_names import rename, set_name, show_placeholder
from generator.word.merge.apply.copying import Carrier
from generator.word.merge.apply.replace_words import Text
from generator.word.merge.match.sequence import chunks
from generator.word.merge.read.run_split import join, split
from generator.word.merge.read.story import Field
from generator.word.merge.read.tokens import Token, tokens, weak
from generator.word.merge.report import Ledger
from generator.word.opc.names import SDT_CONTENT, qn
from generator.word.revisions.elements import tracked_by_others
from generator.word.revisions.tracked import clean, remove, unwrap
from generator.word.text.content_control import name_in, number_of


class FieldBook:
    """Decides the fields of one document, and knows under which path each item of base stands in fresh."""

    def __init__(self, ledger: Ledger, shown: Iterable[FieldValue]) -> None:
        self.ledger = ledger
        self._kinds: dict[tuple[str, str | None], str] = {}
        for value in shown:
            self._kinds.setdefault((value.path, value.text), value.kind)
            self._kinds.setdefault((value.path, None), value.kind)
        self.decided: set[etree._Element] = set()
        self._fresh_of: dict[tuple[str, str | None], tuple[Field, Carrier]] = {}
        self._by_slot: dict[tuple[str, str | None], set[str]] = {}
        self._changed: dict[etree._Element, tuple[Field, Field, Carrier]] = {}
        self._paths: dict[str, str] = {}
        self._known: set[str] = set()
        self.pulled: dict[int, str | None] = {}
        """By the number of base's control, what mine's field said when the data took it from there."""

    def learn(self, base: Field, fresh: Field, carrier: Carrier) -> None:
        """Remember that a field of base is this one of fresh."""
        self._fresh_of.setdefault((base.path, base.text), (fresh, carrier))
        self._paths.setdefault(base.path, fresh.path)
        self._by_slot.setdefault((base.slot, base.text), set()).add(base.path)
        if _said(base) != _said(fresh):
            self._changed[base.control] = (base, fresh, carrier)

    def know(self, paths: Iterable[str]) -> None:
        """Remember the paths that base has."""
        self._known.update(paths)

    def _kind(self, generated: Field) -> str:
        kind = self._kinds.get((generated.path, generated.text)) or self._kinds.get((generated.path, None))
        return "text" if kind in {None, MARKDOWN} else str(kind)  # a text here has no markup

    def _same(self, generated: Field, other: Field) -> bool:
        """Say whether another field says what a generated one (of base or fresh) says."""
        return same(self._kind(generated), generated.text, other.text)

    def _passed_by(self, base: Field, mine: Field, fresh: Field) -> bool:
        """Say whether the data has another value, or wording, than the one shown before, and than mine."""
        if _said(mine) == _said(base):
            return _said(fresh) != _said(base)
        return not self._same(fresh, base) and not self._same(fresh, mine)

    def _other_words(self, base: Field, mine: Field, fresh: Field) -> bool:
        """Say whether the data has come to say what a hand wrote, in the form that the document writes it."""
        if not self._same(fresh, mine):
            return False
        changed = _said(fresh) not in (_said(base), _said(mine))
        return changed and bool(fresh.text and mine.text) and self._kind(fresh) not in WORDS

    def stuck(self, base: Field, mine: Field, fresh: Field) -> bool:
        """Say whether fresh's value cannot be put in without touching somebody's tracked changes."""
        return self._passed_by(self._at_pull(base), mine, fresh) and tracked_by_others(mine.control)

    def keep(self, base: Field, mine: Field, fresh: Field) -> None:
        """Keep mine's value, under the path that fresh has for it."""
        self._changed.pop(base.control, None)
        self.decided.add(mine.control)
        rename(mine.control, fresh.control)

    def leave(self, base: Field, mine: Field, fresh: Field) -> None:
        """Leave mine's value as it is; one that the data has passed by is no field any more."""
        if not self._passed_by(base, mine, fresh):
            self.keep(base, mine, fresh)
        else:
            self._changed.pop(base.control, None)
            self.decided.add(mine.control)
            unwrap(mine.control)

    def _at_pull(self, base: Field) -> Field:
        """Return a field of base with the text that was pulled from it since, if any was."""
        number = number_of(base.control) if self.pulled else 0
        return replace(base, text=self.pulled[number]) if number in self.pulled else base

    def decide(self, base: Field, mine: Field, fresh: Field, carrier: Carrier) -> None:
        """Settle one field that all three have."""
        base = self._at_pull(base)
        self._changed.pop(base.control, None)
        if not self._passed_by(base, mine, fresh):
            if self._other_words(base, mine, fresh):
                fill(mine, fresh, carrier, self.ledger, track=self.ledger.track)
            self.keep(base, mine, fresh)
        elif self._same(base, mine):
            self._take(mine, fresh, carrier)
        else:
            self._conflict(base, mine, fresh, carrier)

    def _take(self, mine: Field, fresh: Field, carrier: Carrier) -> None:
        self.decided.add(mine.control)
        rename(mine.control, fresh.control)
        fill(mine, fresh, carrier, self.ledger, track=self.ledger.track)
        self.ledger.merged += 1

    def _conflict(self, base: Field, mine: Field, fresh: Field, carrier: Carrier) -> None:
        self.decided.add(mine.control)
        rename(mine.control, fresh.control)
        fill(mine, fresh, carrier, self.ledger, track=True, whole=True)
        said = _(
            'The field "{path}" was changed both by hand and in the data. '
            "Accept gives the data's text; reject keeps yours."
        ).format(path=title_of(fresh))
        self.ledger.merged += 1
        self.ledger.conflict([mine.control], said, base.text or "", mine.text or "", fresh.path)

    def copied(self, mine: Field) -> None:
        """Settle a field that a person has copied or moved: it follows the data, or becomes plain text."""
        path = mine.path or self._only_path(mine)
        if mine.control in self.decided or not path:
            return
        self.decided.add(mine.control)
        found = self._fresh_of.get((path, mine.text))
        if found is not None:
            fresh, carrier = found
            if _said(fresh) != _said(mine) and not tracked_by_others(mine.control):
                fill(mine, fresh, carrier, self.ledger, track=self.ledger.track)
                self.ledger.merged += 1
            self._changed = {c: each for c, each in self._changed.items() if each[1].path != fresh.path}
            set_name(mine.control, qn("w:tag"), fresh.path)
        elif len(lost := [each for each in self._changed.values() if each[0].path == path]) == 1:
            self._conflict(lost[0][0], mine, *lost[0][1:])
            self._changed.pop(lost[0][0].control)
        elif path in self._paths:
            set_name(mine.control, qn("w:tag"), self._paths[path])
        elif path in self._known:  # its item is gone, and the path may mean another now
            (remove if mine.empty else unwrap)(mine.control)

    def _only_path(self, mine: Field) -> str:
        """Return the path of a control that has lost its tag, when only one fits."""
        found = self._by_slot.get((mine.slot, mine.text), set())
        return next(iter(found)) if len(found) == 1 else ""

    def tell_removed(self) -> None:
        """Say which fields a hand has removed while the data changed them."""
        gone = {fresh.path: title_of(fresh) for _base, fresh, _carrier in self._changed.values()}
        for path, title in gone.items():
            said = _(
                'The field "{path}" was removed by hand in one place, and has another value in the data now.'
            )
            self.ledger.heading = ""
            self.ledger.note("hint", "removed-by-hand", said.format(path=title), path=path)


def title_of(field: Field) -> str:
    """Return what people call a field of a generated document."""
    return name_in(field.control, "w:alias") or field.path


def _said(field: Field) -> str:
    return field.text or ""  # emptied by hand is no value too


def fill(
    mine: Field, fresh: Field, carrier: Carrier, ledger: Ledger, *, track: bool, whole: bool = False
) -> None:
    """Put fresh's value in mine's control; the words that stay keep the look that a hand has given them."""
    ours, theirs = mine.control.find(SDT_CONTENT), fresh.control.find(SDT_CONTENT)
    if ours is None or theirs is None:
        return
    # accepted, it is empty; rejected, what invites to write would be a value
    gone = fresh.text is None and track
    show_placeholder(mine.control, None if gone else fresh.control)
    old, new = tokens(ours, carrier.mine), [] if gone else tokens(theirs, carrier.fresh)
    split(old)
    split(new)
    text = Text(ours, old, carrier, ledger.marks)
    if mine.text is None:
        text.empty()
    own_look = bool(text.tokens) and fresh.text is not None
    if whole or not text.tokens or fresh.text is None:
        text.replace(slice(0, len(text.tokens)), new, track=track, own_look=own_look, edited=whole)
    else:
        _fill_words(text, new, track=track)
    clean(ours)
    join(ours)


def _fill_words(text: Text, new: list[Token], *, track: bool) -> None:
    old = [token.text for token in text.tokens]
    for chunk in list(chunks(old, old, [token.text for token in new], weak)):
        if not chunk.stable:
            text.replace(chunk.mine, new[chunk.fresh], track=track, own_look=True)
