"""What is given in kind is worked out as quantity times price; the product is held against the amount."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.formats import FILTERS
from generator.grant.prose.texts import cut
from generator.grant.schema import Data
from generator.grant.schema.financing import Contribution
from generator.grant.yaml.document import DataFile
from generator.language import _
from generator.located import as_far_as_readable
from generator.problems import Problem

_NUMBER = r"\d{1,3}(?:[ \u00a0]\d{3})+|\d+(?:,\d+)?"
_PRODUCT = re.compile(
    rf"(?<![\d,.])(?P<count>{_NUMBER})\s(?:[^\W\d]+\s){{0,2}}?(?:à|x|×|\*|gånger)\s(?P<price>{_NUMBER})\s"
    r"(?:kr|kronor)\b",
    re.IGNORECASE,
)
_ROUGH = re.compile(r"\b(?:cirka|ca|ungefär|omkring|avrund\w*|plus|minus|samt|och)\b|[+%=]", re.IGNORECASE)


def miscalculated(data: Data, file: DataFile) -> Iterator[Problem]:
    """Yield a warning for each calculation that is one product, and gives another amount."""
    for number, line in enumerate(data.financing.contributions):
        yield from as_far_as_readable(_miscalculated(line, f"financing.contributions.{number}", file))


def _miscalculated(line: Contribution, path: str, file: DataFile) -> Iterator[Problem]:
    text = line.calculation or ""
    found = list(_PRODUCT.finditer(text))
    if line.amount is None or len(found) != 1 or _ROUGH.search(text):
        return
    product = _value(found[0]["count"]) * _value(found[0]["price"])
    if abs(product - line.amount) < 1:
        return
    message = _("{written} is {product} kronor, but the amount is {amount} kronor. Correct one of them.")
    message = message.format(
        written=cut(found[0][0]),
        product=FILTERS["belopp"](product),
        amount=FILTERS["belopp"](line.amount),
    )
    at = f"{path}.calculation"
    place = file.place_in(at, found[0].start())
    yield Problem("warning", "calculation-differs", message, file.name, place, at)


def _value(written: str) -> Decimal:
    return Decimal(re.sub(r"\s", "", written).replace(",", "."))
