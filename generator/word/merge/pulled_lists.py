"""The prompts of lists, put back where people typed several items in one: the data has each by itself now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy

from lxml.etree import _Element as Element

from generator.word.fields.edits import as_pulled, shown_in, titles
from generator.word.fields.read import read_fields
from generator.word.items.controls import Control, controls
from generator.word.merge.apply.control_properties import show_placeholder
from generator.word.opc.names import SDT_CONTENT, qn
from generator.word.opc.package import Package

Pulled = Mapping[str, Sequence[str | None]]
_COMMENT = qn("w:commentReference")


def without_pulled_lists(base: Package, edited: Package, pulled: Pulled) -> Pulled:
    """Let the edited document show the prompts of base where what was pulled from one are several items.

    As the text of one field they would stand there twice. Return what else was pulled.
    """
    shown = shown_in(base)
    prompts = {value.path for value in shown if value.text is None and value.path.endswith(".0")}
    lists = {path for path in prompts if any("\n" in (text or "") for text in pulled.get(path, ()))}
    if not lists:
        return pulled
    since = {each.path for each in read_fields(edited, as_pulled(shown, pulled), titles(base)).edited}
    made = [each for part in base.stories() for each in controls(part, base.tree(part))]
    before = {each.tag: each for each in made if each.tag in lists - since}
    for part in edited.stories():
        root = edited.tree(part)
        typed = [(each, was) for each in controls(part, root) for was in before.values() if _is(each, was)]
        for control, was in typed:
            _put_back(control.element, was.element)
        if typed:
            edited.put(part, root)
    return {path: texts for path, texts in pulled.items() if path not in before}


def _is(control: Control, prompt: Control) -> bool:
    """Say whether several items stand where the prompt stood; an editor may have dropped its name."""
    named = control.tag == prompt.tag if control.tag else control.alias == prompt.alias
    return named and "\n" in (control.text or "") and next(control.element.iter(_COMMENT), None) is None


def _put_back(control: Element, prompt: Element) -> None:
    show_placeholder(control, prompt)
    own, was = control.find(SDT_CONTENT), prompt.find(SDT_CONTENT)
    if own is not None and was is not None:
        own[:] = deepcopy(was)
