"""What the decisions have in common: who handles the case, who pays, and tables that a question asks for."""

from __future__ import annotations

from layouts.content import Block, Table, figure, heads, looped, p, put, tag, text, when

NAME = "{% for part in payer.name %}{{ part }}{% endfor %}"
FROM = (
    "{% if payer.line.appropriation and payer.line.appropriation|lower != 'vet ej' %}"
    ", {{ payer.line.appropriation }}{% endif %}{% if payer.line.year %}, {{ payer.line.year }}{% endif %}"
)
AMOUNT = "{% for part in payer.amount %}{{ part }}{% endfor %}"
STATUS = (
    "{{ payer.line.status }}{% if payer.line.granted.date %} {{ payer.line.granted.date|isodatum }}{% endif %}"
    "{% if payer.in_kind %}, i annat än pengar{% endif %}"
)
PAYERS = Table(
    "Finansiering",
    "En rad för varje finansiärs bidrag, med belopp och status; summan sist.",
    (76, 48, 36),
    heads("Finansiär", "Belopp", "Status"),
    (looped("payer", "decision.payers", text(NAME + FROM), text(AMOUNT), text(STATUS)),),
    (
        text("Summa{% if decision.payers|rejectattr('line.counted')|list %} av kända belopp{% endif %}"),
        text(put("financing.total|kronor")),
        text(""),
    ),
    together=True,
)  # fmt: skip


def of_question(table: str, *inside: Block) -> list[Block]:
    """Return what is drawn where a question that applies asks for the table."""
    return [
        tag("for section in sections"),
        tag(f'for question in section.questions if question.table == "{table}"'),
        *inside,
        tag("endfor"),
        tag("endfor"),
    ]


def payers() -> list[Block]:
    """Return the table of who pays, where it is asked for, and what is given outside the budget."""
    outside = when("decision.outside", p("Normal", put("answers.utanfor_budgeten")))
    return [*of_question("financing", PAYERS, p("Normal", "")), *outside]
