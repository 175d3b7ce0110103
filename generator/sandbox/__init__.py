"""Jinja, safe: no code runs but what is listed here, and every template ends in bounded time and memory."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import TemplateSyntaxError, Undefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.filters import _GroupTuple
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from generator.formats.filters import FilterError
from generator.language import _
from generator.located import Missing
from generator.sandbox.bounded import MAX_NUMBER, measured, refuse_long, refuse_output
from generator.sandbox.counter import CountingContext, spend, spend_on_call
from generator.sandbox.listed import ENGLISH, TABLE, TESTS, filter_of
from generator.sandbox.tree import refuse, too_deep, with_counting
from generator.sandbox.unknown import Unknown, UnknownNameError
from generator.sandbox.words import (
    WrittenWrongError,
    computed,
    is_no_single_value,
    not_one_value,
    shown,
    syntax_in_words,
)
from generator.sandbox.words import in_words as explain

__all__ = [
    "ENGLISH",
    "Sandbox",
    "Unknown",
    "UnknownNameError",
    "WrittenWrongError",
    "environment",
    "explain",
    "filter_of",
    "is_no_single_value",
    "not_one_value",
    "refuse_output",
    "syntax_in_words",
]

_LOOP_NAMES = frozenset(
    "index index0 revindex revindex0 first last length depth depth0 previtem nextitem cycle changed".split()
)


class Sandbox(ImmutableSandboxedEnvironment):
    """A Jinja environment in which names are looked up as data, and only as data."""

    intercepted_binops = frozenset(["+", "-", "*", "/", "//", "**", "%"])
    intercepted_unops = frozenset(["+", "-"])

    def __init__(self, **options: Any) -> None:
        super().__init__(undefined=options.pop("undefined", Unknown), **options)
        self.filters, self.tests = dict(TABLE), dict(TESTS)
        self.globals = {"range": self.globals["range"]}
        self.context_class = CountingContext

    concat = staticmethod(lambda pieces: "".join(measured(pieces)))

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return what `obj.attribute` means in a template: an item of a mapping, a field of an object."""
        if type(obj) is dict and attribute in obj:  # most values of plain data
            return obj[attribute]
        if type(obj) is LoopContext and attribute in _LOOP_NAMES:
            return getattr(obj, attribute)
        if type(obj) is _GroupTuple and attribute in {"grouper", "list"}:  # as Jinja's manual has them
            return getattr(obj, attribute)
        return self.getitem(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return `obj[argument]`: never a method, never a name that starts with an underscore."""
        if isinstance(obj, Undefined):
            return obj[argument]
        if isinstance(obj, Mapping) or not isinstance(argument, str):
            try:
                return obj[argument]
            except (LookupError, TypeError):
                return self.undefined(obj=obj, name=argument)
        if not argument.startswith("_") and not isinstance(obj, str | int | float | list | tuple | Missing):
            value = getattr(obj, argument, missing)
            if isinstance(obj, LoopContext):
                value = value if argument in _LOOP_NAMES else missing
            elif callable(value):
                value = missing
            if value is not missing:
                return value
        return self.undefined(obj=obj, name=argument)

    def is_safe_callable(self, obj: Any) -> bool:
        """Say whether a template may call this: `range`, `loop.cycle` and `loop.changed`."""
        return obj is self.globals["range"] or isinstance(getattr(obj, "__self__", None), LoopContext)

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call one of the few things that can be called."""
        if isinstance(obj, Undefined):
            obj()
        if not self.is_safe_callable(obj):
            raise SecurityError(_("A template cannot call this. Use a filter: {{ value|filter }}"))
        spend_on_call(context, args, kwargs)
        return context.call(obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Return `left operator right` for the operators whose result could be huge."""
        if operator == "**":
            raise SecurityError(_("** is not allowed in a template. Do the calculation in the data."))
        sized = (str, list, tuple)
        if operator in "*%" and (isinstance(left, sized) or isinstance(right, sized)):
            raise SecurityError(_for_numbers(operator))
        if operator == "+" and isinstance(left, sized) and isinstance(right, sized):
            refuse_long(len(left) + len(right))
            spend(context, len(left) + len(right))
        try:
            result = self.binop_table[operator](left, right)
        except TypeError:
            raise computed(left, operator, right) from None
        if isinstance(result, int) and abs(result) > MAX_NUMBER:
            raise SecurityError(_("The number gets too large."))
        return result

    def call_unop(self, context: Context, operator: str, arg: Any) -> Any:
        """Return the number with its sign."""
        try:
            return super().call_unop(context, operator, arg)
        except TypeError:
            if arg is None:
                raise FilterError(
                    _("What follows {operator} has no value (null).").format(operator=operator)
                ) from None
            message = _("{operator} is for numbers, not for {value}.")
            raise FilterError(message.format(operator=operator, value=shown(arg))) from None

    def _parse(self, source: str, *args: Any) -> nodes.Template:
        try:
            tree = super()._parse(source, *args)
        except TemplateSyntaxError as error:
            raise WrittenWrongError(syntax_in_words(error.message or "") + ".", error.lineno) from None
        except RecursionError:
            raise too_deep(1) from None
        refuse(tree)
        return tree

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        return super()._generate(with_counting(source), *args, **kwargs)


def _for_numbers(operator: str) -> str:
    if operator == "%":
        return _("% is for numbers. Write {example}, or {other}.").format(
            example="{{ n|round(2) }}", other='{{ "%.2f"|format(n) }}'
        )
    return _("{operator} is for numbers.").format(operator=operator)


def environment(**options: Any) -> Sandbox:
    """Return an environment with our filters; `options` are Jinja's (delimiters, autoescape, finalize)."""
    return Sandbox(**options)
