r"""What a value becomes outside the text of paragraphs: in an attribute, a field code, a box, an address.

Source: ECMA-376 part 1, 17.16.1 (field codes: `\` before a quote or a `\`), 17.18.2 and [MS-DOCX] 2.6.1.4
(what is on is 1), 17.5.2.7 (the day of a date control).
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from generator.formats.filters import FilterError
from generator.language import _
from generator.located import Missing
from generator.render.value_text import text_of
from generator.word.opc.xml import escape

_ON, _OFF = {"true", "ja", "1"}, {"false", "nej", "0", ""}
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(T00:00:00Z?)?")
_ADDRESS = re.compile(r"(?i:https?://|mailto:|tel:|#)")
_KEPT_SIGNS = "%/:=&?~#+!$,;'@()*[]"


def attribute(value: Any) -> str:
    """Return the text in an attribute; a new line there is written as its number."""
    return escape(text_of(value)).replace("\n", "&#10;").replace("\t", "&#9;")


def code(value: Any) -> str:
    """Return the text in a field code, of which it ends no part."""
    return escape(text_of(value).replace("\\", "\\\\").replace('"', '\\"').replace("\n", " "))


def ticked(value: Any) -> bool:
    """Say whether a check box is on."""
    text = "" if isinstance(value, Missing) else str(value if value is not None else "").strip().lower()
    if text not in _ON | _OFF:
        raise FilterError(_("A check box is true or false."))
    return text in _ON


def day(value: Any) -> str:
    """Return the day of a date control."""
    found = _DAY.fullmatch(text_of(value).strip())
    if not found:
        raise FilterError(_("A date control takes a day such as 2025-01-31."))
    return f"{found[1]}T00:00:00Z"


def address(value: Any) -> str:
    """Return the address of a link."""
    text = text_of(value).strip()
    if text and not _ADDRESS.match(text):
        raise FilterError(_("The address of a link begins with https://, http://, mailto: or tel:."))
    return quote(text, safe=_KEPT_SIGNS) or "#"
