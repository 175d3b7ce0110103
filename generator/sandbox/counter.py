"""The one counter: what a rendering does is counted in steps, so that it ends in bounded time and memory.

A step is about a tenth of a microsecond. Every filter, test, method and call counts itself, the size of all
that it is given and of what it returns; every turn of a loop counts what stands in the loop.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, cast

from jinja2 import TemplateError, pass_context
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.runtime import Context
from jinja2.utils import _PassArg

from generator.formats.filters import FilterError
from generator.language import _
from generator.sandbox.unknown import Unknown
from generator.sandbox.words import in_words, shown

MAX_STEPS = 50_000_000
"""Steps of one rendering: some seconds. A document of a hundred pages takes less than two million."""
CALL = 20
"""Steps of a call, and of a turn of a loop, besides what they are given or hold."""
_ARGUMENT, _RETURNED = 10, 20  # steps for a value handed over; for an item made, which may be kept
_CHARACTERS = 8  # read in a step
_CARELESS = (
    TypeError,
    ValueError,
    AttributeError,
    AssertionError,
    LookupError,
    ArithmeticError,
)
_SMALL = frozenset({int, bool, float, type(None)})
_PASSED: dict[_PassArg | None, Callable[[Context], tuple[Any, ...]]] = {
    None: lambda _context: (),
    _PassArg.context: lambda context: (context,),
    _PassArg.eval_context: lambda context: (context.eval_ctx,),
    _PassArg.environment: lambda context: (context.environment,),
}


class CountingContext(Context):
    """The names of one rendering; counts its steps."""

    steps = 0


def spend(context: Context, steps: int) -> None:
    """Count steps; raise SecurityError when there are too many."""
    counting = cast("CountingContext", context)
    counting.steps += steps
    if counting.steps > MAX_STEPS:
        raise SecurityError(_("The template takes too many steps. Loop over less."))


def spend_on_call(context: Context, args: Iterable[Any], named: Mapping[str, Any]) -> int:
    """Count a call and what it is given; return how many steps it takes to go through that."""
    given = [*args, *named.values()]
    spend(context, CALL + _ARGUMENT * len(given))  # before they are looked at: there may be a million
    steps = size_of(*given)
    spend(context, steps)
    return steps


def _unfit(name: str, value: Any, args: tuple[Any, ...]) -> str:
    if not name:
        return _("The value does not fit here.")
    if value is None:
        return _('The filter "{name}" has no value to work on (null).').format(name=name)
    if args:
        message = _('The filter "{name}" cannot be used on {value} with {given}.')
        return message.format(name=name, value=shown(value), given=", ".join(map(shown, args[:3])))
    message = _('The filter "{name}" cannot be used on {value}.')
    return message.format(name=name, value=shown(value))


def size_of(*values: Any) -> int:
    """Return how many steps it takes to go through the values."""
    steps = 0
    for value in values:
        if type(value) in _SMALL:
            continue
        if isinstance(value, str):
            steps += len(value) // _CHARACTERS
        elif isinstance(value, list | tuple | range | Mapping):
            steps += len(value)
            if type(value) in {list, tuple, dict}:  # the values of other groups are made as they are read
                items = value.values() if isinstance(value, dict) else value
                steps += sum(len(item) for item in items if isinstance(item, str)) // _CHARACTERS
    return steps


def counted(function: Any, name: str = "") -> Callable[..., Any]:
    """Return a filter, test or method that counts itself, what it is given and what it returns.

    Each item of the first value may meet all that else is given, as each letter does in `text.strip(others)`.
    With its `name` it is a filter that needs a value: a name that nothing has is told as such.
    """
    passed = _PASSED[getattr(function, "jinja_pass_arg", None)]

    @pass_context
    def call(context: Context, value: Any, *args: Any, **named: Any) -> Any:
        if name and isinstance(value, Unknown):
            value.fail(value.error())
            return value
        others = 1 + spend_on_call(context, args, named)
        if isinstance(value, Iterator):
            value = turns(context, value, others)
        spend(context, size_of(value) * others)
        try:
            made = function(*passed(context), value, *args, **named)
        except (FilterError, RecursionError, UndefinedError, SecurityError):
            raise
        except TemplateError as error:
            raise FilterError(in_words(error)) from None
        except _CARELESS:  # Jinja's own filters check little
            raise FilterError(_unfit(name, value, args)) from None
        if made is not value:
            spend(context, _RETURNED * size_of(made))
        return made

    return call


@pass_context
def turns(context: Context, items: Any, steps: int) -> Any:
    """Return what a loop or a filter goes through, each turn counted as so many steps."""
    if hasattr(items, "__len__"):
        spend(context, len(items) * steps)
        return items
    if items is None:
        raise FilterError(_("The list that the loop goes over has no value (null)."))
    if not isinstance(items, Iterable):
        raise FilterError(_("A loop goes over a list, not over {value}.").format(value=shown(items)))
    return _each(context, items, steps)


def _each(context: Context, items: Iterable[Any], steps: int) -> Iterator[Any]:
    for item in items:
        spend(context, steps + size_of(item))
        yield item
