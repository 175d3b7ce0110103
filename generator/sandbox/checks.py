"""What a template may not hold is refused before it runs; what could grow is bounded."""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite
from typing import Any

from jinja2 import TemplateSyntaxError, nodes

from generator.language import _
from generator.problems import did_you_mean
from generator.sandbox.methods import filter_of
from generator.sandbox.words import JOINED, LISTED, SINGLE, TESTS, TURNS, WEIGHED

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


_TURN = 20
MAX_DEPTH, MAX_LOOPS = 60, 15
"""Levels of a template's tree, and of loops in loops; Python compiles 20 of these at most."""


def refuse(tree: nodes.Template) -> None:
    """Raise TemplateSyntaxError, with its line, for a tag, filter, test or call that is not allowed."""
    waiting: list[nodes.Node] = [tree]
    while waiting:
        node = waiting.pop()
        if (check := _REFUSALS.get(type(node))) is not None:
            check(node)
        waiting += node.iter_child_nodes()


def secure(tree: nodes.Template) -> None:
    """Refuse as `refuse` does, and bound in place what could grow; in one walk through the tree.

    Calls of methods become filters.
    """
    waiting: list[nodes.Node] = [tree]
    while waiting:
        node = waiting.pop()
        kind = type(node)
        if (check := _REFUSALS.get(kind)) is not None:
            check(node)
        if (bound := _BOUNDS.get(kind)) is not None:
            bound(node)
        for name in node.fields:
            value = getattr(node, name)
            held = value if isinstance(value, list) else [value]
            for at, each in enumerate(held):
                if isinstance(each, nodes.Node):
                    held[at] = _replaced(each)
                    waiting.append(each if type(each) is nodes.Concat else held[at])
            if held is not value and held[0] is not value:
                setattr(node, name, held[0])


def refuse_deep(tree: nodes.Template) -> None:
    """Raise TemplateSyntaxError, with its line, for what is nested so deep that Python could not follow."""
    waiting: list[tuple[nodes.Node, int, int]] = [(tree, 0, 0)]
    while waiting:
        node, depth, loops = waiting.pop()
        loops += type(node) is nodes.For
        if depth > MAX_DEPTH or loops > MAX_LOOPS:
            raise too_deep(node.lineno or 1)
        waiting += [(child, depth + 1, loops) for child in node.iter_child_nodes()]


def too_deep(line: int) -> TemplateSyntaxError:
    """Return the error that says so."""
    return TemplateSyntaxError(_("It is nested too deep. Divide it with set."), line)


def _check_number(node: Any) -> None:
    if isinstance(node.value, float) and not isfinite(node.value):
        raise TemplateSyntaxError(_("The number gets too large."), node.lineno)


def _refuse_tag(node: Any) -> None:
    message = _("The tag {tag} is not allowed in a template.").format(tag=f"{{% {_REFUSED[type(node)]} %}}")
    raise TemplateSyntaxError(message, node.lineno)


def _check_loop(node: Any) -> None:
    if node.recursive:
        raise TemplateSyntaxError(_("A loop cannot be recursive."), node.lineno)


def _check_call(node: Any) -> None:
    callee = node.node
    is_loop = isinstance(callee, nodes.Getattr) and callee.attr in {"cycle", "changed"}
    if not is_loop and not (isinstance(callee, nodes.Name) and callee.name == "range"):
        message = _("A template cannot call this. Use a filter: {{ value|filter }}")
        raise TemplateSyntaxError(message, node.lineno)


def _check_filter(node: Any) -> None:
    if node.name not in LISTED and " " not in node.name:  # what no template can type is our own
        message = _('There is no filter called "{name}".').format(name=node.name)
        raise TemplateSyntaxError(message + did_you_mean(node.name, LISTED), node.lineno)


def _check_test(node: Any) -> None:
    if node.name not in TESTS:
        message = _('There is no test called "{name}".').format(name=node.name)
        raise TemplateSyntaxError(message + did_you_mean(node.name, TESTS), node.lineno)


def _check_name(node: Any) -> None:
    if node.name == "self":
        message = _('The name "self" is Jinja\'s own. Use another.')
        raise TemplateSyntaxError(message, node.lineno)


def _bound_loop(node: Any) -> None:
    """Let each turn count as many steps as there are nodes in it, and some of its own."""
    held = [*node.body, *([node.test] if node.test else [])]
    steps = sum(1 + sum(1 for _each in child.find_all(nodes.Node)) for child in held)
    node.iter = _filtered(node.iter, TURNS, nodes.Const(_TURN + steps))


def _bound_list(node: Any) -> None:
    """Let no list hold lists made before: at every tag they could double."""
    if getattr(node, "ctx", "load") == "load":
        node.items = [_one(item) for item in node.items]


def _bound_pair(node: Any) -> None:
    node.value = _one(node.value)


def _bound_comparison(node: Any) -> None:
    node.expr = _weighed(node.expr)
    for operand in node.ops:
        operand.expr = _weighed(operand.expr)


def _bound_test(node: Any) -> None:
    if node.name not in {"defined", "undefined", "none"}:
        node.node = _weighed(node.node)
        node.args = [_weighed(each) for each in node.args]


def _bound_call(node: Any) -> None:
    node.args = [_weighed(each) for each in node.args]


def _bound_item(node: Any) -> None:
    if isinstance(node.arg, nodes.Slice):
        node.node = _weighed(node.node)


_REFUSALS: dict[type[nodes.Node], Callable[[Any], None]] = {
    **dict.fromkeys(_REFUSED, _refuse_tag),
    nodes.For: _check_loop,
    nodes.Call: _check_call,
    nodes.Filter: _check_filter,
    nodes.Test: _check_test,
    nodes.Name: _check_name,
    nodes.Const: _check_number,
}
_BOUNDS: dict[type[nodes.Node], Callable[[Any], None]] = {
    nodes.For: _bound_loop,
    nodes.List: _bound_list,
    nodes.Tuple: _bound_list,
    nodes.Pair: _bound_pair,
    nodes.Compare: _bound_comparison,
    nodes.Test: _bound_test,
    nodes.Call: _bound_call,
    nodes.Getitem: _bound_item,
}


def _replaced(node: nodes.Node) -> nodes.Node:
    if type(node) is nodes.Concat:
        return _joined(node)
    return filter_of(node) if type(node) is nodes.Call else node


def _filtered(node: nodes.Expr, name: str, *args: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(node, name, list(args), [], None, None, lineno=node.lineno)


def _weighed(node: nodes.Expr) -> nodes.Expr:
    return node if isinstance(node, nodes.Const) else _filtered(node, WEIGHED)


def _joined(node: nodes.Concat) -> nodes.Filter:
    return _filtered(nodes.List(node.nodes, lineno=node.lineno), JOINED)


def _one(node: nodes.Expr) -> nodes.Expr:
    literal = isinstance(node, nodes.Const | nodes.List | nodes.Tuple | nodes.Dict)
    return node if literal else _filtered(node, SINGLE)
