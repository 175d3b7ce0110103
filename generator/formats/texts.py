"""Texts: on one line or as Markdown, e-mail and web addresses, phone numbers, and lists of texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from generator.formats.filters import FilterError, template_filter
from generator.formats.kinds import UnfitError, kind
from generator.formats.pasted_lists import as_lists
from generator.language import _
from generator.located import Missing, origin_of
from generator.markdown import SLOT_END, SLOT_START, Rich, parse

LONGEST_LINE = 2_000
"""Characters of a text on one line: a name, a title, a phrase; what is longer is a running text."""
MARKDOWN = "markdown"
"""The kind of a long text."""
WORDS = frozenset({MARKDOWN, "text", "choice", "list"})
"""The kinds whose values are words; the others have a form that a document writes them in."""


def one_line(text: str) -> str:
    """Return a text of the data file that must stand on one line; raise UnfitError when it does not."""
    if len(text) > LONGEST_LINE:
        message = _("{read} is longer than {most} characters. Shorten it.")
        raise UnfitError("too_long_line", message, most=LONGEST_LINE)
    if "\n" in text.strip():
        raise UnfitError("one_line", _("This text must be on one line. Remove the line breaks."))
    return text.strip()


def _matching(pattern: str, code: str, sentence: Callable[[], str], text: str) -> str:
    found = one_line(text)
    if not re.fullmatch(pattern, found):
        raise UnfitError(code, sentence())
    return found


def _email(text: str) -> str:
    """Return an address, taken out of what mail programs put around it: `<a@b.se>`, `mailto:a@b.se`."""
    bare = re.sub(r"(?:[^<>@]* )?<(.+)>", r"\1", one_line(text))
    address = re.sub("(?i)^mailto: ?", "", bare)
    if not re.fullmatch(r"[^@\s<>:]+@[^@\s<>]+\.[^@\s<>.]+", address):
        message = _("{read} is not an e-mail address. Write for example namn@region.se.")
        if address.count("@") > 1:
            message = _("{read} is more than one e-mail address. Write one, such as namn@region.se.")
        raise UnfitError("email", message)
    return address


_phone = partial(
    _matching,
    r"\+?[\d\s\-–()]{5,}",
    "phone",
    lambda: _("{read} is not a phone number. Write one, with digits alone, as 063-14 75 00."),
)
_website = partial(
    _matching,
    r"(https?://)?[^\s/.]+(\.[^\s/.]+)+(/\S*)?",
    "website",
    lambda: _("{read} is not a web address. Write for example www.regionjh.se."),
)

TEXT = kind("text", parse=one_line, read_back=str.strip, codes=("one_line", "too_long_line"))
EMAIL = kind("text", parse=_email, codes=("email",))
PHONE = kind("text", parse=_phone, codes=("phone",))
WEBSITE = kind("text", parse=_website, codes=("website",))
LONG_TEXT = kind(
    MARKDOWN,
    parse=lambda text: as_lists(text.strip()),
    read_back=str.strip,
    compared=lambda text: parse(as_lists(text)),
)


@template_filter
def lista(values: Any) -> Any:
    """Return `a, b och c`; a single item as it is; answers that are missing are left out unless all are."""
    return enumerated(values, "och")


def enumerated(values: Any, word: str) -> Any:
    """Return the items of a list with commas between them, and the word before the last."""
    if isinstance(values, str | Mapping) or not isinstance(values, Iterable):
        raise FilterError(_('The filter "{name}" needs a list.').format(name="lista"))
    items = [item for item in values if item is not None]
    items = [item for item in items if not isinstance(item, Missing)] or items[:1]
    if any(isinstance(item, list | tuple | Mapping) for item in items):
        raise FilterError(
            _('The filter "lista" needs a list of texts. Choose one: |map(attribute="name")|lista')
        )
    if len(items) == 1:
        return items[0]
    *most, last = [str(item) for item in items] or [""]
    return f"{', '.join(most)} {word} {last}" if most else last


@template_filter
def markdown(value: Any) -> Any:
    """Let a text of plain data be the Markdown that it is written in: `{{ about|markdown }}`."""
    if not isinstance(value, str):
        raise FilterError(_('The filter "markdown" is for a text.'))
    if origin_of(value) is not None:  # a field says by itself whether it is a long text
        return value
    return Rich(value.replace(SLOT_START, "").replace(SLOT_END, ""))
