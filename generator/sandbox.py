"""Jinja, safe: no code runs but what is listed here, and every template ends in bounded time and memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, cast

from jinja2 import StrictUndefined, TemplateSyntaxError, Undefined, nodes, pass_context
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.filters import FILTERS as JINJA_FILTERS
from jinja2.runtime import Context, LoopContext, missing
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS as JINJA_TESTS

from generator.filters import FILTERS
from generator.language import _
from generator.located import Missing
from generator.problems import did_you_mean

MAX_TURNS = 1_000_000
"""Turns of all loops of one rendering together."""
MAX_OUTPUT = 100_000_000
"""Characters that one rendering may give; Word opens no document near that."""
MAX_TEXT = 10_000_000
"""Characters or items of one value that a template builds."""
MAX_DIGITS = 10**30
"""No number that a template reckons with is larger."""

_FILTERS = (
    "abs count d default dictsort first float groupby int items join last length list map max min reject "
    "rejectattr reverse select selectattr sort sum unique"
).split()
_TEXT_FILTERS = "capitalize lower title trim truncate upper wordcount".split()
_TESTS = (
    "!= < <= == > >= boolean defined divisibleby eq equalto even false float ge greaterthan gt in integer "
    "iterable le lessthan lower lt mapping ne none number odd sequence string true undefined upper"
).split()
_ALL_FILTERS = frozenset([*_FILTERS, *_TEXT_FILTERS, *FILTERS, "e", "escape", "join", "replace", "round"])
_REFUSED: dict[type[nodes.Node], str] = {
    nodes.Include: "include",
    nodes.Import: "import",
    nodes.FromImport: "import",
    nodes.Extends: "extends",
    nodes.Block: "block",
    nodes.Macro: "macro",
    nodes.CallBlock: "call",
    nodes.FilterBlock: "filter",
    nodes.AssignBlock: "set",
    nodes.ScopedEvalContextModifier: "autoescape",
}
_LOOP_NAMES = frozenset(
    "index index0 revindex revindex0 first last length depth depth0 previtem nextitem cycle changed".split()
)
_TURNS, _JOINED, _SINGLE = "loop turns", "joined text", "single value"  # names that no template can type


class UnknownNameError(UndefinedError):
    """A name that nothing has: `name` of `obj` (None: of the whole context); `known` are the names there are."""

    def __init__(self, name: str, obj: Any = None, known: Iterable[str] = ()) -> None:
        self.name, self.obj, self.known = name, obj, tuple(known)
        super().__init__(self._sentence())

    def _sentence(self) -> str:
        if isinstance(self.obj, Missing):
            message = _('There is no answer at "{path}" yet, so it has no "{name}".')
            return message.format(path=self.obj.origin.path, name=self.name)
        nearest = did_you_mean(self.name, self.known)
        return _('There is nothing called "{name}" here.').format(name=self.name) + nearest


def _giving(answer: Any) -> Callable[..., Any]:
    """Return an operation that fails, and when failing is only noted gives `answer` (None: itself)."""

    def operation(self: Unknown, *_args: Any, **_more: Any) -> Any:
        self.fail(self.error())
        return self if answer is None else answer

    return operation


class Unknown(StrictUndefined):
    """What an unknown name gives: an error as soon as it is used for anything but `is defined`."""

    __slots__ = ()

    def fail(self, error: Exception) -> None:
        """Raise the error; a renderer that looks for more errors notes it instead."""
        raise error

    def error(self) -> Exception:
        """Return what is wrong: mostly an UnknownNameError."""
        if self._undefined_hint:
            return self._undefined_exception(self._undefined_hint)
        obj = None if self._undefined_obj is missing else self._undefined_obj
        known = [str(key) for key in obj] if isinstance(obj, Mapping) else ()
        return UnknownNameError(str(self._undefined_name), obj, known)

    _fail_with_undefined_error = _giving(None)
    __str__, __len__, __bool__ = _giving(""), _giving(0), _giving(False)
    __iter__, __contains__ = _giving(iter(())), _giving(False)
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _giving(False)
    __int__, __float__, __hash__ = _giving(0), _giving(0.0), _giving(0)
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __mod__ = __rmod__ = _giving(None)
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __pos__ = __neg__ = _giving(None)
    __call__ = __getitem__ = _giving(None)


class Sandbox(ImmutableSandboxedEnvironment):
    """A Jinja environment in which names are looked up as data, and only as data."""

    intercepted_binops = frozenset(["+", "*", "**", "%"])

    def __init__(self, **options: Any) -> None:
        super().__init__(undefined=options.pop("undefined", Unknown), **options)
        guarded = {name: _of_text(JINJA_FILTERS[name]) for name in _TEXT_FILTERS}
        listed = {name: JINJA_FILTERS[name] for name in _FILTERS}
        own = {"e": _as_it_is, "escape": _as_it_is, "join": _join, "replace": _replace, "round": _round}
        hidden = {_TURNS: _count_turns, _JOINED: _concat, _SINGLE: _single}
        self.filters = {**listed, **guarded, **own, **FILTERS, **hidden}
        self.tests = {name: JINJA_TESTS[name] for name in _TESTS}
        self.globals = {"range": self.globals["range"]}
        self.context_class = _Context

    concat = staticmethod(lambda pieces: "".join(_measured(pieces)))  # type: ignore[assignment]

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return what `obj.attribute` means in a template: an item of a mapping, a field of an object."""
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
            raise SecurityError(_("A template calls nothing but range(). Use a filter: {{ value|filter }}"))
        return context.call(obj, *args, **kwargs)

    def call_binop(self, _context: Context, operator: str, left: Any, right: Any) -> Any:
        """Return `left operator right` for the operators whose result could be huge."""
        if operator == "**":
            raise SecurityError(_("** is not allowed in a template. Reckon before, in the data."))
        sized = (str, list, tuple)
        if operator in "*%" and (isinstance(left, sized) or isinstance(right, sized)):
            raise SecurityError(_("{operator} is for numbers.").format(operator=operator))
        if operator == "+" and isinstance(left, sized) and isinstance(right, sized):
            _refuse_long(len(left) + len(right))
        result = self.binop_table[operator](left, right)
        if isinstance(result, int) and abs(result) > MAX_DIGITS:
            raise SecurityError(_("The number gets too large."))
        return result

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        secure(source)
        return super()._generate(source, *args, **kwargs)


