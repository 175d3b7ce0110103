"""What it costs: lines by kostnadsslag, year and activity; every sum is worked out here."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Literal, get_args

from generator.grant.schema.group import Group, items, key
from generator.grant.schema.kinds import CHOICE, Kronor, Quantity, Rate, Text, Year

CategoryName = Literal[
    "Personal",
    "Externa tjänster",
    "Resor och logi",
    "Investeringar, materiel och lokaler",
    "Övriga kostnader",
]
CATEGORIES: tuple[CategoryName, ...] = get_args(CategoryName)
"""Kostnadsslag; each call says which of them may be used."""

Category = Annotated[CategoryName, CHOICE]
ZERO = Decimal(0)


class CostLine(Group):
    """One cost: either an amount, or a quantity and a unit price."""

    category: Category | None = key("Kostnadsslag")
    description: Text | None = key("Beskrivning", "Vad kostnaden avser.", example="Projektledare 50 %")
    year: Year | None = key("År", "Det år då kostnaden uppstår.", example="2025")
    activity: Text | None = key("Aktivitet", "Namnet på en av projektets aktiviteter.")
    quantity: Quantity | None = key("Antal", "Timmar, dagar, stycken …", example="400")
    unit: Text | None = key("Enhet", "", example="timmar")
    unit_price: Kronor | None = key("Pris per enhet", "Kronor.", example="450")
    amount: Kronor | None = key(
        "Belopp", "Kronor; utelämnas när antal och pris är angivna.", example="180 000"
    )

    @property
    def total(self) -> Decimal | None:
        """Kronor: the amount, else quantity times unit price; None when neither is known."""
        if self.amount is not None:
            return self.amount
        if self.quantity is None or self.unit_price is None:
            return None
        return whole(self.quantity * self.unit_price)


class FlatRate(Group):
    """A cost that is worked out as a share of others."""

    name: Text | None = key("Schablon", "", example="Indirekta kostnader")
    rate: Rate | None = key("Procentsats", "", example="15 %")
    base: tuple[Text, ...] = items(
        "Beräknas på", "Kostnadsslag, eller namn på schabloner som står före denna.", example="Personal"
    )
    source: Text | None = key("Stöd för schablonen", "Utlysning eller handbok som anger procentsatsen.")


@dataclass(frozen=True, slots=True)
class CostRow:
    """A row of the budget table, in kronor; `amounts` stand in the order of `Budget.years`."""

    name: str
    amounts: tuple[Decimal, ...]

    @property
    def total(self) -> Decimal:
        """The sum over the years, in kronor."""
        return sum(self.amounts, ZERO)


@dataclass(frozen=True, slots=True)
class Sum:
    """A name (a year, an activity, a financier) and its sum in kronor."""

    name: str
    total: Decimal


class Budget(Group):
    """All costs of the project."""

    lines: tuple[CostLine, ...] = items("Kostnader", "En rad per kostnad, år och aktivitet.")
    flat_rates: tuple[FlatRate, ...] = items(
        "Schabloner", "Anges som procentsats; programmet räknar ut beloppet."
    )

    @property
    def years(self) -> tuple[int, ...]:
        """The years that have a cost, in order."""
        return tuple(sorted({line.year for line in self.lines if line.year is not None}))

    @property
    def by_category(self) -> tuple[CostRow, ...]:
        """A row for each kostnadsslag that is used, in the order of `CATEGORIES`."""
        used = {line.category for line in self.lines}
        return tuple(self._row(name) for name in CATEGORIES if name in used)

    @property
    def flat_rows(self) -> tuple[CostRow, ...]:
        """A row for each flat rate; rounded to whole kronor year by year, so that the table adds up."""
        rows = {row.name: row for row in self.by_category}
        flat: list[CostRow] = []
        for rate in self.flat_rates:
            row = CostRow(
                rate.name or "",
                tuple(
                    whole(
                        (rate.rate or ZERO) * sum((rows[b].amounts[i] for b in rate.base if b in rows), ZERO)
                    )
                    for i in range(len(self.years))
                ),
            )
            rows[row.name] = row
            flat.append(row)
        return tuple(flat)

    @property
    def rows(self) -> tuple[CostRow, ...]:
        """All rows of the budget table but the sum."""
        return self.by_category + self.flat_rows

    @property
    def by_year(self) -> tuple[Sum, ...]:
        """The sum of each year, in kronor."""
        return tuple(
            Sum(str(year), sum((row.amounts[i] for row in self.rows), ZERO))
            for i, year in enumerate(self.years)
        )

    @property
    def by_activity(self) -> tuple[Sum, ...]:
        """The direct costs of each activity that a line names, in the order of the lines, in kronor."""
        totals: dict[str, Decimal] = {}
        for line in self.lines:
            if line.activity:
                totals[line.activity] = totals.get(line.activity, ZERO) + (line.total or ZERO)
        return tuple(Sum(name, total) for name, total in totals.items())

    @property
    def total(self) -> Decimal:
        """The whole cost of the project, in kronor."""
        return sum((row.total for row in self.rows), ZERO) + _total(
            line for line in self.lines if line.category is None or line.year is None
        )

    @property
    def repeated(self) -> tuple[int, ...]:
        """The indexes of lines that say the same as an earlier one in all but quantity and amount."""
        seen: set[tuple[str | int | None, ...]] = set()
        found = []
        for i, line in enumerate(self.lines):
            same = (line.category, line.description, line.year, line.activity)
            if all(same) and same in seen:
                found.append(i)
            seen.add(same)
        return tuple(found)

    def _row(self, category: str) -> CostRow:
        lines = [line for line in self.lines if line.category == category]
        return CostRow(category, tuple(_total(x for x in lines if x.year == year) for year in self.years))


def whole(amount: Decimal) -> Decimal:
    """Return the amount rounded to whole kronor, halves upwards."""
    return amount.quantize(Decimal(1), rounding=ROUND_HALF_UP)


def _total(lines: Iterable[CostLine]) -> Decimal:
    return sum((line.total or ZERO for line in lines), ZERO)
