"""How filters for templates and rules are registered; each stands in the module of the kind that it writes.

A filter that can be undone keeps the value's origin, with `kind` set to the filter's name, so that
what a person types over it in Word can be read back. A missing answer passes through unchanged.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import wraps
from typing import Any

from generator import language
from generator.formats.kinds import is_shown_by
from generator.language import _
from generator.located import LocatedText, Missing, Unreadable, UnreadableError, origin_of

HARD_SPACE = "\u00a0"
FILTERS: dict[str, Callable[..., Any]] = {}
"""All filters by the name that templates use."""
ENGLISH: dict[str, Callable[..., Any]] = {}
"""Those of them that write otherwise in an English message."""


class FilterError(ValueError):
    """A filter was given a value that it cannot take; the message is a full sentence."""


def template_filter(function: Callable[..., Any]) -> Callable[..., Any]:
    """Let templates use the function; nothing in plain data is empty.

    What is missing or unreadable passes through; a missing day as one of the kind that the filter writes.
    """
    return _put(FILTERS, function)


def english_filter(function: Callable[..., Any]) -> Callable[..., Any]:
    """Let the function take the place of the filter of its name in English messages."""
    return _put(ENGLISH, function)


def in_messages(name: str, value: Any) -> str:
    """Return a value as the filter `name` writes it in messages, in the language in use."""
    return str((ENGLISH if language.in_use() == "en" else FILTERS)[name](value))


def _put(table: dict[str, Callable[..., Any]], function: Callable[..., Any]) -> Callable[..., Any]:
    name = function.__name__

    @wraps(function)
    def filtered(value: Any, *args: Any) -> Any:
        if isinstance(value, Unreadable):
            return value
        if isinstance(value, Missing):
            shown = is_shown_by(value.origin.kind, name)
            return Missing(replace(value.origin, kind=name)) if shown else value
        return "" if value is None else function(value, *args)

    table[name] = filtered
    return filtered


def with_origin(value: Any, name: str, text: str) -> str:
    """Return the text that the filter `name` made of all of `value`, with its origin when it has one."""
    origin = origin_of(value)
    return LocatedText(text, replace(origin, kind=name)) if origin else text


def excerpt(value: Any) -> str:
    """Return a value as it is shown in a message about it."""
    if isinstance(value, Unreadable):
        raise UnreadableError
    if isinstance(value, str):
        return f'"{value[:40]}"'
    if isinstance(value, bool | int | float | Decimal):
        return str(value)[:40]
    return _("a list") if isinstance(value, list | tuple) else _("a group of values")
