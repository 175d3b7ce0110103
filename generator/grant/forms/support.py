"""Support under one ordinance (2003:596): who decides on it, and how much of the project's costs (5 §)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.grant.forms.form import Form
from generator.grant.schema import Data
from generator.grant.schema.budget import ZERO
from generator.grant.schema.data import Call
from generator.grant.schema.financing import IN_KIND, Contribution

ORDINANCE = "2003:596"
AGENCY = "Tillväxtverket"
_NUMBER = re.compile(r"\d{4}:\d+")
_APPROPRIATION = re.compile(r"(?<![\d:])1:1(?![\d:])")
_EU_FUND = re.compile(
    r"\b(?:ERUF|ESF|Interreg|Aurora)\b|regionala utvecklingsfonden|regionalfonden|socialfonden", re.IGNORECASE
)
"""The funds that 5 § names; Interreg is paid from the first of them (1 § förordning 2022:1379)."""
_BESIDE_NAME = re.compile(r"\s*(?:[,(–]|\s-\s).*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Decider:
    """Who decides on support, the kronor, and whether all of it is granted."""

    name: str
    total: Decimal
    granted: bool


@dataclass(frozen=True, slots=True)
class Support:
    """The support under the ordinance; `ordinance` is empty when none of the project is under it.

    `lines` are the indexes of its contributions; `eu`: ERUF or ESF+ co-finances the project.
    """

    ordinance: str = ""
    deciders: tuple[Decider, ...] = ()
    lines: tuple[int, ...] = ()
    eu: bool = False

    @property
    def total(self) -> Decimal:
        """All of it, in kronor."""
        return sum((each.total for each in self.deciders), ZERO)

    @property
    def names(self) -> tuple[str, ...]:
        """Who decides."""
        return tuple(each.name for each in self.deciders)

    @property
    def combined(self) -> bool:
        """Whether Tillväxtverket and another decide: then it may be all of the costs, half from each."""
        return AGENCY in self.names and len(self.deciders) > 1

    @property
    def highest(self) -> Decimal:
        """The share of the costs that it may be when it is not combined (0 to 1)."""
        return Decimal("0.6") if self.eu else Decimal("0.5")


def call_of(form: Form, data: Data) -> tuple[int, Call]:
    """Return the call that the application answers, and its index; an empty one when there is none."""
    for number, call in enumerate(data.calls):
        if call.application == form.name:
            return number, call
    return len(data.calls), Call()


def ordinance_of(form: Form, data: Data) -> str:
    """Return the ordinance that an application is under: what its call names, else the form's own."""
    named = call_of(form, data)[1].ordinance
    if not named:
        return form.text.ordinance
    number = _NUMBER.search(named)
    return number[0] if number else named


def support(data: Data, forms: Sequence[Form]) -> Support:
    """Return the support under the ordinance in a project that makes these documents."""
    ordinances = {form.name: ordinance_of(form, data) for form in forms}
    receivers = {form.name: form.text.receiver for form in forms}
    found = list(_under(data, receivers, ordinances))
    sums: dict[str, list[Contribution]] = {}
    for _number, name, line in found:
        sums.setdefault(name, []).append(line)
    return Support(
        ORDINANCE if found or ORDINANCE in ordinances.values() else "",
        tuple(_decider(name, lines, data.budget.total) for name, lines in sums.items()),
        tuple(number for number, _name, _line in found),
        any(_is_eu(line, receivers) for line in data.financing.contributions),
    )


def _under(
    data: Data, receivers: Mapping[str, str], ordinances: Mapping[str, str]
) -> Iterator[tuple[int, str, Contribution]]:
    """Yield index, decider and line of each contribution of money that is under the ordinance."""
    for number, line in enumerate(data.financing.contributions):
        is_one_to_one = ORDINANCE if _APPROPRIATION.search(line.appropriation or "") else ""
        ordinance = ordinances.get(line.application or "", is_one_to_one)
        name = payer(line, receivers.get(line.application or "", ""))
        if ordinance == ORDINANCE and name and line.inside and line.form != IN_KIND:
            yield number, name, line


def payer(line: Contribution, receiver: str) -> str:
    """Return who decides: the receiver of the application, unless the financier is somebody else."""
    named = line.financier or receiver
    for known in (receiver, AGENCY):
        if known and known.casefold() in named.casefold():
            return known
    return _BESIDE_NAME.sub("", named)


def _decider(name: str, lines: Sequence[Contribution], costs: Decimal) -> Decider:
    amounts = (line.counted if line.counted is not None else (line.share or ZERO) * costs for line in lines)
    granted = all(line.status == "beviljad" or line.granted.limit is not None for line in lines)
    return Decider(name, sum(amounts, ZERO), granted)


def _is_eu(line: Contribution, receivers: Mapping[str, str]) -> bool:
    receiver = receivers.get(line.application or "")
    named = " ".join(filter(None, (line.financier, line.programme, receiver, *line.joint)))
    return bool(_EU_FUND.search(named))
