"""The time plan: a row for each activity, a column for each month, quarter or year."""

from __future__ import annotations

from layouts.content import Block, Paragraph, Table, p, put, tag, tag_row, text, when

SMALL = "Tabellsiffra liten"
HEAD = "{{ column.name }}{% if column.name and column.year %}\n{% endif %}{{ column.year }}"


def _middle(style: str, words: str, *, filled: bool = False) -> Paragraph:
    return Paragraph(style, (words,), look="filled" if filled else "middle")


PLAN = Table(
    "Tidplan",
    "En rad för varje aktivitet, en kolumn för varje månad, kvartal eller år; en punkt visar att aktiviteten "
    "pågår då.",
    (46, 6, 6, 6),
    ((p("Tabellrubrik", "Aktivitet"),), text("{%tc for column in plan.columns %}"),
     (_middle(SMALL, HEAD),), text("{%tc endfor %}")),
    (
        tag_row("for row in plan.rows", 4),
        (text(put("row.name")), text("{%tc for on in row.goes_on %}"),
         (tag("if on"), _middle(SMALL, "●", filled=True), tag("else"), _middle(SMALL, ""), tag("endif")),
         text("{%tc endfor %}")),
        tag_row("endfor", 4),
    ),
    fixed=False,
)  # fmt: skip


def plan() -> list[Block]:
    """Return the plan where there is one; the day of each activity stands in the table of activities."""
    return when("plan", p("Caption", "Tidplan (● aktiviteten pågår)"), PLAN)
