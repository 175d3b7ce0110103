"""The layout of a funder's decision: the decision whole on page one, then what it rests on and demands."""

from __future__ import annotations

from layouts import deciding, grants
from layouts.content import Block, p, put, when
from layouts.costs import costs

SAYS = {**deciding.SAYS, "case.date": "decision.date", "case.number": "decision.number"}
"""The funder's own day and number."""
GAP = "Av kostnaderna återstår {{ decision.gap|kronor }} att finansiera."
LINE = "decision.line.granted"


def body() -> list[Block]:
    """Return the body: head, decision, reasons, money, demands, grounds, signature."""
    return [
        *_head(),
        *deciding.under("Beslut", "beslut"),
        *when("answers.ytterligare is defined", p("Normal", put("answers.ytterligare"))),
        *deciding.under("Skäl för beslutet", "skal"),
        *when(
            "answers.strategi is defined and (draft or answers.strategi)",
            p("Normal", put("answers.strategi")),
        ),
        *when("answers.statsstod is defined", p("Normal", put("answers.statsstod"))),
        *_money(),
        *_demands(),
        *_grounds(),
        deciding.SIGNATURE,
        *deciding.under("Expedieras till", "expedieras"),
        *when("answers.anmalan is defined", p("Normal", put("answers.anmalan"))),
    ]


def _head() -> list[Block]:
    number = "{% if draft or applicant.organisation_number %}, {{ applicant.organisation_number }}{% endif %}"
    return [
        *deciding.sender("decision.date", "decision.number"),
        p("Mottagare", "Till: ", put("answers.till"), number),
        p("Heading 1", put("answers.rubrik")),
        *when("answers.inkom is defined", p("Normal", put("answers.inkom"))),
    ]


def _money() -> list[Block]:
    outside = when("decision.outside", p("Normal", put("answers.utanfor_budgeten")))
    plan = p("Heading 2", _under_ordinance("Total finansieringsplan", "Finansiering"))
    left = when("decision.gap", p("Normal", GAP))
    budget = p("Heading 2", _under_ordinance("Godkänd budget", "Budget"))
    return [
        *deciding.of_question("costs", budget, *costs()),
        *deciding.of_question("financing", plan, *left, *outside, deciding.PLAN),
        *when('sections|selectattr("id", "equalto", "mal")|list', p("Heading 2", "Mål och indikatorer")),
        *deciding.of_question("goals", *grants.goals()),
        *deciding.of_question("indicators", p("Caption", "Indikatorer"), grants.INDICATORS),
    ]


def _demands() -> list[Block]:
    return [
        *when(f"draft or {LINE}.conditions|select|list", *deciding.under("Villkor", "villkor")),
        *when(f"draft or {LINE}.follow_up", *deciding.under("Uppföljning och utvärdering", "uppfoljning")),
        *when(
            f"draft or {LINE}.reports|selectattr('answered')|list",
            p("Heading 2", "Rapporter och slutrapport"),
            p("Normal", "Den sökande lämnar:", keep=True),
            p("Normal", put("answers.rapporter")),
        ),
        *when("answers.utbetalning is defined", *deciding.under("Utbetalning", "utbetalning")),
        *when("answers.upphavande is defined", *deciding.under("Upphävande och återbetalning", "upphavande")),
    ]


def _grounds() -> list[Block]:
    return [
        *deciding.under("Beslutsunderlag", "beslutsunderlag", keep=True),
        *when("answers.delegation is defined", *deciding.under("Delegation", "delegation", keep=True)),
    ]


def _under_ordinance(there: str, elsewhere: str) -> str:
    """Return a text that only support under the ordinance has, and what others have."""
    return f"{{% if decision.ordinance %}}{there}{{% else %}}{elsewhere}{{% endif %}}"
