"""Methods of texts and groups of values that a template may call, as it does in other programs.

Each becomes a filter before the template runs; no method is looked up by its name on a value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import Undefined, nodes

from generator.formats.filters import FilterError
from generator.language import _
from generator.located import Missing
from generator.sandbox.bounded import joined, replace
from generator.sandbox.formatting import by_braces

_TEXT: dict[str, Callable[..., Any]] = {
    **{name: getattr(str, name) for name in "upper lower title capitalize strip lstrip rstrip".split()},
    **{name: getattr(str, name) for name in "split startswith endswith".split()},
    "format": by_braces,
    "replace": replace,
    "join": lambda text, values: joined(values, text),
}
_GROUP = {name: getattr(Mapping, name) for name in "items keys values get".split()}


def filter_of(call: nodes.Call) -> nodes.Expr:
    """Return what a call of a method becomes; any other call stays as it is, and is refused later."""
    callee = call.node
    if not isinstance(callee, nodes.Getattr) or _name(callee.attr) not in METHODS:
        return call
    more = (call.args, call.kwargs, call.dyn_args, call.dyn_kwargs)
    return nodes.Filter(callee.node, _name(callee.attr), *more, lineno=call.lineno)


def _name(method: str) -> str:
    return f"method {method}"  # no template can type a name with a blank


def _of_text(name: str) -> Callable[..., Any]:
    def call(value: Any, *args: Any, **more: Any) -> Any:
        if isinstance(value, Missing | Undefined):
            return value
        if not isinstance(value, str):
            raise FilterError(_('Only a text has ".{name}()".').format(name=name))
        return _TEXT[name](value, *args, **more)

    return call


def _of_group(name: str) -> Callable[..., Any]:
    def call(value: Any, *args: Any, **more: Any) -> Any:
        if isinstance(value, Missing | Undefined):
            return value
        if not isinstance(value, Mapping):
            raise FilterError(_('Only a group of values has ".{name}()".').format(name=name))
        found = _GROUP[name](value, *args, **more)
        return found if name == "get" else list(found)

    return call


METHODS = {_name(name): _of_text(name) for name in _TEXT} | {_name(name): _of_group(name) for name in _GROUP}
"""The filters that the calls become."""
