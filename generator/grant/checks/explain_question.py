"""What a question asks, where its label comes from, and on what its limit rests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.grant.forms.form import Form, Question, Section
from generator.language import N_, _

_SOURCES = {
    "verified": N_("The label was read with the receiver."),
    "law": N_("The content is demanded by law; the label is ours."),
    "sibling": N_("The label was read in the same e-service, for another receiver or in an older form."),
    "proposed": N_("The label is ours; the receiver's was not read."),
}


def names(forms: Sequence[Form]) -> list[str]:
    """Return the name of each question: that of its form's folder, a point, and its id."""
    return [f"{form.name}.{question.id}" for form, _section, question in _all(forms)]


def explain_question(name: str, forms: Sequence[Form]) -> list[str] | None:
    """Return paragraphs about a question by its name, or None when there is none of that name."""
    for form, section, question in _all(forms):
        if name == f"{form.name}.{question.id}":
            return [each for each in _paragraphs(name, form, section, question) if each]
    return None


def _all(forms: Sequence[Form]) -> Iterator[tuple[Form, Section, Question]]:
    for form in forms:
        for section in form.text.sections:
            yield from ((form, section, question) for question in section.questions)


def _paragraphs(name: str, form: Form, section: Section, question: Question) -> Iterator[str]:
    required = _("required") if question.required else _("not required")
    yield f"{name} ({required})"
    yield f"{form.text.short}, {section.label}: {question.label}"
    yield question.help
    yield _(_SOURCES[question.source])
    if question.source in {"law", "sibling"}:
        yield _("Source: {source}").format(source=section.label_source_of(question))
    else:
        yield _("What was read of the form: {source}").format(source=form.text.source)
    if question.limit:
        text = _("At most {limit} characters. {source}")
        yield text.format(limit=question.limit, source=question.limit_source)
