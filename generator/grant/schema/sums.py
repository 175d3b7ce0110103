"""The sums of a project's money as they are followed while it is filled in, in kronor."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from generator.grant.schema.data import Data
from generator.language import _
from generator.located import Missing, Unreadable, if_readable


class SumTable(NamedTuple):
    """Sums under one heading: names with amounts in kronor, the sum of all last where there is one.

    `unknown`: how many lines lack their amount, and are in no sum.
    """

    title: str
    rows: tuple[tuple[str, Decimal], ...]
    unknown: int = 0


PATHS = ("budget", "financing")
"""The groups of the data file that the sums are of."""


def sums(data: Data) -> tuple[SumTable, ...]:
    """Return the sums of costs and financing, and how far the two are apart; none that cannot be read."""
    found = if_readable(lambda: tuple(_tables(data)))
    return () if isinstance(found, Unreadable) else found


def _tables(data: Data) -> Iterator[SumTable]:
    budget, financing = data.budget, data.financing
    costs = [(_name(row.name), row.total) for row in budget.rows]
    unknown = sum(line.answered and line.total is None for line in budget.lines)
    yield SumTable(_("Costs"), (*costs, (_("All costs"), budget.total)), unknown)
    if len(budget.by_column) > 1:
        yield SumTable(_("Costs by year"), tuple((each.name, each.total) for each in budget.by_column))
    if budget.by_activity:
        yield SumTable(_("Costs by activity"), tuple((each.name, each.total) for each in budget.by_activity))
    payers = [(_name(each.name), each.total) for each in financing.by_financier]
    given = [line for line in financing.contributions if line.answered and line.inside]
    unknown = sum(line.counted is None for line in given)
    yield SumTable(_("Financing"), (*payers, (_("All financing"), financing.total)), unknown)
    yield SumTable(_("Together"), ((_("Costs less financing"), budget.total - financing.total),))


def _name(name: str | Missing) -> str:
    return _("(no name)") if isinstance(name, Missing) else name
