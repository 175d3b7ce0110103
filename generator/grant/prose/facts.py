"""What the data says in figures and names: what running text is held against."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import combinations
from typing import Any

from generator.formats.dates import DAY
from generator.grant.forms.form import Form
from generator.grant.prose.texts import GROUP, Value
from generator.grant.schema import Data
from generator.grant.schema.budget import ZERO
from generator.grant.schema.period import START
from generator.language import _
from generator.located import Unreadable, UnreadableError

MOST_COMBINED = 12
"""With more financiers than this, only each by itself and all together are known as sums."""

TOTALS = ("cash_total", "in_kind_total", "public_total", "private_total", "own_total")
SMALLEST = 1000
"""Kronor; a smaller number in a text may be anything."""


@dataclass(frozen=True)
class Facts:
    """The figures and names of one project; each figure with the path of where it stands."""

    data: Data
    forms: Sequence[Form]
    found: Sequence[Value]

    @cached_property
    def amounts(self) -> list[tuple[Decimal, str]]:
        """Every amount and sum in kronor, in order of size."""
        known = [*self._costs(), *self._money(), *self._own(), *self._together()]
        return sorted((each for each in known if each[0]), key=_first)

    def _costs(self) -> Iterator[tuple[Decimal, str]]:
        """Yield all costs, and their sums by description, kostnadsslag, year and activity."""
        budget = self.data.budget
        yield budget.total, "budget.total"
        sums: dict[str, Decimal] = {}
        for i, line in enumerate(budget.lines):
            yield from ((each, f"budget.lines.{i}") for each in (line.total, line.unit_price) if each)
            if line.description:
                sums[line.description] = sums.get(line.description, ZERO) + (line.total or ZERO)
        yield from ((each, f"budget: {name}") for name, each in sums.items())
        for row in budget.rows:
            yield from ((each, f"budget: {row.name}") for each in (row.total, *row.amounts))
        for each in (*budget.by_column, *budget.by_activity):
            yield each.total, f"budget: {each.name}"

    def _money(self) -> Iterator[tuple[Decimal, str]]:
        """Yield all contributions, and their sums by year, kind and application."""
        financing = self.data.financing
        yield financing.total, "financing.total"
        for i, line in enumerate(financing.contributions):
            granted = line.granted
            for each in (line.amount, granted.amount, granted.at_most, granted.advance):
                yield each or ZERO, f"financing.contributions.{i}"
        yield financing.outside_total, "financing.outside_total"
        yield financing.total + financing.outside_total, "financing.total + financing.outside_total"
        yield from ((each.total, f"financing: {each.name}") for each in financing.by_year)
        yield from ((getattr(financing, name), f"financing.{name}") for name in TOTALS)
        yield from ((financing.applied(form.name), form.text.short) for form in self.forms)

    def _own(self) -> Iterator[tuple[Decimal, str]]:
        """Yield the amounts that only one receiver asks for."""
        paths = {
            f"{form.name}.{name}"
            for form in self.forms
            for name, field in form.text.fields.items()
            if field.kind == "kronor"
        }
        return ((each.value, each.path) for each in self.found if each.path in paths)

    def _together(self) -> Iterator[tuple[Decimal, str]]:
        """Yield what each financier gives, and any two of them together, and all but one."""
        shares = self.data.financing.by_financier
        total = self.data.financing.total
        for share in shares:
            yield share.total, f"financing: {share.name}"
            yield total - share.total, "financing: " + _("all but {name}").format(name=share.name)
        if len(shares) <= MOST_COMBINED:
            for one, other in combinations(shares, 2):
                yield one.total + other.total, f"financing: {one.name} + {other.name}"

    @cached_property
    def round_amounts(self) -> frozenset[Decimal]:
        """The amounts that can be told from other numbers: of a thousand kronor or more."""
        return frozenset(each for each, _path in self.amounts if each >= SMALLEST)

    @cached_property
    def people(self) -> tuple[str, ...]:
        """The names of people, first and last name."""
        roles = {
            "officer",
            "signatory",
            "authorised_signatory",
            "contact",
            "project_leader",
            "finance_contact",
        }
        names = [
            each.value
            for each in self.found
            if each.path.endswith(".name")
            and each.path.split(".")[-2] in roles
            and isinstance(each.value, str)
        ]
        return tuple(dict.fromkeys(name for name in names if " " in name))

    @cached_property
    def days(self) -> list[tuple[date, str]]:
        """Every date, in order."""
        may_be_day = {DAY.name, START.name, GROUP}
        if any(isinstance(each.value, Unreadable) and each.kind in may_be_day for each in self.found):
            raise UnreadableError
        return sorted((each.value, each.path) for each in self.found if isinstance(each.value, date))

    @cached_property
    def has_period(self) -> bool:
        """Whether the period can be held against a text: it ends after its start and after the decision."""
        period, decided = self.data.project.period, self.data.case.date
        begun = max((day for day in (period.start_day, decided) if day), default=None)
        return period.end is None or begun is None or begun <= period.end

    @cached_property
    def years(self) -> frozenset[int]:
        """Every year of the project, of its money and of its dates."""
        return frozenset(
            {day.year for day, _path in self.days} | {*self.data.calendar_years()} | {*self.data.budget.years}
        )

    @cached_property
    def shares(self) -> list[tuple[Decimal, str]]:
        """Every share of the money, in percent, in order."""
        return sorted((each for each in self._shares() if each[0]), key=_first)

    def _shares(self) -> Iterator[tuple[Decimal, str]]:
        financing, budget = self.data.financing, self.data.budget
        yield Decimal(100), ""
        for i, rate in enumerate(budget.flat_rates):
            yield (rate.rate or ZERO) * 100, f"budget.flat_rates.{i}"
        for i, line in enumerate(financing.contributions):
            yield (line.share or ZERO) * 100, f"financing.contributions.{i}"
            yield (line.granted.share or ZERO) * 100, f"financing.contributions.{i}.granted"
        for share in financing.by_financier:
            yield share.share * 100, f"financing: {share.name}"
            yield 100 - share.share * 100, "financing: " + _("all but {name}").format(name=share.name)
        for name in TOTALS if financing.total else ():
            yield getattr(financing, name) / financing.total * 100, f"financing.{name}"
        for row in budget.rows if budget.total else ():
            yield row.total / budget.total * 100, f"budget: {row.name}"

    @cached_property
    def organisation_numbers(self) -> list[tuple[str, str]]:
        """The organisation numbers."""
        return [
            (each.value, each.path)
            for each in self.found
            if each.path.endswith(".organisation_number") or each.kind == GROUP
        ]

    @cached_property
    def financiers(self) -> tuple[str, ...]:
        """Who pays and who applies."""
        lines = self.data.financing.contributions
        names = [name for line in lines for name in (line.financier, *line.joint)]
        own = [self.data.applicant.name, self.data.applicant.short_name, self.data.case.authority]
        return tuple(dict.fromkeys(name for name in [*names, *own] if name))

    @cached_property
    def organisations(self) -> tuple[str, ...]:
        """Who pays, applies, takes part or receives an application."""
        partners = [partner.name for partner in self.data.project.partners]
        receivers = [form.text.receiver for form in self.forms if form.text.kind == "application"]
        return tuple(dict.fromkeys(name for name in [*self.financiers, *partners, *receivers] if name))


def nearest(known: Sequence[tuple[Any, str]], value: Any) -> tuple[Any, str] | None:
    """Return the entry of an ordered list whose value is nearest, or None when the list is empty."""
    at = bisect_left(known, value, key=_first)
    around = known[max(0, at - 1) : at + 1]
    return min(around, key=lambda entry: abs(entry[0] - value)) if around else None


def _first(entry: tuple[Any, str]) -> Any:
    return entry[0]
