"""Operations whose result is measured before it is made, and the limits that they hold.

A pattern (`"%.2f"|format(x)`, `"{:,.2f}".format(x)`) looks nothing up in its values, and a width in it has
at most three digits.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from jinja2 import Environment, pass_environment
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS as JINJA_FILTERS
from jinja2.filters import make_attrgetter

from generator.formats.filters import FilterError
from generator.language import _
from generator.sandbox.words import computed as not_computed
from generator.sandbox.words import not_one_value, shown

MAX_OUTPUT = 25_000_000
"""Characters of XML that one rendering may give: some 500 pages."""
MAX_TEXT = 2_000_000
"""Characters or items of one value that a template builds."""
MAX_NUMBER = 10**30
"""No number that a template computes is larger."""
_MOST_IN_BATCH = 1000
_PERCENT = re.compile(r"%(?:\(\w+\))?[-+ #0]*\d{0,3}(?:\.\d{0,3})?[diouxXeEfFgGs%]")
_BRACES = re.compile(
    r"\{\{|\}\}|\{\w*(?::(?:[^{}]?[<>=^])?[-+ ]?#?0?\d{0,3}[,_]?(?:\.\d{1,3})?[bdeEfFgGnosxX%]?)?\}"
)
_WIDEST = 1000
_SIGNS = {"gt": operator.gt, "gteq": operator.ge, "lt": operator.lt, "lteq": operator.le}


def measured(pieces: Iterable[str]) -> Iterator[str]:
    """Yield the pieces of a rendering; raise SecurityError when they get too long."""
    length = 0
    for piece in pieces:
        length += len(piece)
        if length > MAX_OUTPUT:
            refuse_output(length)
        yield piece


def refuse_output(length: int) -> None:
    """Raise SecurityError when a rendering would give more than MAX_OUTPUT characters."""
    if length > MAX_OUTPUT:
        message = _("The document gets longer than {most} characters. Loop over less.")
        raise SecurityError(message.format(most=MAX_OUTPUT))


def refuse_long(length: int, most: int = MAX_TEXT) -> None:
    """Raise SecurityError when a value would have more characters or items."""
    if length > most:
        raise SecurityError(_("A text or list gets longer than {most}.").format(most=most))


def single(value: Any) -> Any:
    """Return a value that holds no others; lists of lists could double at every tag."""
    if isinstance(value, list | tuple | Mapping):
        raise SecurityError(_("A list in a template cannot hold another list."))
    return value


def one(value: Any) -> Any:
    """Return a value that is to become text: no list or group of values."""
    if isinstance(value, list | tuple | Mapping):
        raise not_one_value()
    return value


def _text(value: Any) -> str:
    return str(one(value)) if value is not None else ""


def compared(left: Any, sign: str, right: Any) -> Any:
    """Return whether one value is less or more than another."""
    try:
        return _SIGNS[sign](left, right)
    except TypeError:
        typed = {"gt": ">", "gteq": ">=", "lt": "<", "lteq": "<="}[sign]
        raise not_computed(left, typed, right) from None


@pass_environment
def join(environment: Environment, values: Any, separator: str = "", attribute: str | None = None) -> str:
    """Return the values, or an attribute of each, as one text with `separator` between."""
    if attribute is not None:
        values = map(make_attrgetter(environment, attribute), values)
    return concat(values, separator)


def concat(values: Iterable[Any], separator: str = "") -> str:
    """Return the values as one text with `separator` between."""
    texts = [_text(value) for value in values]
    refuse_long(sum(map(len, texts)) + len(texts) * len(separator))
    return separator.join(texts)


def replace(value: Any, old: str, new: str) -> str:
    """Return the text with `old` replaced by `new`."""
    text = _text(value)
    refuse_long(len(text) + text.count(old) * len(new))
    return text.replace(old, new)


def batch(values: Any, count: int, fill_with: Any = None) -> Any:
    """Return the values in lists of `count`; the last is filled up."""
    refuse_long(count, _MOST_IN_BATCH)
    return JINJA_FILTERS["batch"](values, count, single(fill_with))


@pass_environment
def total(environment: Environment, values: Any, attribute: str | None = None, start: Any = 0) -> Any:
    """Return the sum of the values; lists are not added up, each sum would copy the one before."""
    values = values if isinstance(values, list | tuple | range) else list(values)
    try:
        return JINJA_FILTERS["sum"](environment, values, attribute, single(start))
    except TypeError:
        found = values if attribute is None else map(make_attrgetter(environment, attribute), values)
        wrong = next((each for each in found if not isinstance(each, int | float | Decimal)), None)
        message = _('The filter "{name}" needs a number, not {value}.')
        raise FilterError(message.format(name="sum", value=shown(wrong))) from None


def round_to(value: Any, precision: int = 0, method: str = "common") -> Any:
    """Return the number rounded to `precision` decimals."""
    if abs(precision) > 20:  # ten to the power of a huge precision takes for ever
        raise SecurityError(_("A number can be rounded to at most 20 decimals."))
    if method not in {"common", "ceil", "floor"}:
        raise SecurityError(_('A number is rounded by "common", "ceil" or "floor".'))
    return JINJA_FILTERS["round"](value, precision, method)


def by_percent(pattern: Any, *values: Any, **named: Any) -> str:
    """Return what Jinja's filter `format` gives."""
    _check(str(pattern), _PERCENT, "%", (*values, *named.values()))
    return str(pattern) % (named or values)


def by_braces(pattern: str, *values: Any, **named: Any) -> str:
    """Return what a text's method `format` gives."""
    _check(pattern, _BRACES, "{}", (*values, *named.values()))
    return pattern.format(*values, **named)


def _check(pattern: str, slot: re.Pattern[str], characters: str, values: tuple[Any, ...]) -> None:
    rest, count = slot.subn("", pattern)
    if any(character in rest for character in characters):
        message = _('The pattern "{pattern}" cannot be used. Write one such as "%.2f" or "{{:,.2f}}".')
        raise SecurityError(message.format(pattern=pattern[:40]))
    longest = max((len(single(value)) for value in values if hasattr(value, "__len__")), default=0)
    refuse_long(len(pattern) + count * max(_WIDEST, longest))
