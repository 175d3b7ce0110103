"""The tables of who pays: each contribution with its share, and what is given outside the budget."""

from __future__ import annotations

from layouts.content import Block, Table, figure, heads, looped, p, put, tag, tag_row, text, when

FINANCIER = (
    "{{ line.financier }}{% if line.joint|select|list %} ({{ line.joint|lista }} gemensamt){% endif %}"
    "{% if line.year %}, {{ line.year }}{% endif %}"
)
NAMED = "line.appropriation and (draft or line.appropriation|lower != 'vet ej')"
APPROPRIATION = (
    f"{{% if {NAMED} %}}{{{{ line.appropriation }}}}{{% if line.programme %}}, {{% endif %}}{{% endif %}}"
    "{% if line.programme %}{{ line.programme }}{% endif %}"
)
STATUS = (  # what is planned is sought when the application is sent
    "{% if not draft and line.application == form.name and line.status == 'planerad' %}sökt{% else %}"
    "{{ line.status }}{% endif %}"
    "{% if line.amount and line.counted != line.amount %}; sökt {{ line.amount|belopp }}{% endif %}"
)
KRONOR = "(line.granted.amount or line.granted.at_most or line.amount)"
SHARE = "(line.granted.share or line.share)"
AMOUNT = (  # a share has a limit in kronor; what is not known yet has no amount
    f"{{% if {SHARE} %}}{{{{ {SHARE}|procent }}}}{{% if draft or {KRONOR} %}}, högst {{% endif %}}"
    f"{{% elif line.about and {KRONOR} %}}ca "
    "{% elif line.granted.at_most and not line.granted.amount %}högst {% endif %}"
    f"{{% if line.about and not {KRONOR} and not {SHARE} %}}inte känt"
    f"{{% elif draft or {KRONOR} or not {SHARE} %}}{{{{ {KRONOR}|belopp }}}}{{% endif %}}"
)
UNKNOWN = "financing.contributions|selectattr('inside')|selectattr('answered')|rejectattr('counted')|list"
WHOLE = f"budget.total and financing.total >= budget.total and not ({UNKNOWN})"
"""Then it is known who pays all of the costs, and so what share of them each pays."""
SUMMED = f"Summa{{% if financing.total and {UNKNOWN} %}} av kända belopp{{% endif %}}"
TOTAL = f"{{% if financing.total %}}{put('financing.total|belopp')}{{% else %}}–{{% endif %}}"
LEFT = (
    "{% if not budget.total %}Vad hela projektet kostar är inte angivet; då går det inte att se om någon mer "
    "behöver betala.{% else %}Av kostnaderna återstår {{ (budget.total - financing.total)|kronor }} att "
    "finansiera.{% endif %}"
)
NAME = (
    p("Tabelltext", FINANCIER),
    tag(f"if ({NAMED}) or line.programme"),
    p("Tabelltext", APPROPRIATION),
    tag("endif"),
)
PAYERS = "payers[form.name]"
SUM_OF_GROUP = "{% if group.total %}{{ group.total|belopp }}{% else %}–{% endif %}"
SUBTOTAL = "{{ group.name }}, summa{% if not group.whole %} av kända belopp{% endif %}"
FINANCING = Table(
    "Finansiering",
    "En rad för varje finansiärs bidrag, med form, status, belopp i kronor och andel av finansieringen; det "
    "som söks här först, summan sist.",
    (54, 20, 28, 19, 23, 16),
    heads("Finansiär", "Sektor", "Form", "Status", "Belopp, kr", "Andel", figures=[-2, -1]),
    (
        tag_row(f"for group in {PAYERS}.groups", 6),
        looped("line", "group.lines", NAME, text(put("line.sector")),
               text(put("line.form")), text(STATUS), figure(AMOUNT),
               figure(put("group.shares[loop.index0]"))),
        tag_row(f"if group.lines|length > 1 and {PAYERS}.groups|length > 1", 6),
        ((p("Tabelltext stark", SUBTOTAL),), text(""), text(""), text(""),
         figure(SUM_OF_GROUP), figure(put("group.share"))),
        tag_row("endif", 6),
        tag_row("endfor", 6),
    ),
    (text(SUMMED), text(""), text(""), text(""), figure(TOTAL), figure(put(f"{PAYERS}.share"))),
)  # fmt: skip
OUTSIDE = Table(
    "Bidrag utanför budgeten",
    "En rad för varje bidrag som inte är en kostnad i budgeten, med form, status och värde i kronor.",
    (66, 20, 30, 20, 24),
    heads("Finansiär", "Sektor", "Form", "Status", "Värde, kr", figures=[-1]),
    (
        looped("line", "financing.contributions if line.outside_budget", text(FINANCIER),
               text(put("line.sector")), text(put("line.form")), text(STATUS), figure(AMOUNT)),
    ),
    (text("Summa"), text(""), text(""), text(""), figure(put("financing.outside_total|belopp"))),
)  # fmt: skip


def financing() -> list[Block]:
    """Return the table of who pays, a chart of many, and what is given outside the budget."""
    rounded = when(f"{PAYERS}.rounded", p("Tabelltext", "Andelarna är avrundade."))
    chart = when(
        f"charts.financing and {WHOLE}",
        p("Caption", "Andel av finansieringen"),
        p("Diagram", put("charts.financing")),
    )
    outside = when(
        "financing.contributions|selectattr('outside_budget')|list",
        p("Caption", "Bidrag utanför budgeten"),
        OUTSIDE,
    )
    left = when("draft and financing.total and (not budget.total or budget.total > financing.total)",
                p("Hjälptext", LEFT))  # fmt: skip
    return [FINANCING, *rounded, *left, *chart, *outside]
