"""A template's tree before it runs: what it may not hold is refused, what takes time is counted."""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite
from typing import Any

from jinja2 import nodes

from generator.language import _
from generator.problems import did_you_mean
from generator.sandbox.counter import CALL
from generator.sandbox.listed import COMPARED, FILTERS, JOINED, SINGLE, TESTS, TURNS, WEIGHED, filter_of
from generator.sandbox.words import WrittenWrongError

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
MAX_DEPTH, MAX_LOOPS = 60, 15
"""Levels of a template's tree, and of loops in loops; Python compiles 20 of these at most."""


def refuse(tree: nodes.Template) -> None:
    """Raise WrittenWrongError, with its line, for what is not allowed or nested too deep."""
    waiting: list[tuple[nodes.Node, int, int]] = [(tree, 0, 0)]
    while waiting:
        node, depth, loops = waiting.pop()
        loops += type(node) is nodes.For
        if depth > MAX_DEPTH or loops > MAX_LOOPS:
            raise too_deep(node.lineno or 1)
        if (reason := _reason(node)) is not None:
            raise WrittenWrongError(reason, node.lineno or 1)
        waiting += [(child, depth + 1, loops) for child in node.iter_child_nodes()]


def too_deep(line: int) -> WrittenWrongError:
    """Return the error that says so."""
    return WrittenWrongError(_("It is nested too deep. Split it into steps with set."), line)


def _reason(node: Any) -> str | None:
    """Return why a node is not allowed."""
    kind = type(node)
    if kind in _REFUSED:
        return _("The tag {tag} is not allowed in a template.").format(tag=f"{{% {_REFUSED[kind]} %}}")
    if kind is nodes.For and node.recursive:
        return _("A loop cannot be recursive.")
    if kind is nodes.Call and isinstance(node.node, nodes.Name) and node.node.name == "namespace":
        message = _("A template keeps no running total. Write it where it is shown: {example}")
        return message.format(example='{{ rows|sum(attribute="amount") }}')
    if kind is nodes.Call and not _is_callable(node.node) and filter_of(node) is node:
        return _("A template cannot call this. Use a filter: {{ value|filter }}")
    if kind is nodes.Filter and node.name not in FILTERS:
        nearest = did_you_mean(node.name, FILTERS)
        return _('There is no filter called "{name}".').format(name=node.name) + nearest
    if kind is nodes.Test and node.name not in TESTS:
        return _('There is no test called "{name}".').format(name=node.name) + did_you_mean(node.name, TESTS)
    if kind is nodes.Name and node.name == "self":
        return _('The name "self" is Jinja\'s own. Use another.')
    if kind is nodes.Const and isinstance(node.value, float) and not isfinite(node.value):
        return _("The number gets too large.")
    return None


def _is_callable(callee: nodes.Node) -> bool:
    if isinstance(callee, nodes.Getattr):
        return callee.attr in {"cycle", "changed"}
    return isinstance(callee, nodes.Name) and callee.name == "range"


def with_counting(node: Any) -> Any:
    """Return the tree with what counts its steps put into it, and calls of methods made filters."""
    for name in node.fields:
        value = getattr(node, name)
        if isinstance(value, list):
            value[:] = [with_counting(each) if isinstance(each, nodes.Node) else each for each in value]
        elif isinstance(value, nodes.Node):
            setattr(node, name, with_counting(value))
    change = _CHANGES.get(type(node))
    return node if change is None else change(node)


def _count_turns(node: Any) -> Any:
    """Let each turn count as many steps as there are nodes in it, and some of its own."""
    held = [*node.body, *([node.test] if node.test else [])]
    steps = sum(1 + sum(1 for _inner in child.find_all(nodes.Node)) for child in held)
    node.iter = _filtered(node.iter, TURNS, nodes.Const(CALL + steps))
    return node


def _join(node: nodes.Concat) -> nodes.Expr:
    return _filtered(nodes.List(node.nodes, lineno=node.lineno), JOINED)


def _hold_no_lists(node: Any) -> Any:
    """Let no list or group of values hold one that was made before: at every tag they could double."""
    if isinstance(node, nodes.Pair):
        node.value = _single(node.value)
    elif getattr(node, "ctx", "load") == "load":
        node.items = [_single(item) for item in node.items]
    return node


def _count_compared(node: Any) -> Any:
    first = node.ops[0]
    if len(node.ops) == 1 and first.op in {"gt", "gteq", "lt", "lteq"}:
        return nodes.Filter(
            node.expr, COMPARED, [nodes.Const(first.op), first.expr], [], None, None, lineno=node.lineno
        )
    for operand in (node, *node.ops):
        operand.expr = _filtered(operand.expr, WEIGHED)
    return node


def _or_nothing(node: Any) -> Any:
    """Let `a if b` without else give an empty text when it is not so, as Jinja prints it."""
    node.expr2 = node.expr2 or nodes.Const("")
    return node


def _count_cut(node: nodes.Getitem) -> nodes.Getitem:
    if isinstance(node.arg, nodes.Slice):
        node.node = _filtered(node.node, WEIGHED)
    return node


_CHANGES: dict[type[nodes.Node], Callable[[Any], Any]] = {
    nodes.For: _count_turns,
    nodes.Call: filter_of,
    nodes.Concat: _join,
    nodes.List: _hold_no_lists,
    nodes.Tuple: _hold_no_lists,
    nodes.Pair: _hold_no_lists,
    nodes.Compare: _count_compared,
    nodes.CondExpr: _or_nothing,
    nodes.Getitem: _count_cut,
}


def _filtered(node: nodes.Expr, name: str, *args: nodes.Expr) -> nodes.Expr:
    if isinstance(node, nodes.Const):
        return node
    return nodes.Filter(node, name, list(args), [], None, None, lineno=node.lineno)


def _single(node: nodes.Expr) -> nodes.Expr:
    literal = isinstance(node, nodes.List | nodes.Tuple | nodes.Dict)
    return node if literal else _filtered(node, SINGLE)
