"""Each contribution to a project as it is added up with those of others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from generator.facts import Line
from generator.grant.forms.form import Form
from generator.grant.forms.support import payer, support
from generator.grant.schema import Data
from generator.grant.schema.financing import Contribution
from generator.tables import Amount


def lines(data: Data, forms: Sequence[Form]) -> Iterator[Line]:
    """Yield the contributions to a project that makes the documents of these forms.

    The year is the line's own; without one the year of the project, where it goes on in one alone. What is
    spread over several years is not divided here: nobody has said how.
    """
    receivers = {form.name: form.text.receiver for form in forms}
    one_to_one, years = support(data, forms).lines, data.calendar_years()
    for number, line in enumerate(data.financing.contributions):
        if line.inside and line.answered:
            yield Line(
                funder(line, receivers.get(line.application or "", "")),
                line.year or (years[0] if len(years) == 1 else None),
                _amount(line.amount, about=bool(line.about)),
                granted(line),
                _amount(line.counted, about=bool(line.about) and line.granted.limit is None),
                number in one_to_one,
            )


def funder(line: Contribution, receiver: str) -> str:
    """Return who pays, called alike in all projects: the financier, without what stands beside its name."""
    return " ".join((payer(line, receiver) or line.financier or "").split())


def granted(line: Contribution) -> Amount:
    """Return what a funder has granted: not known when a decision is named without an amount."""
    return _amount(line.granted.limit) if is_decided(line) else Amount()


def is_decided(line: Contribution) -> bool:
    """Say whether the funder has decided; what others have promised without an application is no decision."""
    return line.granted.answered or bool(line.status == "beviljad" and line.application)


def applied(data: Data, forms: Sequence[Form]) -> Iterator[Amount]:
    """Yield what is applied for through the documents of these forms."""
    names = {form.name for form in forms}
    for line in data.financing.contributions:
        if line.application in names:
            yield _amount(line.amount, about=bool(line.about))


def _amount(kronor: Decimal | None, *, about: bool = False) -> Amount:
    return Amount(lacking=1) if kronor is None else Amount(kronor, about=about)
