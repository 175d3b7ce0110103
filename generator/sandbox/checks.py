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


def refuse(tree: nodes.Template) -> None:
    """Raise TemplateSyntaxError, with its line, for a tag, filter, test or call that is not allowed."""
    waiting: list[nodes.Node] = [tree]
    while waiting:
        node = waiting.pop()
        if (check := _REFUSALS.get(type(node))) is not None:
            check(node)
        waiting += node.iter_child_nodes()


def secure(tree: nodes.Template) -> None:
    """Refuse as `refuse` does, and bound in place what could grow; in one walk through the tree."""
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


def _check_name(node: Any) -> None:
    if node.name == "self":
        message = _('The name "self" is Jinja\'s own. Use another.')
        raise TemplateSyntaxError(message, node.lineno)


def _bound_loop(node: Any) -> None:
    node.iter = _filtered(node.iter, TURNS)


def _bound_list(node: Any) -> None:
    """Let no list hold lists made before: at every tag they could double."""
    if getattr(node, "ctx", "load") == "load":
        node.items = [_one(item) for item in node.items]


def _bound_pair(node: Any) -> None:
    node.value = _one(node.value)


_REFUSALS: dict[type[nodes.Node], Callable[[Any], None]] = {
    **dict.fromkeys(_REFUSED, _refuse_tag),
    nodes.For: _check_loop,
    nodes.Call: _check_call,
    nodes.Filter: _check_filter,
    nodes.Test: _check_test,
    nodes.Name: _check_name,
}
_BOUNDS: dict[type[nodes.Node], Callable[[Any], None]] = {
    nodes.For: _bound_loop,
    nodes.List: _bound_list,
    nodes.Tuple: _bound_list,
    nodes.Pair: _bound_pair,
}


def _filtered(node: nodes.Expr, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


def _joined(node: nodes.Concat) -> nodes.Filter:
    return _filtered(nodes.List(node.nodes, lineno=node.lineno), JOINED)


def _one(node: nodes.Expr) -> nodes.Expr:
    literal = isinstance(node, nodes.Const | nodes.List | nodes.Tuple | nodes.Dict)
    return node if literal else _filtered(node, SINGLE)
