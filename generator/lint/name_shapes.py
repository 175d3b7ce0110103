"""What names a template can speak of, without any data, and the names in it that are not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, get_args, get_origin, get_type_hints

from jinja2 import nodes

from generator.grant.schema.base import Group, Part, derived_names, keys_of, once
from generator.grant.schema.errors import group_of
from generator.language import _
from generator.problems import did_you_mean
from generator.sandbox import filter_of

KEEPING = frozenset("sort list reverse unique select reject selectattr rejectattr".split())
"""Filters whose result has the shape of what they are given."""


class Anything:
    """A shape of which nothing is known; every name fits it."""


ANYTHING = Anything()


@dataclass(frozen=True)
class Leaf:
    """A value that holds no others."""


@dataclass(frozen=True)
class Items:
    """A list whose items have the shape `of`."""

    of: Shape


@dataclass(frozen=True)
class KnownNames:
    """A group: the shape of each name in it."""

    of: Mapping[str, Shape]


Shape = Anything | Leaf | Items | KnownNames


def of_type(annotation: Any) -> Shape:
    """Return the shape of values of a type: a group, a dataclass, a tuple of them, or a leaf."""
    if get_origin(annotation) is tuple:
        return Items(of_type(get_args(annotation)[0]))
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return _of_group(annotation)
    if isinstance(annotation, type) and is_dataclass(annotation):
        hints = {**get_type_hints(annotation), **_properties(annotation)}
        names = [field.name for field in fields(annotation)] + list(_properties(annotation))
        return KnownNames({name: of_type(hints[name]) for name in names})
    if (inner := group_of(annotation)) is not None:
        return _of_group(inner)
    return Leaf()


@once
def _of_group(group: type[Part]) -> KnownNames:
    shapes: dict[str, Shape] = {name: of_type(field.annotation) for name, field in keys_of(group).items()}
    if issubclass(group, Group):
        hints = _properties(group)
        shapes |= {name: of_type(hints[name]) for name in derived_names(group)}
    return KnownNames(shapes)


def _properties(owner: type) -> dict[str, Any]:
    return {
        name: get_type_hints(value.fget)["return"]
        for base in reversed(owner.__mro__)
        for name, value in vars(base).items()
        if isinstance(value, property) and not name.startswith("_")
    }


def of_value(value: Any) -> Shape:
    """Return the shape of a sample value; a list has that of its first item."""
    if isinstance(value, Mapping):
        return KnownNames({name: of_value(inner) for name, inner in value.items()})
    if isinstance(value, list | tuple):
        return Items(of_value(value[0])) if value else Items(ANYTHING)
    return Leaf()


def unknown_names(tree: nodes.Template, names: KnownNames) -> Iterator[tuple[int, str]]:
    """Yield the line and a sentence for each name in the tree that the shape does not have."""
    walker = _Walker()
    walker.block(tree.body, dict(names.of))
    yield from walker.found


class _Walker:
    """Walks a template's tree with the shapes of the names in scope."""

    def __init__(self) -> None:
        self.found: list[tuple[int, str]] = []

    def block(self, body: list[nodes.Node], scope: dict[str, Shape]) -> None:
        for node in body:
            self.statement(node, scope)

    def statement(self, node: nodes.Node, scope: dict[str, Shape]) -> None:
        if isinstance(node, nodes.For):
            turn = self.shape(node.iter, scope)
            inner = {**scope, "loop": ANYTHING, **self._targets(node.target, _item(turn))}
            if node.test is not None:
                self.shape(node.test, inner)
            self.block(node.body, inner)
            self.block(node.else_, scope)
        elif isinstance(node, nodes.If):
            self.shape(node.test, scope)
            for branch in (node.body, *(elif_.body for elif_ in node.elif_), node.else_):
                self.block(branch, dict(scope))
            for elif_ in node.elif_:
                self.shape(elif_.test, scope)
        elif isinstance(node, nodes.Assign):
            scope.update(self._targets(node.target, self.shape(node.node, scope)))
        elif isinstance(node, nodes.With):
            inner = dict(scope)
            for target, value in zip(node.targets, node.values, strict=True):
                inner.update(self._targets(target, self.shape(value, scope)))
            self.block(node.body, inner)
        else:
            for child in node.iter_child_nodes():
                self.shape(child, scope) if isinstance(child, nodes.Expr) else self.statement(child, scope)

    def shape(self, node: nodes.Node, scope: Mapping[str, Shape]) -> Shape:
        """Return the shape of an expression; note the names it has that are not there."""
        if isinstance(node, nodes.Name):
            return self._look_up(node.name, KnownNames(scope), node.lineno)
        if isinstance(node, nodes.Getattr):
            return self._look_up(node.attr, self.shape(node.node, scope), node.lineno)
        if isinstance(node, nodes.Getitem):
            return self._item_of(node, scope)
        if isinstance(node, nodes.Call) and (method := filter_of(node)) is not node:
            return self.shape(method, scope)
        if isinstance(node, nodes.Filter) and node.node is not None:
            return self._filtered(node, node.node, scope)
        if isinstance(node, nodes.Test) and node.name in {"defined", "undefined"}:
            return Leaf()
        for child in node.iter_child_nodes():
            self.shape(child, scope)
        return Leaf() if isinstance(node, nodes.Literal | nodes.BinExpr | nodes.Compare) else ANYTHING

    def _item_of(self, node: nodes.Getitem, scope: Mapping[str, Shape]) -> Shape:
        held = self.shape(node.node, scope)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._look_up(node.arg.value, held, node.lineno)
        self.shape(node.arg, scope)
        return _item(held)

    def _filtered(self, node: nodes.Filter, value: nodes.Expr, scope: Mapping[str, Shape]) -> Shape:
        held = self.shape(value, scope)
        for argument in [*node.args, *(pair.value for pair in node.kwargs)]:
            self.shape(argument, scope)
        if node.name in KEEPING:
            return held
        return _item(held) if node.name in {"first", "last"} else ANYTHING

    def _look_up(self, name: str, held: Shape, line: int) -> Shape:
        if isinstance(held, KnownNames) and name in held.of:
            return held.of[name]
        if isinstance(held, Anything) or name in {"range", "loop"}:
            return ANYTHING
        known = held.of if isinstance(held, KnownNames) else ()
        message = _('There is nothing called "{name}" here.').format(name=name)
        if isinstance(held, Items):
            message = _('This is a list; take "{name}" of each item in a loop.').format(name=name)
        self.found.append((line, message + did_you_mean(name, known)))
        return ANYTHING

    @staticmethod
    def _targets(target: nodes.Node, shape: Shape) -> dict[str, Shape]:
        if isinstance(target, nodes.Name):
            return {target.name: shape}
        return {inner.name: ANYTHING for inner in target.find_all(nodes.Name)}


def _item(shape: Shape) -> Shape:
    return shape.of if isinstance(shape, Items) else ANYTHING
