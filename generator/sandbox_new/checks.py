"""What a template may not hold is refused before it runs; what could grow is bounded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import TemplateSyntaxError, nodes

from generator.language import _
from generator.problems import did_you_mean
from generator.sandbox.words import JOINED, LISTED, SINGLE, TESTS, TURNS

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
    node.iter = _filtered(node.iter, TURNS)


def _check_call(node: Any) -> None:
    callee = node.node
    is_loop = isinstance(callee, nodes.Getattr) and callee.attr in {"cycle", "changed"}
    if not is_loop and not (isinstance(callee, nodes.Name) and callee.name == "range"):
        message = _("A template calls nothing but range(). Use a filter: {{ value|filter }}")
        raise TemplateSyntaxError(message, node.lineno)


def _check_filter(node: Any) -> None:
    if node.name not in LISTED and " " not in node.name:  # what no template can type is our own
        message = _('There is no filter called "{name}".').format(name=node.name)
        raise TemplateSyntaxError(message + did_you_mean(node.name, LISTED), node.lineno)


def _check_test(node: Any) -> None:
    if node.name not in TESTS:
        message = _('There is no test called "{name}".').format(name=node.name)
        raise TemplateSyntaxError(message + did_you_mean(node.name, TESTS), node.lineno)


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
    return _filtered(nodes.List(node.nodes, lineno=node.lineno), JOINED)


def _one(node: nodes.Expr) -> nodes.Expr:
    literal = isinstance(node, nodes.Const | nodes.List | nodes.Tuple | nodes.Dict)
    return node if literal else _filtered(node, SINGLE)


