"""What the decisions have in common: who handles the case, who pays, and tables that a question asks for."""

from __future__ import annotations

from layouts.content import Block, Table, figure, heads, looped, p, put, tag, text, when

SAYS = {"applicant.name": "decision.authority"}
"""The header names the organisation that decides."""
NAME = "{% for part in payer.name %}{{ part }}{% endfor %}"
FROM = (
    "{% if payer.line.appropriation and payer.line.appropriation|lower != 'vet ej' %}"
    ", {{ payer.line.appropriation }}{% endif %}{% if payer.line.year %}, {{ payer.line.year }}{% endif %}"
)
UNKNOWN = "not budget.total or decision.gap or decision.payers|rejectattr('line.counted')|list"
"""Then the sum is not all financing."""
AMOUNT = "{% for part in payer.amount %}{{ part }}{% endfor %}"
STATUS = (
    "{% if payer.granted and payer.line.status == 'sökt' %}beviljad"
    "{% else %}{{ payer.line.status }}{% endif %}"
    "{% if payer.granted and payer.line.granted.date %} {{ payer.line.granted.date|isodatum }}{% endif %}"
)
SUPPORT = (
    "{% if payer.line.sector %}, {{ payer.line.sector }}{% endif %}"
    "{% if payer.in_kind %}, i annat än pengar{% endif %}"
)


def _payers(is_here: str, here: str) -> Table:
    """Return the table; `here`: the status of what this document is about, where `is_here` holds."""
    status = f"{{% if {is_here} %}}{here}{{% else %}}{STATUS}{{% endif %}}{SUPPORT}"
    return Table(
        "Finansiering",
        "En rad för varje finansiärs bidrag, med belopp och status; summan sist.",
        (70, 46, 44),
        heads("Finansiär", "Belopp", "Status", figures=[1]),
        (looped("payer", "decision.payers", text(NAME + FROM), figure(AMOUNT), text(status)),),
        (
            text(f"Summa{{% if {UNKNOWN} %}} av kända belopp{{% endif %}}"),
            figure("{% if financing.total %}{{ financing.total|kronor }}{% else %}inte känd{% endif %}"),
            text(""),
        ),
    )


PLAN = _payers("payer.line.financier == decision.authority", "detta beslut")
"""The funder's own line is what it decides now."""
DECIDES = p(
    "Normal",
    "{% if decision.body %}{{ decision.who }}{% else %}{{ case.body }}{% endif %} beslutar följande.",
    keep=True,
)
SIGNATURE = p(
    "Signature",
    ("Underskrift", "Ledtext"),
    "\n",
    put("case.signatory.name"),
    "\n",
    put("case.signatory.title"),
    keep=True,
)
"""A line to sign on and whose name it is; above it there is room for the words of an electronic signature."""


def of_question(table: str, *inside: Block) -> list[Block]:
    """Return what is drawn where a question that applies asks for the table."""
    return [
        tag("for section in sections"),
        tag(f'for question in section.questions if question.table == "{table}"'),
        *inside,
        tag("endfor"),
        tag("endfor"),
    ]


def payers(here: str) -> list[Block]:
    """Return what is given outside the budget, and the table of who pays where it is asked for.

    `here`: the status of what this document is about.
    """
    table = _payers("payer.here", here)
    outside = when("decision.outside", p("Normal", put("answers.utanfor_budgeten")))
    return [*outside, *of_question("financing", p("Caption", "Finansiering"), table)]


def sender(date: str, number: str) -> list[Block]:
    """Return who handles the case, its date and its number."""
    officer = "case.officer"
    return [
        p("Avsändare", put("case.unit")),
        p("Avsändare", "Handläggare: ", put(f"{officer}.name")),
        *when(
            f"draft or {officer}.phone or {officer}.email",
            p(
                "Avsändare",
                f"{{% if draft or {officer}.phone %}}{put(f'{officer}.phone')}{{% endif %}}"
                f"{{% if draft or ({officer}.phone and {officer}.email) %}}, {{% endif %}}"
                f"{{% if draft or {officer}.email %}}{put(f'{officer}.email')}{{% endif %}}",
            ),
        ),
        p("Datumrad", put(f"{date}|isodatum"), "\t", f"Dnr {put(number)}"),
    ]


def under(heading: str, *answers: str, keep: bool = False) -> list[Block]:
    """Return a heading and the answers under it; `keep`: on the page of what follows, which is signed."""
    return [p("Heading 2", heading), *(p("Normal", put(f"answers.{name}"), keep=keep) for name in answers)]
