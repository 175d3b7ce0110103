"""The drafts that a document is read like: of an empty project, and of one in which all keys have values."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from generator.grant.forms.form import Form
from generator.grant.project import Dossier, model, survey_text
from generator.grant.schema.references import opened
from generator.grant.schema.sample import sample
from generator.language import _
from generator.problems import Problem, ProblemError
from generator.run.generate import rendered
from generator.word.fields import provenance
from generator.word.finalize import as_final
from generator.word.opc.package import Package
from generator.word.without_fields import texts_in

_FEW = 0.25
"""Such a share of the form's own paragraphs a document of it has: headings, questions, heads of tables."""
_NAME = "-"


def form_of(document: Package, forms: Sequence[Form]) -> Form:
    """Return the form of a document: the one that it names, else the one whose words it has."""
    made = provenance.read(document)
    named = [form for form in forms if made and form.name == made.document]
    if named:
        return named[0]
    own = texts_in(document)
    words = {form.name: texts_in(as_final(_empty(form, forms).copy())) for form in forms}
    shared = {name: len(own & each) / len(each) for name, each in words.items() if each}
    best = max(shared.values(), default=0.0)
    found = [form for form in forms if shared.get(form.name) == best]
    if best < _FEW or len(found) > 1:
        message = _(
            "It is not known which application or memo this document is. Name the data file of the earlier "
            "project, or a document as it was generated."
        )
        raise ProblemError(Problem("error", "read-back-unknown", message, document.name))
    return found[0]


def models_of(form: Form, forms: Sequence[Form]) -> list[Package]:
    """Return drafts of a form: of projects with all answers, by each choice's first and last word; empty."""
    own = model(forms)
    filled = [{**sample(own, choice), "documents": [form.name]} for choice in (0, -1)]
    return [*(_draft(values, form, forms) for values in filled), _empty(form, forms)]


def kinds_in(drafts: Sequence[Package]) -> Mapping[str, list[str]]:
    """Return by path, with # for each index, in which ways its values are written."""
    found: dict[str, list[str]] = defaultdict(list)
    for draft in drafts:
        made = provenance.read(draft)
        for value in made.shown if made else ():
            kinds = found[opened(value.path)]
            kinds += [value.kind] if value.kind not in kinds else []
    return found


def _empty(form: Form, forms: Sequence[Form]) -> Package:
    return _draft({"documents": [form.name]}, form, forms)


def _draft(values: Mapping[str, Any], form: Form, forms: Sequence[Form]) -> Package:
    (document,) = [each for each in _readable(values, forms).documents if each.form.name == form.name]
    return rendered(document, _NAME).package


def _readable(values: Mapping[str, Any], forms: Sequence[Form]) -> Dossier:
    """Return the project of these values, without those that do not go together with others."""
    while True:
        dossier = survey_text(json.dumps(values).encode(), _NAME, forms, draft=True)
        if not dossier.slips:
            return dossier
        for slip in dossier.slips:
            values = _without(values, slip.path.split("."))


def _without(value: Any, names: Sequence[str]) -> Any:
    first, *rest = names
    if isinstance(value, list):
        return [_without(each, rest) if str(number) == first else each for number, each in enumerate(value)]
    if not rest or not value.get(first):
        return {name: each for name, each in value.items() if name != first}
    return {**value, first: _without(value[first], rest)}
