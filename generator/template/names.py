"""Which names of the data a template speaks of, as a tree: `kund.namn`, `rader[].pris`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from jinja2 import nodes

from generator.sandbox import filter_of
from generator.template.jinja import xml_environment
from generator.template.model import Template

ITEM = "[]"
"""What stands for the items of a list among the names."""
_KEEPING = frozenset("sort list reverse unique select reject selectattr rejectattr default d".split())
"""Filters whose result holds what they are given."""
_OWN = frozenset({"loop", "range"})


@dataclass
class Names:
    """A name: those that a template takes of it, and whether it takes it `whole`, with whatever it holds."""

    of: dict[str, Names] = field(default_factory=dict)
    whole: bool = False

    def at(self, name: str) -> Names:
        """Return a name of this one, noted when it is new."""
        return self.of.setdefault(name, Names())


def names_of(template: Template) -> Names:
    """Return the names that a template takes from its data."""
    found = Names()
    for story in template.stories:
        _Walker(found).block(xml_environment().parse(story.source).body, {})
    return found


class _Walker:
    """Walks a template's tree; a name of its own (of a loop, set, with) is known by what it stands for."""

    def __init__(self, found: Names) -> None:
        self._found = found

    def block(self, body: list[nodes.Node], scope: Mapping[str, Names]) -> None:
        own = dict(scope)
        for node in body:
            self._statement(node, own)

    def _statement(self, node: nodes.Node, scope: dict[str, Names]) -> None:
        if isinstance(node, nodes.For):
            inner = {
                **scope,
                "loop": Names(),
                **self._targets(node.target, self._value(node.iter, scope, ITEM)),
            }
            self.block([*node.body, *([node.test] if node.test else [])], inner)
            self.block(node.else_, scope)
        elif isinstance(node, nodes.Assign):
            scope.update(self._targets(node.target, self._value(node.node, scope)))
        elif isinstance(node, nodes.With):
            inner = dict(scope)
            for target, value in zip(node.targets, node.values, strict=True):
                inner.update(self._targets(target, self._value(value, scope)))
            self.block(node.body, inner)
        elif isinstance(node, nodes.Expr):
            self._value(node, scope)
        else:
            for child in node.iter_child_nodes():
                self._statement(child, scope)

    def _value(self, node: nodes.Node, scope: Mapping[str, Names], item: str = "") -> Names:
        """Return what an expression gives, or its items; note what it takes of the data."""
        if isinstance(node, nodes.Name):
            known = scope.get(node.name) or (Names() if node.name in _OWN else self._found.at(node.name))
            return known.at(item) if item else known
        if isinstance(node, nodes.Getattr):
            held = self._value(node.node, scope).at(node.attr)
            return held.at(item) if item else held
        if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
            name = node.arg.value if isinstance(node.arg.value, str) else ITEM
            held = self._value(node.node, scope).at(name)
            return held.at(item) if item else held
        if isinstance(node, nodes.Filter) and node.node is not None and node.name in _KEEPING:
            self._rest([*node.args, *(pair.value for pair in node.kwargs)], scope)
            return self._value(node.node, scope, item)
        if isinstance(node, nodes.Call) and (method := filter_of(node)) is not node:
            return self._value(method, scope, item)
        self._rest(list(node.iter_child_nodes()), scope, whole=isinstance(node, nodes.Filter | nodes.Getitem))
        return Names()

    def _rest(self, parts: list[nodes.Node], scope: Mapping[str, Names], *, whole: bool = False) -> None:
        for part in parts:
            if isinstance(part, nodes.Expr):
                taken = self._value(part, scope)
                taken.whole |= whole
            else:
                self._statement(part, dict(scope))

    @staticmethod
    def _targets(target: nodes.Node, value: Names) -> dict[str, Names]:
        if isinstance(target, nodes.Name):
            return {target.name: value}
        value.whole = True
        return {name.name: Names() for name in target.find_all(nodes.Name)}
