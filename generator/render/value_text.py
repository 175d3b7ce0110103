"""A value as text, as a reader is to see it."""

from __future__ import annotations

import re
from typing import Any

from jinja2 import Undefined

from generator.formats.filters import FilterError
from generator.language import _
from generator.located import Missing, origin_of
from generator.markdown import Rich, plain
from generator.sandbox import is_no_single_value, not_one_value

SPECIAL = re.compile('[\x00-\x1f<>&"\ud800-\udfff\ufffe\uffff]')
"""What cannot stand in XML as it is."""
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML 1.0, 2.2


def text_of(value: Any) -> str:
    """Return a value as text; raise FilterError for what is no single value."""
    if value is None or isinstance(value, Undefined | Missing):
        return str(value or "")
    if isinstance(value, bool):
        return "Ja" if value else "Nej"
    if isinstance(value, Rich):
        return cleaned(plain(Rich(value.text, tuple(text_of(inner) for inner in value.values))))
    if is_no_single_value(value):
        raise not_one_value()
    origin = origin_of(value)
    text = plain(str(value)) if origin is not None and origin.kind == "markdown" else str(value)
    return cleaned(text)


def cleaned(text: str) -> str:
    """Return the text with plain newlines; raise FilterError when it holds what no Word file can."""
    if (found := _ILLEGAL.search(text)) is not None:
        message = _("Its text holds the character U+{code:04X}, which a Word file cannot hold. Remove it.")
        raise FilterError(message.format(code=ord(found.group())))
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
