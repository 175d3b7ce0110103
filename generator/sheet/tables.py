"""The tables that questions ask for, as rows of text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from generator.formats.filters import FILTERS
from generator.formats.percentages import RATE
from generator.grant.forms.form import TABLES
from generator.grant.schema import Data
from generator.grant.schema.base import Part, keys_of
from generator.grant.schema.budget import CostLine
from generator.grant.schema.errors import group_of, is_list
from generator.grant.schema.financing import Contribution
from generator.located import Missing, origin_of
from generator.markdown import plain

_HIDDEN: Mapping[str, tuple[str, ...]] = {"financing.contributions": ("application", "granted")}
"""Keys by table that no application asks for: our folders' names, and what a funder decides later."""
_WORKED_OUT = {CostLine: "total", Contribution: "counted"}
"""What stands as the amount of an item, so that the table adds up."""
_BREAKS = re.compile(r"[\t\r\n]+")
_Row = dict[str, str]


@dataclass(frozen=True)
class PastedTable:
    """A table as text; `total` is its last row, or nothing.

    `figures` and `days` are the numbers of the columns that hold amounts and dates.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: frozenset[int] = frozenset()
    days: frozenset[int] = frozenset()
    total: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The table as lines with tabs between the cells; nothing when it has no rows."""
        lines = [self.headings, *self.rows, *([self.total] if self.total else [])]
        return "\n".join("\t".join(line) for line in lines) if self.rows else ""


def table_of(name: str, context: Mapping[str, Any]) -> PastedTable:
    """Return the table of that name (a key of TABLES) as the data fills it, without empty columns."""
    budget = context["budget"]
    if name == "activity_costs":
        sums = budget["by_activity"]
        total = sum((each.total for each in sums), Decimal(0))
        rows = [{"name": each.name, "amount": _amount(each.total)} for each in sums]
        return _table(
            {"name": "Aktivitet", "amount": "Direkta kostnader"}, rows, {"amount": "decimal"}, total
        )
    path = TABLES[name]
    group, items = _there(path, context)
    found = [row for item in items for row in _rows(item, group)]
    if name == "activities":
        costs = {each.name: _amount(each.total) for each in budget["by_activity"]}
        found = [{**row, "cost": costs.get(row["name"], "")} for row in found]
    if name == "costs":
        found += _flat_rates(budget)
    columns = [column for column in _columns(group) if column[0].split(".")[0] not in _HIDDEN.get(path, ())]
    financing = context["financing"]
    totals = {"costs": budget["total"], "financing": financing["total"]}
    columns += [("cost", "Direkt kostnad, kr", "decimal")] if name == "activities" else []
    titles = {key: title for key, title, _kind in columns}
    kinds = {key: kind for key, _title, kind in columns}
    outside = name == "financing" and financing["outside_total"]
    return _table(titles, found, kinds, totals.get(name), "Summa i budgeten" if outside else "Summa")


def _there(path: str, context: Mapping[str, Any]) -> tuple[type[Part], Any]:
    """Return the model of the items at a path, and the items."""
    group: type[Part] = Data
    value: Any = context
    for step in path.split("."):
        group, value = group_of(keys_of(group)[step].annotation) or group, value[step]
    return group, value


def _columns(group: type[Part], prefix: str = "", title: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield key, title and kind of each column; those of a group inside the item stand in its place."""
    for name, field in keys_of(group).items():
        inner = group_of(field.annotation)
        own = f"{title}: {field.title}" if title else field.title or name
        if inner is None:
            yield prefix + name, own, field.kind
        else:
            yield from _columns(inner, f"{prefix}{name}.", "" if is_list(field.annotation) else own)


def _rows(item: Any, group: type[Part], prefix: str = "") -> Iterator[_Row]:
    """Yield the rows of an item: one, or one for each item of the list that it holds."""
    row: _Row = {}
    inside: list[_Row] = []
    for name, field in keys_of(group).items():
        inner = group_of(field.annotation)
        value = item[_WORKED_OUT[group]] if group in _WORKED_OUT and name == "amount" else item[name]
        if inner is None:
            row[prefix + name] = cell_text(FILTERS["procent"](value) if field.kind == RATE.name else value)
        elif is_list(field.annotation):
            inside += [each for one in value for each in _rows(one, inner, f"{prefix}{name}.")]
        else:
            row |= next(_rows(value, inner, f"{prefix}{name}."))
    yield from ({**row, **each} for each in inside or [{}])


def _flat_rates(budget: Mapping[str, Any]) -> Iterator[_Row]:
    """Yield a row for each flat rate and year, so that the table adds up; last of costs without year."""
    years = [*map(str, budget["years"]), ""]
    for rate, row in zip(budget["flat_rates"], budget["flat_rows"], strict=True):
        text = f"{FILTERS['procent'](rate['rate'])} av {FILTERS['lista'](rate['base'])}"
        for year, amount in zip(years, row.amounts, strict=False):
            if amount:
                yield {
                    "category": cell_text(row.name),
                    "description": text,
                    "year": year,
                    "amount": _amount(amount),
                }


def _table(
    titles: _Row, rows: list[_Row], kinds: Mapping[str, str], total: Decimal | None, summed: str = "Summa"
) -> PastedTable:
    filled = [row for row in rows if any(row.values())]
    keys = [key for key in titles if any(row.get(key) for row in filled)]
    last: _Row = {}
    if total is not None and "amount" in keys[1:]:
        last = {keys[0]: summed, "amount": _amount(total)}
    headings, *body = [tuple(row.get(key, "") for key in keys) for row in (titles, *filled, last)]
    figures, days = (
        frozenset(number for number, key in enumerate(keys) if kinds.get(key) == kind)
        for kind in ("decimal", "date")
    )
    return PastedTable(headings, tuple(body[:-1]), figures, days, body[-1] if last else ())


def cell_text(value: Any) -> str:
    """Return a value of the data as it stands in a cell: on one line, without tabs."""
    if value is None or isinstance(value, Missing):
        return ""
    if isinstance(value, Decimal):
        return _amount(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return cell_text(FILTERS["lista"](value))
    origin = origin_of(value)
    text = plain(str(value)) if origin is not None and origin.kind == "markdown" else str(value)
    return _BREAKS.sub(" ", text)


def _amount(amount: Decimal) -> str:
    return str(FILTERS["belopp"](amount))
