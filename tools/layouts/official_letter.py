"""The layout of an officer's letter to who decides (tjänsteskrivelse): what is proposed stands first."""

from __future__ import annotations

from layouts import deciding
from layouts.content import Block, p, put, when

TITLE = ", {% if case.officer.title %}{{ case.officer.title }}{% else %}handläggare{% endif %}"


def body() -> list[Block]:
    """Return the body: head, proposal, summary, description, economy, judgement, grounds, names."""
    return [
        *deciding.sender("case.date", "case.number"),
        p("Mottagare", "Till: ", put("answers.till")),
        p("Heading 1", put("answers.rubrik")),
        p("Heading 2", "Förslag till beslut"),
        deciding.DECIDES,
        p("Normal", put("answers.beslut")),
        *deciding.under("Sammanfattning", "sammanfattning"),
        *_described(),
        *_economy(),
        *deciding.under("Bedömning", "bedomning"),
        *when("draft or case.consequences", *deciding.under("Konsekvenser", "konsekvenser")),
        *when("draft or decision.follow_up", *deciding.under("Uppföljning", "uppfoljning")),
        *deciding.under("Beslutsunderlag", "beslutsunderlag", keep=True),
        *when(
            "draft or not decision.own or case.sent_to",
            *deciding.under("Expedieras till", "expedieras", keep=True),
        ),
        *_names(),
    ]


def _described() -> list[Block]:
    return [
        *deciding.under("Beskrivning av ärendet", "uppdrag", "syfte"),
        *when("draft or case.need", p("Normal", put("answers.behov"))),
        p("Normal", put("answers.tid")),
        *when("draft or case.anchoring.forum", p("Normal", put("answers.forankring"))),
    ]


def _economy() -> list[Block]:
    return [*deciding.under("Ekonomi", "budget"), *deciding.payers("enligt förslaget")]


def _names() -> list[Block]:
    return [
        p("Underskriftsrad", put("answers.handlaggare"), TITLE),
        *when("answers.chef is defined and (draft or case.signatory.name)", p("Normal", put("answers.chef"))),
    ]
