"""Values written by a pattern: `"%.2f"|format(x)` and `"{:,.2f}".format(x)`.

A pattern looks nothing up in its values, and a width in it has at most three digits.
"""

from __future__ import annotations

import re
from typing import Any

from jinja2.exceptions import SecurityError

from generator.language import _
from generator.located import Missing
from generator.sandbox.bounded import refuse_long, single

_PERCENT = re.compile(r"%(?:\(\w+\))?[-+ #0]*\d{0,3}(?:\.\d{0,3})?[diouxXeEfFgGs%]")
_BRACES = re.compile(
    r"\{\{|\}\}|\{\w*(?::(?:[^{}]?[<>=^])?[-+ ]?#?0?\d{0,3}[,_]?(?:\.\d{1,3})?[bdeEfFgGnosxX%]?)?\}"
)
_WIDEST = 1000


def by_percent(pattern: Any, *values: Any, **named: Any) -> Any:
    """Return what Jinja's filter `format` gives."""
    if isinstance(pattern, Missing):
        return pattern
    text = str(single(pattern))
    _check(text, _PERCENT, "%", (*values, *named.values()))
    return text % (named or values)


def by_braces(pattern: str, *values: Any, **named: Any) -> str:
    """Return what a text's method `format` gives."""
    _check(pattern, _BRACES, "{}", (*values, *named.values()))
    return pattern.format(*values, **named)


def _check(pattern: str, fields: re.Pattern[str], signs: str, values: tuple[Any, ...]) -> None:
    rest, count = fields.subn("", pattern)
    if any(sign in rest for sign in signs):
        message = _('The pattern "{pattern}" cannot be used. Write one such as "%.2f" or "{{:,.2f}}".')
        raise SecurityError(message.format(pattern=pattern[:40]))
    longest = max((len(value) for value in map(single, values) if isinstance(value, str)), default=0)
    refuse_long(len(pattern) + count * max(_WIDEST, longest))
