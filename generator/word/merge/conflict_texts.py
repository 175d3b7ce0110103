"""What the comment on a conflict says, and whether a comment says what the program wrote."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from generator import language
from generator.language import N_, _

FIELD = N_(
    'The field "{path}" was changed both by hand and in the data. '
    "Accept gives the data's text; reject keeps yours."
)
WORDS = N_("Changed both by hand and in the data. Accept gives the data's text; reject keeps yours.")
REMOVED = N_(
    "Removed by hand, and changed in the data. Accept takes the data's text in; reject leaves it out."
)
FORM = N_("Changed both by hand and in the form. Accept gives the form's; reject keeps yours.")
STYLE = N_("The style was changed both by hand and in the form. Accept gives the form's; reject keeps yours.")
BESIDE = N_(
    "The paragraph before has tracked changes and is left as it is. "
    "This is the data's text: accept it and delete the other, or reject it."
)
COPIED_FIELD = N_(
    'The field "{path}" was changed both here and in the copy {copy}. '
    "Accept gives the copy's text; reject keeps what stands here."
)
COPIED = N_(
    "This place was changed both here and in the copy {copy}. "
    "Accept gives the copy's text; reject keeps what stands here."
)
OF_COPIES = (COPIED_FIELD, COPIED)
_MESSAGES = (FIELD, WORDS, REMOVED, FORM, STYLE, BESIDE, *OF_COPIES)
_SHOWN = 60


_ORIGIN, _IN_BASE, _BEFORE = (
    N_("The data is {origin}."),
    N_('In {base} it said: "{text}".'),
    N_('Before, it said: "{text}".'),
)


def conflict_text(message: str, base: str, base_name: str = "", origin: str = "", **named: str) -> str:
    """Return what to say of a conflict: one of the messages above with what is `named` in it, and what was.

    `base`: what stood there; `base_name`: what that generation is called, for a person; `origin`: where the
    new text comes from.
    """
    parts = [_(message).format_map(named)]
    if origin:
        parts.append(_(_ORIGIN).format(origin=origin))
    if base.strip():
        parts.append(_(_IN_BASE if base_name else _BEFORE).format(base=base_name, text=short(base)))
    return " ".join(parts)


def is_conflict_text(text: str, messages: tuple[str, ...] = _MESSAGES) -> bool:
    """Say whether a text is what `conflict_text` gives of these, in any language, and not a word more."""
    return any(pattern.fullmatch(text) for pattern in _patterns(messages))


@cache
def _patterns(messages: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    with language.swedish():
        return _pattern(messages, str), _pattern(messages, _)


def _pattern(messages: tuple[str, ...], translated: Callable[[str], str]) -> re.Pattern[str]:
    def opened(message: str) -> str:
        return ".+".join(map(re.escape, re.split(r"\{\w+\}", translated(message))))

    explained = "".join(f"(?: {opened(each)})?" for each in (_ORIGIN, _IN_BASE, _BEFORE))
    return re.compile(f"(?:{'|'.join(map(opened, messages))}){explained}")


def short(text: str) -> str:
    """Return the beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1].rstrip() + "…"
