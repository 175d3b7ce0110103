"""The sums of the costs: a row for each kostnadsslag, a column for each year and for costs without one."""

from __future__ import annotations

from layouts.content import Block, Cell, Table, figure, heads, looped, put, tag, text

NAME = "Kostnader per kostnadsslag och år"
ABOUT = "En rad för varje kostnadsslag, en kolumn för varje år, summor sist; belopp i kronor."
HEAD = "Kostnadsslag, kronor"
DRAWN = 6
COLUMN, SUM, NARROW = 22.0, 26.0, 17.0  # millimetres
MANY = {5: (19.5, 22.0), 6: (NARROW, 18.0)}
"""How wide the columns are where they are many: amounts of eight digits stand on one line."""


def costs() -> list[Block]:
    """Return a table for each number of columns up to six, which have widths, and one for more."""
    tables: list[Block] = []
    for columns in range(1, DRAWN + 1):
        test = f"budget.by_column|length == {columns}"
        tables += [tag(f"{'elif' if tables else 'if'} {test}"), _of(columns)]
    return [*tables, tag("else"), _of_many(), tag("endif")]


def _of(columns: int) -> Table:
    def each(cell: str) -> list[Cell]:
        return [figure(cell.replace("#", str(i)), small=small) for i in range(columns)]

    width, last = MANY.get(columns, (COLUMN, SUM))
    small = columns == DRAWN
    return Table(
        NAME,
        ABOUT,
        (160 - width * columns - last, *[width] * columns, last),
        heads(HEAD, *(put(f"budget.by_column[{i}].name") for i in range(columns)), "Summa",
              figures=range(1, columns + 2)),
        (
            looped("row", "budget.rows", text(put("row.name")), *each(_or_dash("row.amounts[#]")),
                   figure(put("row.total|belopp"), small=small)),
        ),
        (text("Summa"), *each(put("budget.by_column[#].total|belopp")),
         figure(put("budget.total|belopp"), small=small)),
    )  # fmt: skip


def _of_many() -> Table:
    return Table(
        NAME,
        ABOUT,
        (40, *[NARROW] * 4),
        heads(HEAD, "{%tc for one in budget.by_column %}", put("one.name"), "{%tc endfor %}",
              "Summa", figures=[2, 4]),
        (
            looped("row", "budget.rows", text(put("row.name")), text("{%tc for amount in row.amounts %}"),
                   figure(_or_dash("amount"), small=True), text("{%tc endfor %}"),
                   figure(put("row.total|belopp"))),
        ),
        (text("Summa"), text("{%tc for one in budget.by_column %}"),
         figure(put("one.total|belopp"), small=True), text("{%tc endfor %}"),
         figure(put("budget.total|belopp"))),
        fixed=False,
    )  # fmt: skip


def _or_dash(amount: str) -> str:
    return f"{{% if {amount} %}}{{{{ {amount}|belopp }}}}{{% else %}}–{{% endif %}}"
