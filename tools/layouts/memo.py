"""The layout of the decision memo, as the region writes it."""

from __future__ import annotations

from layouts import deciding
from layouts.content import Block, p, put, tag, when

SAYS = {
    **deciding.SAYS,
    "{{ form.title }}": "{% if case.body and not case.delegation.answered %}{{ form.short }}{% else %}"
    "{{ form.title }}{% endif %}",
}
"""A board that decides itself makes no Delegationsbeslut."""
ANCHORED = "answers.forankring is defined and (draft or case.anchoring.forum)"
FIRST = "profil.decision_first"
BACKGROUND = ("uppdrag", "syfte", "behov", "period_budget")


def body() -> list[Block]:
    """Return the body: sender, date and number, title, background, decision, signature.

    The profile may let the decision stand first; the signature stands last.
    """
    return [
        *_head(),
        *when(FIRST, *_decision()),
        *_background(),
        *when(f"not {FIRST}", *_decision(keep=True)),
        *_signature(),
    ]


def _head() -> list[Block]:
    return [
        p("Avsändare", put("case.unit")),
        p("Avsändare", "Handläggare: ", put("case.officer.name")),
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
        *_before_signature("beslutsunderlag", f"{FIRST} and answers.delegation is not defined"),
        *when(
            "answers.delegation is defined",
            p("Heading 2", "Delegationsbestämmelse och delegation"),
            *_before_signature("delegation", FIRST),
        ),
    ]


def _before_signature(name: str, condition: str) -> list[Block]:
    """Return an answer that stays on the page of what follows where the condition holds."""
    answer = put(f"answers.{name}")
    return [
        tag(f"if {condition}"),
        p("Normal", answer, keep=True),
        tag("else"),
        p("Normal", answer),
        tag("endif"),
    ]


def _decision(*, keep: bool = False) -> list[Block]:
    return [p("Heading 2", "Beslut"), p("Normal", put("answers.beslut"), keep=keep)]


def _signature() -> list[Block]:
    return [
        deciding.SIGNATURE,
        *when("answers.anmalan is defined", p("Heading 2", "Anmälan"), p("Normal", put("answers.anmalan"))),
    ]
