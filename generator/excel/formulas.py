"""What is computed in the workbook: the program's own sums, as formulas.

They are reckoned from what is typed, never from each other's columns: a row that somebody inserts has no
formula of its own, and counts all the same. A figure that is a text counts as none, here and in the import,
which refuses it at its cell: one of them would else make every sum an error. What picks figures among texts
is an IF of many cells, which Excel reckons in an array formula only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.excel.layout import FIRST_ROW, Layout, letter
from generator.grant.schema.budget import CATEGORIES
from generator.language import _

LINES, RATES, ACTIVITIES, PAYERS = (
    "budget.lines",
    "budget.flat_rates",
    "project.activities",
    "financing.contributions",
)
FIRST_SUM = 4
"""The row of the sheet of sums where that of the first kostnadsslag stands."""
FIRST_RATE = FIRST_SUM + len(CATEGORIES) + 1
"""That of the first flat rate; between stand the costs without kostnadsslag."""
_MORE_RATES = 4
"""Rows there for flat rates that are added."""


@dataclass(frozen=True)
class Formulas:
    """The sheets by the paths of their lists, and the years that have a column in the sheet of sums."""

    layouts: Mapping[str, Layout]
    years: Sequence[int]

    @property
    def title(self) -> str:
        """The name of the sheet of sums."""
        return _("Sums")

    @property
    def rates(self) -> int:
        """How many flat rates the sheet of sums has a row for."""
        return self.layouts[RATES].count + _MORE_RATES

    @property
    def total(self) -> str:
        """The column of the sums over all years."""
        return letter(2 + (len(self.years) + 1 if self.years else 0))

    def costs(self, where: str = "") -> str:
        """Return the sum of the cost lines for which `where`, 1 for each that counts, holds."""
        quantity, price, amount = map(self.layouts[LINES].all, ("quantity", "unit_price", "amount"))
        each = f'(({amount}="")*ROUND({_figures(quantity)}*{_figures(price)},0)+{_figures(amount)})'
        return f"SUMPRODUCT({where}{each})" if where else f"SUMPRODUCT({each})"

    def payments(self, where: str = "", *, outside: bool = False) -> str:
        """Return the sum of what is paid: what was granted, else what is asked for."""
        payers = self.layouts[PAYERS]
        granted, most, amount = map(payers.all, ("granted.amount", "granted.at_most", "amount"))
        asked = f'({most}="")*{_figures(amount)}+{_figures(most)}'
        counted = f'(({granted}="")*({asked})+{_figures(granted)})'
        sign = "=" if outside else "<>"
        return f'SUMPRODUCT({where}({payers.all("outside_budget")}{sign}"ja")*{counted})'

    def where(self, path: str, name: str, value: str) -> str:
        """Return what picks the rows of a list that say this at the key; `value` as a formula writes it."""
        return f"({self.layouts[path].all(name)}={value})*"

    def of_row(self, path: str, row: int) -> str:
        """Return what is computed in a row of the sheet of a list; "" where nothing is."""
        made = {LINES: self._line, RATES: self._rate, ACTIVITIES: self._activity, PAYERS: self._payer}
        return made[path](row) if path in made else ""

    def _line(self, row: int) -> str:
        quantity, price, amount = self._cells(LINES, row, "quantity", "unit_price", "amount")
        product = f'IF(COUNT({quantity},{price})<2,"",ROUND({quantity}*{price},0))'
        return f'=IF({amount}<>"",{amount},{product})'

    def _payer(self, row: int) -> str:
        names = ("granted.amount", "granted.at_most", "amount", "outside_budget")
        granted, most, amount, outside = self._cells(PAYERS, row, *names)
        counted = f'IF({granted}<>"",{granted},IF({most}<>"",{most},IF({amount}<>"",{amount},"")))'
        return f'=IF({outside}="ja","",{counted})'

    def _activity(self, row: int) -> str:
        (name,) = self._cells(ACTIVITIES, row, "name")
        return f'=IF({name}="","",{self.costs(self.where(LINES, "activity", name))})'

    def _rate(self, row: int) -> str:
        (name,) = self._cells(RATES, row, "name")
        rows = f"${self.total}${FIRST_RATE}:${self.total}${FIRST_RATE + self.rates - 1}"
        return f'=IF({name}="","",INDEX(\'{self.title}\'!{rows},ROW()-{FIRST_ROW - 1}))'

    def _cells(self, path: str, row: int, *names: str) -> list[str]:
        return [self.layouts[path].cell(name, row) for name in names]


def _figures(cells: str) -> str:
    """Return the figures of cells, 0 for what is none."""
    return f"IF(ISNUMBER({cells}),{cells},0)"
