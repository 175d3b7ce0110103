"""Expressions of form.yaml: Jinja's syntax in our sandbox, reckoned from the tree.

Jinja compiles an expression to Python in about a millisecond; a run needs some hundred of them, each a
few times. Reckoned from its tree an expression is ready ten times sooner.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, Protocol

from jinja2 import TemplateSyntaxError, nodes
from jinja2.nodes import EvalContext
from jinja2.runtime import Context
from jinja2.utils import missing

from generator.language import _
from generator.sandbox import Sandbox, environment, refuse
from generator.sandbox.bounded import concat, single
from generator.system.cache import Shelf

_COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,
    "lteq": operator.le,
    "gt": operator.gt,
    "gteq": operator.ge,
    "in": lambda item, items: item in items,
    "notin": lambda item, items: item not in items,
}


READ = Shelf("texts")
"""The texts of forms as Jinja reads them, kept between runs."""
ITEM_NAMES = frozenset({"item", "i"})
"""What differs from item to item when a rule is held against each of a list."""

Known = dict[nodes.Node, Any]
"""Values of an expression's parts that say nothing of the item: the same for all items of a list."""


class Expression(Protocol):
    """An expression that has been read."""

    def __call__(self, names: Mapping[str, Any], known: Known | None = None) -> Any:
        """Reckon it; with `known`, what is the same for all items is taken from there or put there."""


@cache
def expression(text: str) -> Expression:
    """Return what reckons the expression from names; raise TemplateSyntaxError when it cannot be read."""
    jinja = _environment()
    node, shared = READ.get(("expression", text), lambda: _read(text))
    return lambda names, known=None: _Reckoning(jinja, names, shared, known).value(node)


def _read(text: str) -> tuple[nodes.Node, frozenset[nodes.Node]]:
    """Return the expression, and its largest parts that are the same for all items of a list."""
    tree = _environment().parse("{{ (" + text + ") }}")
    refuse(tree)
    body = tree.body
    if len(body) != 1 or not isinstance(body[0], nodes.Output) or len(body[0].nodes) != 1:
        raise TemplateSyntaxError(_("This is not one expression."), 1)
    node = body[0].nodes[0].set_environment(None)  # type: ignore[arg-type]  # only then it is plain values
    return node, frozenset(_shared(node))


def _shared(node: nodes.Node) -> Iterator[nodes.Node]:
    """Yield the largest parts that are the same for all items of a list."""
    if isinstance(node, nodes.Const | nodes.Name):
        return
    speaks_of_item = any(name.name in ITEM_NAMES for name in node.find_all(nodes.Name))
    if isinstance(node, nodes.Expr) and not speaks_of_item:
        yield node
        return
    for child in node.iter_child_nodes():
        yield from _shared(child)


@cache
def _environment() -> Sandbox:
    return environment()


class _Reckoning:
    """One expression with one set of names."""

    def __init__(
        self, jinja: Sandbox, names: Mapping[str, Any], shared: frozenset[nodes.Node], known: Known | None
    ) -> None:
        self._jinja, self._shared, self._known = jinja, shared, known
        self._names: Context = jinja.context_class(jinja, dict(names), None, {})
        self._settings = EvalContext(jinja)

    def value(self, node: Any) -> Any:
        """Return the value of a node of Jinja's tree."""
        if self._known is None or node not in self._shared:
            return self._reckoned(node)
        if node not in self._known:
            found = self._reckoned(node)
            if isinstance(found, Iterator):  # can be gone through once only
                return found
            self._known[node] = found
        return self._known[node]

    def _reckoned(self, node: Any) -> Any:
        reckon = _NODES.get(type(node))
        if reckon is not None:
            return reckon(self, node)
        if isinstance(node, nodes.BinExpr):
            return self._sum(node)
        raise TemplateSyntaxError(_("This cannot stand in an expression."), node.lineno)

    def _name(self, node: nodes.Name) -> Any:
        found = self._names.resolve_or_missing(node.name)
        return self._jinja.undefined(name=node.name) if found is missing else found

    def _getattr(self, node: nodes.Getattr) -> Any:
        return self._jinja.getattr(self.value(node.node), node.attr)

    def _getitem(self, node: nodes.Getitem) -> Any:
        return self._jinja.getitem(self.value(node.node), self.value(node.arg))

    def _slice(self, node: nodes.Slice) -> slice:
        parts = (node.start, node.stop, node.step)
        return slice(*(None if part is None else self.value(part) for part in parts))

    def _and(self, node: nodes.And) -> Any:
        return self.value(node.left) and self.value(node.right)

    def _or(self, node: nodes.Or) -> Any:
        return self.value(node.left) or self.value(node.right)

    def _choice(self, node: nodes.CondExpr) -> Any:
        if self.value(node.test):
            return self.value(node.expr1)
        return self.value(node.expr2) if node.expr2 is not None else self._jinja.undefined()

    def _compare(self, node: nodes.Compare) -> Any:
        left: Any = self.value(node.expr)
        result: Any = True
        for operand in node.ops:
            right = self.value(operand.expr)
            result = _COMPARE[operand.op](left, right)
            if not result:
                return result
            left = right
        return result

    def _sum(self, node: nodes.BinExpr) -> Any:
        left, right = self.value(node.left), self.value(node.right)
        if node.operator in self._jinja.intercepted_binops:
            return self._jinja.call_binop(self._names, node.operator, left, right)
        return self._jinja.binop_table[node.operator](left, right)

    def _list(self, node: Any) -> list[Any]:
        return [single(self.value(item)) for item in node.items]

    def _joined(self, node: nodes.Concat) -> str:
        return concat([self.value(item) for item in node.nodes])

    def _filter(self, node: nodes.Filter) -> Any:
        return self._called(self._jinja.call_filter, node)

    def _test(self, node: nodes.Test) -> Any:
        return self._called(self._jinja.call_test, node)

    def _called(self, call: Callable[..., Any], node: Any) -> Any:
        if node.dyn_args is not None or node.dyn_kwargs is not None:
            raise TemplateSyntaxError(_("This cannot stand in an expression."), node.lineno)
        args = [self.value(arg) for arg in node.args]
        more = {pair.key: self.value(pair.value) for pair in node.kwargs}
        return call(node.name, self.value(node.node), args, more, self._names, self._settings)


_NODES: dict[type, Callable[[_Reckoning, Any], Any]] = {
    nodes.Const: lambda _reckoning, node: node.value,
    nodes.Name: _Reckoning._name,
    nodes.Getattr: _Reckoning._getattr,
    nodes.Getitem: _Reckoning._getitem,
    nodes.Slice: _Reckoning._slice,
    nodes.And: _Reckoning._and,
    nodes.Or: _Reckoning._or,
    nodes.Not: lambda reckoning, node: not reckoning.value(node.node),
    nodes.Neg: lambda reckoning, node: -reckoning.value(node.node),
    nodes.Pos: lambda reckoning, node: +reckoning.value(node.node),
    nodes.CondExpr: _Reckoning._choice,
    nodes.Compare: _Reckoning._compare,
    nodes.List: _Reckoning._list,
    nodes.Tuple: lambda reckoning, node: tuple(reckoning._list(node)),
    nodes.Concat: _Reckoning._joined,
    nodes.Filter: _Reckoning._filter,
    nodes.Test: _Reckoning._test,
}
