"""What it costs: lines by kostnadsslag, year and activity; every sum is computed here."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Literal, get_args

from generator.grant.schema.base import Group, items, key, missing
from generator.grant.schema.types import (
    CHOICE,
    GOES_ON,
    HEADING,
    Kronor,
    NameOf,
    Quantity,
    Rate,
    Sentences,
    Text,
    Year,
)
from generator.located import Missing

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
UNDATED, NO_ACTIVITY = "Utan år", "Utan aktivitet"


class CostLine(Group):
    """One cost: either an amount, or a quantity and a unit price."""

    category: Annotated[Category, HEADING] | None = key("Kostnadsslag")
    description: Text | None = key("Beskrivning", "Vad kostnaden avser.", example="Projektledare 50 %")
    year: Year | None = key(
        "År", "Det år då kostnaden uppstår; behövs inte i ett projekt som ryms i ett år.", example="2025"
    )
    activity: Annotated[Text, NameOf("project.activities.#.name")] | None = key(
        "Aktivitet", "Namnet på en av projektets aktiviteter."
    )
    quantity: Quantity | None = key("Antal", "Timmar, dagar, stycken …", example="400")
    unit: Text | None = key("Enhet", "", example="timmar")
    unit_price: Annotated[Kronor, GOES_ON] | None = key("Pris per enhet", "Kronor.", example="450")
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
    """A cost that is computed as a share of others."""

    name: Text | None = key("Schablon", "", example="Indirekta kostnader")
    rate: Annotated[Rate, GOES_ON] | None = key("Procentsats", "", example="15 %")
    base: tuple[Annotated[Text, NameOf("budget.flat_rates.#.name")], ...] = items(
        "Beräknas på", "Kostnadsslag, eller namn på schabloner som står före denna.", example="Personal"
    )
    year: Year | None = key(
        "År", "När schablonen bara gäller ett år; annars räknas den på alla.", example="2025"
    )
    source: Sentences | None = key(
        "Stöd för schablonen", "Utlysning eller handbok som anger procentsatsen. Visas bara i utkast."
    )


@dataclass(frozen=True, slots=True)
class CostRow:
    """A row of the budget table, in kronor; `amounts` stand in the order of `Budget.by_column`."""

    name: str | Missing
    amounts: tuple[Decimal, ...]

    @property
    def total(self) -> Decimal:
        """The sum over the columns, in kronor."""
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
        return tuple(
            self._row(name, (line for line in self.lines if line.category == name))
            for name in CATEGORIES
            if name in used
        )

    @property
    def flat_rows(self) -> tuple[CostRow, ...]:
        """A row for each flat rate; rounded to whole kronor column by column, so that the table adds up."""
        rows = {str(row.name): row for row in self.by_category}
        flat: list[CostRow] = []
        for number, rate in enumerate(self.flat_rates):
            bases = [rows[name].amounts for name in rate.base if name in rows]
            sums = zip(self._columns, zip(*bases, strict=True), strict=True) if bases else ()
            amounts = (
                (rate.rate or ZERO) * (sum(parts, ZERO) if rate.year in {None, year} else ZERO)
                for year, parts in sums
            )
            row = CostRow(
                rate.name or missing(FlatRate, f"budget.flat_rates.{number}", "name"),
                tuple(map(whole, amounts)) or (ZERO,) * len(self._columns),
            )
            if rate.name:
                rows[rate.name] = row
            flat.append(row)
        return tuple(flat)

    @property
    def rows(self) -> tuple[CostRow, ...]:
        """All rows of the budget table but the sum; each cost without kostnadsslag has its own."""
        unsorted = (
            self._row(missing(CostLine, f"budget.lines.{number}", "category"), (line,))
            for number, line in enumerate(self.lines)
            if line.category is None and line.total
        )
        flat = (row for row in self.flat_rows if row.name or row.total)
        return (*self.by_category, *unsorted, *flat)

    @property
    def by_column(self) -> tuple[Sum, ...]:
        """The sum of each year, and last of the costs without one where there are any, in kronor."""
        return tuple(
            Sum(UNDATED if year is None else str(year), sum((row.amounts[i] for row in self.rows), ZERO))
            for i, year in enumerate(self._columns)
        )

    @property
    def by_year(self) -> tuple[Sum, ...]:
        """The sum of each year, in kronor."""
        return self.by_column[: len(self.years)]

    @property
    def by_activity(self) -> tuple[Sum, ...]:
        """The direct costs of each activity in the order of the lines, and last of none, in kronor.

        Empty when no cost belongs to an activity.
        """
        totals: dict[str, Decimal] = {}
        for line in self.lines:
            if line.activity:
                totals[line.activity] = totals.get(line.activity, ZERO) + (line.total or ZERO)
        if not any(totals.values()):
            return ()
        if rest := _total(line for line in self.lines if not line.activity):
            totals[NO_ACTIVITY] = totals.get(NO_ACTIVITY, ZERO) + rest
        return tuple(Sum(name, total) for name, total in totals.items())

    @property
    def total(self) -> Decimal:
        """The whole cost of the project, in kronor."""
        return sum((row.total for row in self.rows), ZERO)

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

    @property
    def _columns(self) -> tuple[int | None, ...]:
        undated = any(line.year is None and line.total for line in self.lines)
        return (*self.years, None) if undated else self.years

    def _row(self, name: str | Missing, lines: Iterable[CostLine]) -> CostRow:
        totals = dict.fromkeys(self._columns, ZERO)
        for line in lines:
            if line.total:
                totals[line.year] += line.total
        return CostRow(name, tuple(totals.values()))


def whole(amount: Decimal) -> Decimal:
    """Return the amount rounded to whole kronor, halves upwards."""
    return amount.quantize(Decimal(1), rounding=ROUND_HALF_UP)


def _total(lines: Iterable[CostLine]) -> Decimal:
    return sum((line.total or ZERO for line in lines), ZERO)
