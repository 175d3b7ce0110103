"""The filters, tests and methods that a template may name; each counts what it does.

Methods of texts and groups of values, as other programs have them, become filters before the template runs:
no method is looked up by its name on a value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import Undefined, nodes
from jinja2.filters import FILTERS as JINJA_FILTERS
from jinja2.tests import TESTS as JINJA_TESTS

from generator.formats.filters import ENGLISH as OWN_ENGLISH
from generator.formats.filters import FILTERS as OWN_FILTERS
from generator.formats.filters import FilterError
from generator.language import _
from generator.located import Missing
from generator.sandbox import bounded
from generator.sandbox.counter import counted, turns

TURNS, JOINED, SINGLE, WEIGHED = "loop turns", "joined text", "single value", "weighed value"
COMPARED = "compared values"
"""Names that no template can type, for what is put into its code."""
_JINJA = (
    "abs count d default dictsort first float groupby int items last length list map max min reject "
    "rejectattr reverse select selectattr sort unique"
).split()
_TEXTS = "capitalize lower string title trim truncate upper wordcount".split()
_TESTS = (
    "!= < <= == > >= boolean defined divisibleby eq equalto even false float ge greaterthan gt in integer "
    "iterable le lessthan lower lt mapping ne none number odd sequence string true undefined upper"
).split()
_TEXT_METHODS: dict[str, Callable[..., Any]] = {
    **{name: getattr(str, name) for name in "upper lower title capitalize strip lstrip rstrip".split()},
    **{name: getattr(str, name) for name in "split startswith endswith".split()},
    "format": bounded.by_braces,
    "replace": bounded.replace,
    "join": lambda text, values: bounded.concat(values, text),
}
_GROUP_METHODS: dict[str, Callable[..., Any]] = {
    "items": lambda group: list(group.items()),
    "keys": list,
    "values": lambda group: list(group.values()),
    "get": Mapping.get,
}


def _of_text(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter for one value and no list; a missing answer passes through."""
    passes = getattr(function, "jinja_pass_arg", None)  # the filter wants the environment first

    def call(*args: Any, **named: Any) -> Any:
        value = args[0 if passes is None else 1]
        return value if isinstance(bounded.one(value), Missing) else function(*args, **named)

    if passes is not None:
        call.jinja_pass_arg = passes  # type: ignore[attr-defined]
    return call


def _method(name: str) -> Callable[..., Any]:
    """Return the filter for a method; a missing answer passes through, another kind of value fails."""

    def call(value: Any, *args: Any, **named: Any) -> Any:
        if isinstance(value, Missing | Undefined):
            return value
        if name in _TEXT_METHODS and not isinstance(value, str):
            raise FilterError(_('Only a text has ".{name}()".').format(name=name))
        if name in _GROUP_METHODS and not isinstance(value, Mapping):
            raise FilterError(_('Only a group of values has ".{name}()".').format(name=name))
        return (_TEXT_METHODS | _GROUP_METHODS)[name](value, *args, **named)

    return call


FILTERS: dict[str, Callable[..., Any]] = {
    **{name: JINJA_FILTERS[name] for name in _JINJA},
    **{name: _of_text(JINJA_FILTERS[name]) for name in _TEXTS},
    "batch": bounded.batch,
    "format": _of_text(bounded.by_percent),
    "join": bounded.join,
    "replace": _of_text(bounded.replace),
    "round": bounded.round_to,
    "sum": bounded.total,
    "e": lambda value: value,  # everything is escaped as it is written, and only then
    "escape": lambda value: value,
    **OWN_FILTERS,
}
"""All filters that a template may name."""
_METHODS = {f"method {name}": _method(name) for name in (*_TEXT_METHODS, *_GROUP_METHODS)}
_TAKE_ALL = frozenset("d default e escape".split())
"""Filters that take a name that nothing has."""
_INNER: dict[str, Callable[..., Any]] = {
    **_METHODS,
    JOINED: bounded.concat,
    WEIGHED: lambda value: value,
    COMPARED: bounded.compared,
}
TABLE = {
    **{name: counted(function, "" if name in _TAKE_ALL else name) for name, function in FILTERS.items()},
    **{name: counted(function) for name, function in _INNER.items()},
    SINGLE: bounded.single,
    TURNS: turns,
}
"""All filters, those too that no template can type."""
ENGLISH = {name: counted(function, name) for name, function in OWN_ENGLISH.items()}
"""What takes the places of some of them in an English message."""
TESTS = {name: counted(test) for name, test in JINJA_TESTS.items() if name in _TESTS}
"""All tests that a template may name."""


def filter_of(call: nodes.Call) -> nodes.Expr:
    """Return what a call of a method becomes; any other call stays as it is."""
    callee = call.node
    if not isinstance(callee, nodes.Getattr) or (name := f"method {callee.attr}") not in _METHODS:
        return call
    more = (call.args, call.kwargs, call.dyn_args, call.dyn_kwargs)
    return nodes.Filter(callee.node, name, *more, lineno=call.lineno)
