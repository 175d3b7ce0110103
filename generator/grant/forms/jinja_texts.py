"""The Jinja texts of form.yaml and rules.yaml: compiled by Jinja in our sandbox, and evaluated."""

from __future__ import annotations

import marshal
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from typing import Any, Literal

from jinja2 import Template, TemplateError, nodes, pass_context
from jinja2.environment import TemplateExpression
from jinja2.runtime import Context

from generator.language import _
from generator.located import origin_of
from generator.markdown import SLOT_END, SLOT_START, Rich
from generator.sandbox import ENGLISH, Sandbox, WrittenWrongError, environment

Mode = Literal["expression", "item", "answer", "message", "english"]
"""`item`: an expression that is held against each item of a list; `english`: a message in English."""
Known = dict[bytes, Any]
"""Values of an expression's parts that say nothing of the item: the same for all items of a list."""
_ITEM_NAMES = frozenset({"item", "i"})
_SLOTS, _SHARED = "values in slots", "shared part"
"""Names that no text can type: a list for the values of an answer, and what evaluates a shared part."""
_MARKUP = re.compile(r"([\\*_\[\]`])")


@dataclass(frozen=True, slots=True)
class JinjaText:
    """A text as compiled: Python's code and that of its shared parts; or the only expression that it is."""

    code: bytes = b""
    parts: tuple[bytes, ...] = ()
    alone: str = ""
    english: bool = False


class JinjaTexts(dict[tuple[Mode, str], JinjaText]):
    """The texts of one file by what they are for; each is compiled when it is first asked for."""

    def __missing__(self, key: tuple[Mode, str]) -> JinjaText:
        self[key] = made = _compiled(*key)
        return made

    def compile(self, keys: Iterable[tuple[Mode, str]]) -> None:
        """Compile the texts, so that they are kept with the file; what is wrong is told when one is used."""
        for key in keys:
            with suppress(TemplateError):
                if alone := self[key].alone:
                    self["expression", alone]


def value(text: JinjaText, names: Mapping[str, Any], known: Known | None = None) -> Any:
    """Return the value of an expression; raises what Jinja and the sandbox raise.

    `known` keeps, over the items of one list, the values of what says nothing of the item.
    """
    if text.parts:
        names = {**names, _SHARED: partial(_part, text, names, {} if known is None else known)}
    return TemplateExpression(_template(text.code), undefined_to_none=False)(names)


def written(text: JinjaText, names: Mapping[str, Any]) -> str:
    """Return a text with its values filled in; raises what Jinja and the sandbox raise."""
    return _template(text.code, english=text.english).render(names)


def composed(text: JinjaText, names: Mapping[str, Any]) -> Rich:
    """Return a text with a slot for each value of the data; raises what Jinja and the sandbox raise."""
    values: list[Any] = []
    return Rich(written(text, {**names, _SLOTS: values}).strip(), tuple(values))


def lone_expression(text: str) -> str:
    """Return what stands inside `{{ }}` when that is all of the text, else nothing."""
    stripped = text.strip()
    if not (stripped.startswith("{{") and stripped.endswith("}}")):
        return ""
    with suppress(TemplateError):
        return stripped[2:-2].strip("-+ \n") if _lone(stripped) else ""
    return ""


def _lone(text: str) -> nodes.Expr | None:
    """Return the only expression that the text writes, if it is one and nothing else."""
    body = _environment().parse(text).body
    if len(body) != 1 or not isinstance(body[0], nodes.Output) or len(body[0].nodes) != 1:
        return None
    return body[0].nodes[0]


@lru_cache(maxsize=4096)
def _compiled(mode: Mode, text: str) -> JinjaText:
    """Return the text compiled; forms that extend one another say many a text alike."""
    if mode == "answer" and (alone := lone_expression(text)):
        return JinjaText(alone=alone)
    if mode in {"answer", "message", "english"}:
        english = mode == "english"
        return JinjaText(marshal.dumps(_environment(english=english).compile(text)), english=english)
    node: Any = _lone("{{ (" + text + ") }}")
    if node is None:
        raise WrittenWrongError(_("This is not one expression."), 1)
    parts: list[nodes.Expr] = []
    if mode == "item":
        node = _without_shared(node, parts)
    return JinjaText(_code(node), tuple(map(_code, parts)))


def _code(node: nodes.Expr) -> bytes:
    """Return Python's code for an expression, in the form that Jinja's TemplateExpression evaluates."""
    result = nodes.Assign(nodes.Name("result", "store"), node, lineno=1)
    tree = nodes.Template([result], lineno=1)
    tree.set_environment(_environment())
    return marshal.dumps(_environment().compile(tree))


def _without_shared(node: Any, parts: list[nodes.Expr]) -> nodes.Node:
    """Return the node without its largest parts that work on lists and say nothing of the item."""
    names = {name.name for name in node.find_all(nodes.Name)}
    if isinstance(node, nodes.Expr) and not names & _ITEM_NAMES:
        if isinstance(node, nodes.Slice) or not _filters(node):
            return node
        parts.append(node)
        return nodes.Filter(nodes.Const(len(parts) - 1), _SHARED, [], [], None, None)
    for name in () if isinstance(node, nodes.Call) else node.fields:
        held = getattr(node, name)
        if isinstance(held, list):
            held[:] = [
                _without_shared(each, parts) if isinstance(each, nodes.Node) else each for each in held
            ]
        elif isinstance(held, nodes.Node):
            setattr(node, name, _without_shared(held, parts))
    return node  # type: ignore[no-any-return]


def _filters(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Filter) or node.find(nodes.Filter) is not None


def _part(text: JinjaText, names: Mapping[str, Any], known: Known, number: int) -> Any:
    code = text.parts[number]
    if code not in known:
        found = value(JinjaText(code), names)
        if isinstance(found, Iterator):  # can be gone through once only
            return found
        known[code] = found
    return known[code]


@pass_context
def _shared_part(context: Context, number: int) -> Any:
    return context[_SHARED](number)


@pass_context
def _in_slot(context: Context, value: Any) -> Any:
    """Return a slot for a value of the data in an answer, and a computed value without markup."""
    values = context.get(_SLOTS)
    if values is None:
        return value
    if origin_of(value) is None:
        return _MARKUP.sub(r"\\\1", str(value))
    values.append(value)
    return f"{SLOT_START}{len(values) - 1}{SLOT_END}"


@cache
def _environment(*, english: bool = False) -> Sandbox:
    made = environment(finalize=_in_slot)
    made.filters |= {_SHARED: _shared_part, **(ENGLISH if english else {})}
    return made


@cache
def _template(code: bytes, *, english: bool = False) -> Template:
    jinja = _environment(english=english)
    return Template.from_code(jinja, marshal.loads(code), jinja.globals)  # noqa: S302 -- our own
