"""A kind of value: how its text is read from the data file and from Word, and when two texts say the same.

A kind of field is one module beside this one, which makes its `Kind` with `kind()`, and one line in the
schema's table of types (`generator.grant.schema.types`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any
from unicodedata import normalize

from generator.formats.numbers import HARD_SPACES
from generator.hard_spaces import without_hard_spaces

INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
"""Soft hyphens, zero-width blanks and marks of direction: they come with pasted texts, and say nothing."""


class UnfitError(ValueError):
    """A text of the data file is no value of its kind: the code of the Problem, and its sentence.

    In the sentence `{read}` stands for the text, and other names for `words`.
    """

    def __init__(self, code: str, sentence: str, **words: Any) -> None:
        super().__init__(sentence)
        self.code, self.sentence, self.words = code, sentence, words


def on_one_line(text: str) -> str:
    """Return what a person typed into a field: no hard spaces, nothing invisible, no blanks at its ends."""
    return re.sub(f"[{HARD_SPACES}]", " ", visible(text)).strip()


def visible(text: str) -> str:
    """Return a text without its invisible characters."""
    return INVISIBLE.sub("", text)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of value.

    `name`: the `kind` of its `Origin`; that of a value which a filter has written is the filter's name.
    `parse`: the value that a text of the data file is; raises UnfitError.
    `read_back`: what to write in the data file for a field's text in Word; raises ValueError with a sentence.
    `compared`: what two texts must share to say the same, where that is not `read_back`.
    `asks`: what a prompt says after the title, where the form of the value is to be told.
    `shown_by`: filters that show its values so that a missing one is of the filter's kind.
    `codes`: those of the Problems that `parse` finds.
    `json`: the JSON Schema, where it is not the type's own.
    """

    name: str
    parse: Callable[[str], Any] = str
    read_back: Callable[[str], str] = on_one_line
    compared: Callable[[str], Hashable] | None = None
    asks: str = ""
    shown_by: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    json: dict[str, Any] | None = None


_PLAIN = Kind("plain")
KINDS: dict[str, Kind] = {}
"""The kinds by name; of several that share one, the first, which reads their fields in Word."""
CODES: set[str] = set()
"""The codes of all that a text can be unfit for."""


def kind(name: str, **how: Any) -> Kind:
    """Return a new kind, which `read_back` and `same` know from now on; `how` are the fields of `Kind`."""
    made = Kind(name, **how)
    KINDS.setdefault(name, made)
    CODES.update(code.replace("_", "-") for code in made.codes)
    return made


def read_back(kind: str, text: str) -> str:
    """Return what to write in the data file for `text`; raise ValueError with a sentence if it is unreadable.

    `kind` is that of the value's `Origin`.
    """
    return KINDS.get(kind, _PLAIN).read_back(visible(text))


def is_shown_by(kind: str, name: str) -> bool:
    """Say whether a missing value of a kind is of the kind of this filter where it is shown by it."""
    return name in KINDS.get(kind, _PLAIN).shown_by


def same(kind: str, one: str | None, other: str | None) -> bool:
    """Say whether two texts of a field of this kind (`Origin.kind`) say the same.

    They do when reading them back gives the same value: "300 tkr" and "300 000 kronor", one Markdown in two
    spellings, a text with and without blanks at its ends. No value and an empty text are the same. Status,
    generate, pull and finals ask nothing else whether a field was edited.
    """
    return one == other or meaning(kind, one) == meaning(kind, other)


def meaning(kind: str, text: str | None) -> Hashable:
    """Return what a text says, by which `same` compares; what cannot be read back says what stands there."""
    plain = without_hard_spaces(normalize("NFC", visible(text or "")).strip())
    found = KINDS.get(kind, _PLAIN)
    try:
        return (found.compared or found.read_back)(plain) if plain else ""
    except ValueError:
        return plain
