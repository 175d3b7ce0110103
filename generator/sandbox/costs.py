"""What a rendering does is counted in steps, so that it ends in bounded time and memory.

A step is about a node of the template's tree reckoned once, an item that a filter goes through, or some signs
of a text that it reads; what a filter makes counts more, for it may be kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, cast

from jinja2 import pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.utils import _PassArg

from generator.language import _

MAX_STEPS = 50_000_000
"""Steps of one rendering: some seconds. A document of a hundred pages takes less than one million."""
_SIGNS, _KEPT = 8, 10
_PASSED: dict[_PassArg, Callable[[Context], Any]] = {
    _PassArg.context: lambda context: context,
    _PassArg.eval_context: lambda context: context.eval_ctx,
    _PassArg.environment: lambda context: context.environment,
}


class StepContext(Context):
    """The names of one rendering; counts its steps."""

    steps = 0


def spend(context: Context, steps: int) -> None:
    """Count steps; raise SecurityError when there are too many."""
    counting = cast("StepContext", context)
    counting.steps += steps
    if counting.steps > MAX_STEPS:
        raise SecurityError(_("The template takes too many steps. Loop over less."))


@pass_context
def count_turns(context: Context, items: Any, steps: int = 1) -> Any:
    """Return what a loop goes through, each turn counted as so many steps."""
    if hasattr(items, "__len__"):
        spend(context, len(items) * steps)
        return items
    return _counted(context, items, steps)


def _counted(context: Context, items: Iterable[Any], steps: int) -> Iterator[Any]:
    for item in items:
        spend(context, steps)
        yield item


@pass_context
def weighed(context: Context, value: Any) -> Any:
    """Return a value that is to be compared or cut, what that takes counted."""
    if isinstance(value, str | list | tuple | range | Mapping):
        spend(context, _weight(value))
    return value


def counting(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter that counts what it goes through and what it makes."""
    passes = getattr(function, "jinja_pass_arg", None)

    @pass_context
    def counted(context: Context, value: Any, *args: Any, **more: Any) -> Any:
        if isinstance(value, str | list | tuple | range | Mapping):
            spend(context, _weight(value))
        elif isinstance(value, Iterator):
            value = _counted(context, value, 1)
        made = function(*(() if passes is None else (_PASSED[passes](context),)), value, *args, **more)
        if isinstance(made, str):
            spend(context, len(made))
        elif isinstance(made, list):
            spend(context, _KEPT * len(made))
        return made

    return counted


def _weight(value: Any) -> int:
    if isinstance(value, str):
        return len(value) // _SIGNS
    items = value if isinstance(value, list | tuple) else value.values() if type(value) is dict else ()
    return len(value) + sum(len(each) for each in items if isinstance(each, str)) // _SIGNS
