"""The layout of the decision memo, as the region writes it."""

from __future__ import annotations

from layouts.text import line_break, p, put, tab, when
from layouts.xml import Element

BACKGROUND = ("uppdrag", "syfte", "behov", "period_budget")


def body() -> list[Element]:
    """Return the body: sender, date and number, title, background, decision, signature."""
    return [*_head(), *_background(), *_decision()]


def _head() -> list[Element]:
    return [
        p("Sender", put("case.unit")),
        p("Sender", put("case.officer.name")),
        p("Sender", f"Tfn: {put('case.officer.phone')}"),
        p("Sender", f"E-post: {put('case.officer.email')}"),
        p("DateLine", put("case.date|isodatum"), tab(), f"Dnr {put('case.number')}"),
        p("Heading1", put("answers.rubrik")),
    ]


def _background() -> list[Element]:
    return [
        p("Heading2", "Ärendebeskrivning"),
        *(p("Normal", put(f"answers.{name}")) for name in BACKGROUND),
        *when("draft or case.anchoring.forum", p("Normal", put("answers.forankring"))),
        p("Heading2", "Beslutsunderlag"),
        p("Normal", put("answers.beslutsunderlag")),
        p("Heading2", "Delegationsbestämmelse och delegation"),
        p("Normal", put("answers.delegation")),
    ]


def _decision() -> list[Element]:
    return [
        p("Heading2", "Beslut"),
        p("Normal", put("answers.beslut"), keep=True),
        p("Signature", put("case.signatory.name"), line_break(), put("case.signatory.title")),
        p("Heading2", "Anmälan"),
        p("Normal", put("answers.anmalan")),
    ]
