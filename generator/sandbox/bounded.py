"""Operations that end in bounded time and memory, whatever a template asks of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from jinja2 import Environment, pass_environment
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS as JINJA_FILTERS
from jinja2.filters import make_attrgetter

from generator.language import _
from generator.located import Missing

MAX_OUTPUT = 25_000_000
"""Characters of XML that one rendering may give: some 500 pages."""
MAX_TEXT = 2_000_000
"""Characters or items of one value that a template builds."""
MAX_NUMBER = 10**30
"""No number that a template reckons with is larger."""
_AT_A_TIME = 20
"""Pieces of a rendering that are measured together; each is no longer than MAX_TEXT."""
_MOST_IN_BATCH = 1000


def measured(pieces: Iterable[str]) -> Iterator[str]:
    """Yield the pieces of a rendering, some joined; raise SecurityError when they get too long."""
    length, left = 0, iter(pieces)
    while some := list(islice(left, _AT_A_TIME)):
        joined = "".join(some)
        length += len(joined)
        refuse_output(length)
        yield joined


def refuse_output(length: int) -> None:
    """Raise SecurityError when a rendering would give more than MAX_OUTPUT characters."""
    if length > MAX_OUTPUT:
        message = _("The document gets longer than {most} characters. Loop over less.")
        raise SecurityError(message.format(most=MAX_OUTPUT))


def refuse_long(length: int) -> None:
    """Raise SecurityError when a value would have more than MAX_TEXT characters or items."""
    if length > MAX_TEXT:
        raise SecurityError(_("A text or list gets longer than {most}.").format(most=MAX_TEXT))


def single(value: Any) -> Any:
    """Return a value that holds no others; lists of lists could double at every tag."""
    if isinstance(value, list | tuple | Mapping):
        raise SecurityError(_("A list in a template cannot hold another list."))
    return value


def _text(value: Any) -> str:
    return str(single(value)) if value is not None else ""


def of_text(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter of Jinja's that takes one value and no list; a missing answer passes through."""

    # Jinja marks with jinja_pass_arg that a filter wants the environment first.
    def guarded(first: Any, *args: Any, **kwargs: Any) -> Any:
        value = args[0] if passes else first
        if isinstance(value, Missing):
            return value
        single(value)
        return function(first, *args, **kwargs)

    passes = getattr(function, "jinja_pass_arg", None)
    if passes is not None:
        guarded.jinja_pass_arg = passes  # type: ignore[attr-defined]
    return guarded


def as_it_is(value: Any) -> Any:
    """Return the value: everything is escaped as it is written, and only then."""
    return value


def concat(values: list[Any]) -> str:
    """Return what `~` does: the values as one text."""
    texts = [_text(value) for value in values]
    refuse_long(sum(map(len, texts)))
    return "".join(texts)


@pass_environment
def join(environment: Environment, values: Any, separator: str = "", attribute: str | None = None) -> str:
    """Return the values, or an attribute of each, as one text with `separator` between."""
    if attribute is not None:
        values = map(make_attrgetter(environment, attribute), values)
    return joined(values, separator)


def joined(values: Iterable[Any], separator: str) -> str:
    """Return the values as one text with `separator` between."""
    texts = [_text(value) for value in values]
    refuse_long(sum(map(len, texts)) + len(texts) * len(separator))
    return separator.join(texts)


def replace(value: Any, old: str, new: str) -> Any:
    """Return the text with `old` replaced by `new`; a missing answer passes through."""
    if isinstance(value, Missing):
        return value
    text = _text(value)
    refuse_long(len(text) + text.count(old) * len(new))
    return text.replace(old, new)


def batch(values: Any, count: int, fill_with: Any = None) -> Any:
    """Return the values in lists of `count`; the last is filled up."""
    if count > _MOST_IN_BATCH:
        raise SecurityError(_("A text or list gets longer than {most}.").format(most=_MOST_IN_BATCH))
    return JINJA_FILTERS["batch"](values, count, single(fill_with))


def round_to(value: Any, precision: int = 0, method: str = "common") -> Any:
    """Return the number rounded to `precision` decimals."""
    if abs(precision) > 20:  # ten to the power of a huge precision takes for ever
        raise SecurityError(_("A number can be rounded to at most 20 decimals."))
    return JINJA_FILTERS["round"](value, precision, method)