def environment(**options: Any) -> Sandbox:
    """Return an environment with our filters; `options` are Jinja's own (delimiters, autoescape, finalize)."""
    return Sandbox(**options)


def explain(error: Exception) -> str:
    """Return a sentence for a person about an error that a template raised."""
    if isinstance(error, ZeroDivisionError):
        return _("It divides by zero.")
    if isinstance(error, RecursionError | MemoryError):
        return _("It is too deep or too large.")
    return str(getattr(error, "message", None) or error) or type(error).__name__


def secure(tree: nodes.Template) -> None:
    """Refuse what a template may not hold, and bound what it may; one walk through the tree.

    Raises TemplateSyntaxError, with the line, for tags, filters, tests and calls that are not allowed.
    """
    waiting: list[nodes.Node] = [tree]
    while waiting:
        node = waiting.pop()
        if (check := _CHECKS.get(type(node))) is not None:
            check(node)
        for name in node.fields:
            value = getattr(node, name)
            if isinstance(value, nodes.Node):
                waiting.append(value)
                if type(value) is nodes.Concat:
                    setattr(node, name, _joined(value))
            elif isinstance(value, list):
                waiting += [item for item in value if isinstance(item, nodes.Node)]
                if any(type(item) is nodes.Concat for item in value):
                    value[:] = [_joined(item) if type(item) is nodes.Concat else item for item in value]


def _refuse_tag(node: Any) -> None:
    message = _("The tag {tag} is not allowed in a template.").format(tag=f"{{% {_REFUSED[type(node)]} %}}")
    raise TemplateSyntaxError(message, node.lineno)


def _check_loop(node: Any) -> None:
    if node.recursive:
        raise TemplateSyntaxError(_("A loop cannot be recursive."), node.lineno)
    node.iter = _filtered(node.iter, _TURNS)


def _check_call(node: Any) -> None:
    callee = node.node
    is_loop = isinstance(callee, nodes.Getattr) and callee.attr in {"cycle", "changed"}
    if not is_loop and not (isinstance(callee, nodes.Name) and callee.name == "range"):
        message = _("A template calls nothing but range(). Use a filter: {{ value|filter }}")
        raise TemplateSyntaxError(message, node.lineno)


def _check_filter(node: Any) -> None:
    if node.name not in _ALL_FILTERS and " " not in node.name:  # what no template can type is our own
        message = _('There is no filter called "{name}".').format(name=node.name)
        raise TemplateSyntaxError(message + did_you_mean(node.name, _ALL_FILTERS), node.lineno)


