"""The layout of the decision memo, as the region writes it."""

from __future__ import annotations

from layouts import deciding
from layouts.content import Block, p, put, when

SAYS = {
    **deciding.SAYS,
    "{{ form.title }}": "{% if case.body and not case.delegation.answered %}{{ form.short }}{% else %}"
    "{{ form.title }}{% endif %}",
}
"""A board that decides itself makes no Delegationsbeslut."""
ANCHORED = "answers.forankring is defined and (draft or case.anchoring.forum)"
BACKGROUND = ("uppdrag", "syfte", "behov", "period_budget")


def body() -> list[Block]:
    """Return the body: sender, date and number, title, background, decision, signature."""
    return [*_head(), *_background(), *_decision()]


def _head() -> list[Block]:
    return [
        p("Avsändare", put("case.unit")),
        p("Avsändare", put("case.officer.name")),
        p("Avsändare", f"Tfn: {put('case.officer.phone')}"),
        p("Avsändare", f"E-post: {put('case.officer.email')}"),
        *when("case.body", p("Avsändare", f"Beslutas av: {put('case.body')}")),
        p("Datumrad", put("case.date|isodatum"), "\t", f"Dnr {put('case.number')}"),
        p("Heading 1", put("answers.rubrik")),
    ]


def _background() -> list[Block]:
    return [
        p("Heading 2", "Ärendebeskrivning"),
        *(p("Normal", put(f"answers.{name}")) for name in BACKGROUND),
        *when(ANCHORED, p("Normal", put("answers.forankring"))),
        *deciding.payers("detta beslut"),
        p("Heading 2", "Beslutsunderlag"),
        p("Normal", put("answers.beslutsunderlag")),
        *when(
            "answers.delegation is defined",
            p("Heading 2", "Delegationsbestämmelse och delegation"),
            p("Normal", put("answers.delegation")),
        ),
    ]


def _decision() -> list[Block]:
    return [
        p("Heading 2", "Beslut"),
        p("Normal", put("answers.beslut"), keep=True),
        p("Signature", put("case.signatory.name"), "\n", put("case.signatory.title"), keep=True),
        *when("answers.anmalan is defined", p("Heading 2", "Anmälan"), p("Normal", put("answers.anmalan"))),
    ]
