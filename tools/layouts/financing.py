"""The tables of who pays: each contribution, the shares, and what is given outside the budget."""

from __future__ import annotations

from layouts.content import Block, Table, figure, heads, looped, p, put, text, when

FINANCIER = (
    "{{ line.financier }}{% if line.joint|select|list %} ({{ line.joint|lista }} gemensamt){% endif %}"
    "{% if line.year %}, {{ line.year }}{% endif %}"
)
NAMED = "line.appropriation and (draft or line.appropriation|lower != 'vet ej')"
APPROPRIATION = (
    f"{{% if {NAMED} %}}{{{{ line.appropriation }}}}{{% if line.programme %}}, {{% endif %}}{{% endif %}}"
    f"{{% if line.programme %}}{{{{ line.programme }}}}{{% elif not ({NAMED}) %}}–{{% endif %}}"
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
FINANCING = Table(
    "Finansiering",
    "En rad för varje finansiärs bidrag, med form, status, anslag och belopp i kronor; summan sist.",
    (36, 19, 26, 18, 37, 24),
    heads("Finansiär", "Offentlig eller privat", "Form", "Status", "Anslag eller program", "Belopp, kr",
          figures=[-1]),
    (
        looped("line", "financing.contributions if line.inside and (draft or line.answered)", text(FINANCIER),
               text(put("line.sector")), text(put("line.form")), text(STATUS), text(APPROPRIATION),
               figure(AMOUNT)),
    ),
    (text(SUMMED), text(""), text(""), text(""), text(""), figure(TOTAL)),
)  # fmt: skip
OUTSIDE = Table(
    "Bidrag utanför budgeten",
    "En rad för varje bidrag som inte är en kostnad i budgeten, med form, status och värde i kronor.",
    (62, 24, 34, 16, 24),
    heads("Finansiär", "Offentlig eller privat", "Form", "Status", "Värde, kr", figures=[-1]),
    (
        looped("line", "financing.contributions if line.outside_budget", text(FINANCIER),
               text(put("line.sector")), text(put("line.form")), text(STATUS), figure(AMOUNT)),
    ),
    (text("Summa"), text(""), text(""), text(""), figure(put("financing.outside_total|belopp"))),
)  # fmt: skip

SHARES_CAPTION = "Andel av finansieringen{% if financing.rounded %}, avrundade tal{% endif %}"
SHARES = Table(
    "Andelar",
    "En rad för varje finansiär, med belopp i kronor och andel av all finansiering; summan sist.",
    (92, 34, 34),
    heads("Finansiär", "Belopp, kr", "Andel", figures=[1, 2]),
    (
        looped("share", "financing.by_financier if share.total", text(put("share.name")),
               figure(put("share.total|belopp")), figure(put("share.share|procent"))),
    ),
    (text("Summa"), figure(put("financing.total|belopp")), figure("100\u00a0%")),
)  # fmt: skip


def financing() -> list[Block]:
    """Return the table of who pays, the shares with their chart, and what is given outside the budget."""
    chart = when("charts.financing", p("Diagram", put("charts.financing"), keep=True))
    shares = when(WHOLE, p("Caption", SHARES_CAPTION), *chart, SHARES)
    outside = when(
        "financing.contributions|selectattr('outside_budget')|list",
        p("Caption", "Bidrag utanför budgeten"),
        OUTSIDE,
    )
    left = when("draft and financing.total and (not budget.total or budget.total > financing.total)",
                p("Hjälptext", LEFT))  # fmt: skip
    return [FINANCING, *left, *shares, *outside]
