"""Characters that are not seen, but steer what shows them: written out wherever people read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markupsafe import Markup

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""What steers a terminal (C0, C1), ends a line there, or turns the order of a text (UAX 9); no letters."""


def visible(text: str) -> str:
    """Return the text with such characters written as their numbers: a backslash and u202e."""
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def shown(value: Any) -> Any:
    """Return a value as a page shows it: a text visible; what is HTML is made of such texts."""
    return visible(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


def exact(text: str) -> Markup:
    """Return a text for a field of a page, whose value has to stay as it is: the characters as references."""
    from markupsafe import Markup, escape

    html = _UNSEEN.sub(lambda found: f"&#x{ord(found[0]):x};", str(escape(text)))
    return Markup(html)  # noqa: S704 -- escaped
