"""The budget by the line: in each kostnadsslag its costs, their reckoning, activity and year."""

from __future__ import annotations

from layouts.content import (
    Block,
    Cell,
    Paragraph,
    Table,
    each,
    figure,
    heads,
    looped,
    p,
    put,
    tag,
    text,
    when,
)
from layouts.costs import costs

LONG = "budget.lines|length > 25"
"""More than a page: then the lines stand in an appendix."""
APPENDIX = "Bilaga: specificerad budget"
SEE_APPENDIX = "Kostnaderna är specificerade i bilagan ”Specificerad budget”, sist i ansökan."
UNSORTED = "budget.lines|rejectattr('category')|selectattr('answered')|list"
NUMBER = "{{ line.quantity|belopp }}{% if draft or line.unit %}\u00a0{{ line.unit }}{% endif %}"
HOURS = f"{NUMBER} à\u00a0{put('line.unit_price|kronor')}"  # 460 timmar à 500 kronor
ASKED = "line.quantity or line.unit_price or (draft and not line.amount)"
RECKONING = f"{{% if {ASKED} %}}{HOURS}{{% else %}}–{{% endif %}}"
RECKONED = "line.quantity and line.unit_price and not line.amount"
SUM, GIVEN = put("line.total|belopp"), put("line.amount|belopp")
AMOUNT = f"{{% if {RECKONED} %}}{SUM}{{% else %}}{GIVEN}{{% endif %}}"


def budget() -> list[Block]:
    """Return the sums where they say more than the lines, and the lines where they are not an appendix."""
    several = f"budget.total and (budget.by_column|length > 1 or {LONG})"
    return [
        *when(several, *costs()),
        tag(f"if {LONG}"),
        p("Normal", SEE_APPENDIX),
        tag("else"),
        *lines(),
        *when(
            f"budget.total and not ({several})",
            p("Tabelltext stark", "Summa kostnader: ", put("budget.total|kronor")),
        ),
        tag("endif"),
    ]


def appendix() -> list[Block]:
    """Return the appendix, for a form that asks for the costs."""
    asked = when(
        f'question.table == "costs" and {LONG}', Paragraph("Heading 2", (APPENDIX,), new_page=True), *lines()
    )
    return each("section", "sections", *each("question", "section.questions", *asked))


def lines() -> list[Block]:
    """Return a table of costs for each kostnadsslag, one for costs without, and one of the flat rates."""
    sorted_ = each(
        "row",
        "budget.by_category",
        p("Caption", put("row.name"), ", ", put("row.total|kronor")),
        _lines("line.category == row.name", text(put("line.description"))),
    )
    named = (p("Tabelltext", put("line.description")), p("Tabelltext", put("line.category")))
    unsorted = when(
        f"{UNSORTED} or (draft and not budget.by_category)",
        *when(UNSORTED, p("Caption", "Kostnader utan kostnadsslag")),
        _lines("not line.category and (draft or line.answered)", named),
    )
    flat = when("budget.flat_rates|selectattr('answered')|list", p("Caption", "Schabloner"), RATES)
    return [*sorted_, *unsorted, *flat]


def _lines(which: str, what: Cell) -> Table:
    return Table(
        "Kostnader",
        "En rad för varje kostnad, med beräkning, aktivitet, år och belopp i kronor.",
        (43, 40, 42, 12, 23),
        heads("Kostnad", "Beräkning", "Aktivitet", "År", "Kronor", figures=[-1]),
        (
            looped("line", f"budget.lines if {which}", what, text(RECKONING),
                   text(_if_known("line.activity")), text(_if_known("line.year")), figure(AMOUNT)),
        ),
    )  # fmt: skip


RATES = Table(
    "Schabloner",
    "En rad för varje schablon, med procentsats, vad den beräknas på, år och belopp i kronor.",
    (43, 82, 12, 23),
    heads("Schablon", "Beräkning", "År", "Kronor", figures=[-1]),
    (
        looped("rate", "budget.flat_rates", text(put("rate.name")),
               (p("Tabelltext", "{{ rate.rate|procent }} av {{ rate.base|lista }}"),
                tag("if draft and rate.source"), p("Tabelltext", put("rate.source")), tag("endif")),
               text("{% if rate.year %}{{ rate.year }}{% else %}–{% endif %}"),
               figure(put("budget.flat_rows[loop.index0].total|belopp"))),
    ),
)  # fmt: skip


def _if_known(value: str) -> str:
    return f"{{% if draft or {value} %}}{put(value)}{{% else %}}–{{% endif %}}"