def _check_test(node: Any) -> None:
    if node.name not in _TESTS:
        message = _('There is no test called "{name}".').format(name=node.name)
        raise TemplateSyntaxError(message + did_you_mean(node.name, _TESTS), node.lineno)


def _check_list(node: Any) -> None:
    """Let no list hold lists made before: at every tag they could double."""
    if getattr(node, "ctx", "load") == "load":
        node.items = [_one(item) for item in node.items]


def _check_pair(node: Any) -> None:
    node.value = _one(node.value)


_CHECKS: dict[type[nodes.Node], Callable[[Any], None]] = {
    **dict.fromkeys(_REFUSED, _refuse_tag),
    nodes.For: _check_loop,
    nodes.Call: _check_call,
    nodes.Filter: _check_filter,
    nodes.Test: _check_test,
    nodes.List: _check_list,
    nodes.Tuple: _check_list,
    nodes.Pair: _check_pair,
}


def _filtered(node: nodes.Expr, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


def _joined(node: nodes.Concat) -> nodes.Filter:
    return _filtered(nodes.List(node.nodes, lineno=node.lineno), _JOINED)


def _one(node: nodes.Expr) -> nodes.Expr:
    literal = isinstance(node, nodes.Const | nodes.List | nodes.Tuple | nodes.Dict)
    return node if literal else _filtered(node, _SINGLE)


class _Context(Context):
    turns = 0


@pass_context
def _count_turns(context: Context, items: Any) -> Any:
    if hasattr(items, "__len__"):
        _take_turns(context, len(items))
        return items
    return _counted(context, items)


def _counted(context: Context, items: Iterable[Any]) -> Iterator[Any]:
    for item in items:
        _take_turns(context, 1)
        yield item


def _take_turns(context: Context, count: int) -> None:
    counting = cast("_Context", context)
    counting.turns += count
    if counting.turns > MAX_TURNS:
        message = _("The loops take more than {most} turns in all. Loop over less.")
        raise SecurityError(message.format(most=MAX_TURNS))


def _measured(pieces: Iterable[str]) -> Iterator[str]:
    length = 0
    for piece in pieces:
        length += len(piece)
        if length > MAX_OUTPUT:
            message = _("The document gets longer than {most} characters. Loop over less.")
            raise SecurityError(message.format(most=MAX_OUTPUT))
        yield piece


def _refuse_long(length: int) -> None:
    if length > MAX_TEXT:
        raise SecurityError(_("A text or list gets longer than {most}.").format(most=MAX_TEXT))


def _single(value: Any) -> Any:
    """Return a value that holds no others; lists of lists could double at every tag."""
    if isinstance(value, list | tuple | Mapping):
        raise SecurityError(_("A list in a template cannot hold another list."))
    return value


def _text(value: Any) -> str:
    return str(_single(value)) if value is not None else ""


def _of_text(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter of Jinja's that takes one value and no list; a missing answer passes through."""

    # Jinja marks with jinja_pass_arg that a filter wants the environment first.
    def guarded(first: Any, *args: Any, **kwargs: Any) -> Any:
        value = args[0] if passes else first
        if isinstance(value, Missing):
            return value
        _single(value)
        return function(first, *args, **kwargs)

    passes = getattr(function, "jinja_pass_arg", None)
    if passes is not None:
        guarded.jinja_pass_arg = passes  # type: ignore[attr-defined]
    return guarded


def _as_it_is(value: Any) -> Any:
    """Return the value: everything is escaped as it is written, and only then."""
    return value


def _concat(values: list[Any]) -> str:
    texts = [_text(value) for value in values]
    _refuse_long(sum(map(len, texts)))
    return "".join(texts)


def _join(values: Iterable[Any], separator: str = "") -> str:
    texts = [_text(value) for value in values]
    _refuse_long(sum(map(len, texts)) + len(texts) * len(separator))
    return separator.join(texts)


def _replace(value: Any, old: str, new: str) -> Any:
    if isinstance(value, Missing):
        return value
    text = _text(value)
    _refuse_long(len(text) + text.count(old) * len(new))
    return text.replace(old, new)


def _round(value: Any, precision: int = 0, method: str = "common") -> Any:
    if abs(precision) > 20:  # noqa: PLR2004 -- ten to the power of a huge precision takes for ever
        raise SecurityError(_("A number can be rounded to at most 20 decimals."))
    return JINJA_FILTERS["round"](value, precision, method)
