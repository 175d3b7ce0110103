"""The table of costs: a row for each kostnadsslag, a column for each year."""

from __future__ import annotations

from layouts.tables import Cell, Table, draw, figure, heads, looped, text
from layouts.text import p, put, tag
from layouts.xml import Element

NAME = "Kostnader per kostnadsslag och år"
ABOUT = "En rad för varje kostnadsslag, en kolumn för varje år, summor sist; belopp i kronor."
YEARS_DRAWN = 6
YEAR, SUM, NARROW = 22.0, 26.0, 17.0  # millimetres
MANY = {5: (19.5, 22.0), 6: (NARROW, 18.0)}
"""How wide the columns are where they are many: amounts of eight digits stand on one line."""


def costs() -> list[Element]:
    """Return a table for each number of years up to six, whose columns have widths, and one for more."""
    tables: list[Element] = []
    for years in range(1, YEARS_DRAWN + 1):
        tables += [tag(f"{'elif' if tables else 'if'} budget.years|length == {years}"), draw(_of(years))]
    return [p("Caption", f"{NAME}, kronor"), *tables, tag("else"), draw(_of_many()), tag("endif")]


def _of(years: int) -> Table:
    def each(value: str) -> list[Cell]:
        return [figure(put(value.format(i)), small=small) for i in range(years)]

    year, last = MANY.get(years, (YEAR, SUM))
    small = years == YEARS_DRAWN
    return Table(
        NAME,
        ABOUT,
        (160 - year * years - last, *[year] * years, last),
        heads("Kostnadsslag", *(put(f"budget.years[{i}]") for i in range(years)), "Summa",
              figures=range(1, years + 2)),
        (
            looped("row", "budget.rows", text(put("row.name")), *each("row.amounts[{}]|belopp"),
                   figure(put("row.total|belopp"), small=small)),
        ),
        (text("Summa"), *each("budget.by_year[{}].total|belopp"),
         figure(put("budget.total|belopp"), small=small)),
    )  # fmt: skip


def _of_many() -> Table:
    return Table(
        NAME,
        ABOUT,
        (40, *[NARROW] * 4),
        heads("Kostnadsslag", "{%tc for year in budget.years %}", put("year"), "{%tc endfor %}", "Summa",
              figures=[2, 4]),
        (
            looped("row", "budget.rows", text(put("row.name")), text("{%tc for amount in row.amounts %}"),
                   figure(put("amount|belopp"), small=True), text("{%tc endfor %}"),
                   figure(put("row.total|belopp"))),
        ),
        (text("Summa"), text("{%tc for year in budget.by_year %}"),
         figure(put("year.total|belopp"), small=True), text("{%tc endfor %}"),
         figure(put("budget.total|belopp"))),
        fixed=False,
    )  # fmt: skip
