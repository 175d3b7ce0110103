"""What a form that takes another over still says of the other's receiver, and what it lacks itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from generator.grant.forms.extending import asking_for
from generator.grant.forms.form import Form, FormText
from generator.language import _
from generator.problems import Problem

_KEYS = ("receiver", "short", "source")
"""What each receiver says for itself."""
_TEXTS = ("label", "title", "help", "label_source", "limit_source", "why", "message", "source")
_DIARY_NUMBER = re.compile(r"\b[A-ZÅÄÖ]{2,5}(?:/\d+/\d{4}| \d{4}/\d+)\b")


def still_others(form: Form, parent: Form) -> Iterator[Problem]:
    """Yield what is still the other receiver's, each with its way out; its place is the form's own file."""
    told: set[str] = set()
    for message in (*_keys(form, parent), *_choices(form, parent, told), *_ceilings(form, parent, told)):
        yield replace(form.problem("still-others", "extends", message), level="warning")
    for message in _words(form, parent, told):
        yield replace(form.problem("still-others", "extends", message), level="warning")


def _keys(form: Form, parent: Form) -> Iterator[str]:
    kept = _("The key {key} says what “{name}” says. Write what holds for this receiver.")
    for key in _KEYS:
        if getattr(form.text, key) == getattr(parent.text, key):
            yield kept.format(key=key, name=parent.name)
    if parent.text.county and form.text.county in {"", parent.text.county}:
        text = _("The region's county is not said. Write it under county, as “{name}” does: {county}.")
        yield text.format(name=parent.name, county=parent.text.county)


def _choices(form: Form, parent: Form, told: set[str]) -> Iterator[str]:
    """Yield the fields whose choices come from the other's documents; note them, and who asks for them."""
    text = _(
        "The choices of {id} are those of {receiver}. Write the field anew under fields, or leave out under "
        "without: {names}."
    )
    for name, field in parent.text.fields.items():
        if field.options and form.text.fields.get(name) == field:
            names = [name, *asking_for(form.text, name)]
            told.update(names)
            yield text.format(id=name, receiver=parent.text.receiver, names=", ".join(names))


def _ceilings(form: Form, parent: Form, told: set[str]) -> Iterator[str]:
    """Yield the rules of how much the other pays that still hold; note them."""
    text = _(
        "The rule {id} says how much {receiver} pays at most. Write one of this id with where you read it, "
        "or leave it out under without."
    )
    for rule in parent.text.rules:
        if rule in form.text.rules and "budget.total" in rule.check:
            told.add(rule.id)
            yield text.format(id=rule.id, receiver=parent.text.receiver)


def _words(form: Form, parent: Form, told: set[str]) -> Iterator[str]:
    """Yield the other parts whose words are about the other receiver."""
    anew = _("“{id}” is about {receiver} ({keys}). Write it anew, or leave it out under without.")
    differs = _(
        "“{id}” is about {receiver} ({keys}). Say what differs under questions, or leave it out under "
        "without."
    )
    rests = _(
        "The rule {id} rests on {receiver} ({keys}). Write one of this id with where you read it, or leave "
        "it out under without."
    )
    for kind, text in {"sections": anew, "questions": differs, "fields": anew, "rules": rests}.items():
        own = _by_name(form.text, kind)
        for name, part in _by_name(parent.text, kind).items():
            kept = [key for key in _TEXTS if getattr(own.get(name), key, None) == getattr(part, key, "")]
            keys = [key for key in kept if _is_about(parent, getattr(part, key))]
            if keys and name not in told:
                yield text.format(id=name, receiver=parent.text.receiver, keys=", ".join(keys))


def _by_name(text: FormText, kind: str) -> Mapping[str, Any]:
    if kind == "fields":
        return text.fields
    if kind == "questions":
        return {each.id: each for section in text.sections for each in section.questions}
    return {each.id: each for each in getattr(text, kind)}


def _is_about(parent: Form, text: str) -> bool:
    """Say whether a text names the receiver or its county, or a document by its diary number."""
    names = [parent.text.receiver.lower(), parent.text.area]
    is_named = any(name in text.lower() for name in names if name)
    return is_named or bool(_DIARY_NUMBER.search(text))
