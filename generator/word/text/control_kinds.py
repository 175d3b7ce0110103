"""What can be put in a control for one value: a word of a list, a day of a calendar, or any text.

Source: ECMA-376 part 1, 17.5.2.15 (w:dropDownList), 17.5.2.7 (w:date), 17.5.2.44 (w:text).
"""

from __future__ import annotations

import re

from lxml import etree

from generator.located import Origin
from generator.word.opc.names import qn
from generator.word.opc.xml import escape

_ANY_LINES = '<w:text w:multiLine="1"/>'
_DAYS = frozenset({"date", "isodatum"})
"""The kinds of values that a document writes as 2025-05-30."""
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
DATE = qn("w:date")
_FULL_DATE, _LIST = qn("w:fullDate"), qn("w:dropDownList")
KINDS = (_LIST, DATE, qn("w:text"))
"""The elements of w:sdtPr that say it; a control has one of them."""


def kind_of(origin: Origin, text: str) -> str:
    """Return the XML of what can be put in the control of a value that shows this text, nothing for none."""
    if origin.options and _is_among(text, origin.options):
        return f"<w:dropDownList>{''.join(_items(origin, text))}</w:dropDownList>"
    if origin.kind in _DAYS and (not text or _ISO.fullmatch(text)):
        day = f' w:fullDate="{_moment(text)}"' if text else ""
        return (
            f'<w:date{day}><w:dateFormat w:val="yyyy-MM-dd"/><w:lid w:val="sv-SE"/>'
            '<w:storeMappedDataAs w:val="date"/><w:calendar w:val="gregorian"/></w:date>'
        )
    return _ANY_LINES if "\n" in text or not text else "<w:text/>"


def loses_names(properties: etree._Element) -> bool:
    """Say whether LibreOffice 7.4 takes the names of a control with this w:sdtPr: a list or a date."""
    return properties.find(_LIST) is not None or properties.find(DATE) is not None


def say_day(date: etree._Element, text: str) -> None:
    """Let the w:date of a control say the day that its text is, and none when that is no day."""
    date.attrib.pop(_FULL_DATE, "")
    if _ISO.fullmatch(text):
        date.set(_FULL_DATE, _moment(text))


def _items(origin: Origin, text: str) -> list[str]:
    """Return the items: what is shown, and the word of the data; capitals as in the text."""
    capital = text[:1].isupper() or origin.kind == "yesno"
    words = {each: _capital(each) if capital else each for each in origin.options}
    return [
        f'<w:listItem w:displayText="{escape(shown)}" w:value="{escape(word)}"/>'
        for word, shown in words.items()
    ]


def _is_among(text: str, options: tuple[str, ...]) -> bool:
    return not text or text.casefold() in map(str.casefold, options)


def _capital(word: str) -> str:
    return f"{word[:1].upper()}{word[1:]}"


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"
