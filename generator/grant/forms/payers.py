"""Who pays, as an application shows it: what is sought there first, then others by kind, with shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from generator.formats.filters import HARD_SPACE
from generator.grant.schema.budget import ZERO
from generator.grant.schema.financing import IN_KIND, PRIVATE, PUBLIC, Contribution

SOUGHT, PUBLIC_OTHERS, PRIVATE_ONES, GIVEN, OTHERS = (
    "Sökt här",
    "Övriga offentliga",
    "Privat",
    "Bidrag i annat än pengar",
    "Övriga",
)
_TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Group:
    """Contributions of one kind, in the order of the data; `shares` are texts, one for each.

    A share is of all financing, and a dash as long as it is not known who pays all of the costs.
    `total` is in kronor; `whole` says whether every amount is known.
    """

    name: str
    lines: tuple[Contribution, ...]
    shares: tuple[str, ...]
    total: Decimal
    share: str
    whole: bool


@dataclass(frozen=True)
class Payers:
    """The groups that have contributions, the share of them all, and whether the written shares miss it."""

    groups: tuple[Group, ...]
    share: str
    rounded: bool


def of(form: str, names: Mapping[str, Any], *, draft: bool) -> Payers:
    """Return the contributions inside the budget, as the application of that name groups them.

    A draft has those too that wait for all their answers.
    """
    financing, budget = names["financing"], names["budget"]
    inside = [line for line in financing["contributions"] if line["inside"] and (draft or line["answered"])]
    known = _known(inside)
    total = financing["total"]
    whole = total if known and budget["total"] and total >= budget["total"] else ZERO
    held: dict[str, list[Any]] = {name: [] for name in (SOUGHT, PUBLIC_OTHERS, PRIVATE_ONES, GIVEN, OTHERS)}
    for line in inside:
        held[_group(line, form)].append(line)
    tenths = [_tenths(line["counted"] or ZERO, whole) for line in inside]
    return Payers(
        tuple(_made(name, lines, whole) for name, lines in held.items() if lines),
        share_text(whole, whole),
        bool(whole) and sum(tenths, ZERO) != 100,
    )


def share_text(part: Decimal, whole: Decimal) -> str:
    """Return `33,3 %`: always one decimal, so that shares can be read one under the other."""
    return f"{_tenths(part, whole)}{HARD_SPACE}%".replace(".", ",") if whole and part else "–"


def _made(name: str, lines: Sequence[Any], whole: Decimal) -> Group:
    counted = [line["counted"] or ZERO for line in lines]
    total = sum(counted, ZERO)
    return Group(
        name,
        tuple(lines),
        tuple(share_text(each, whole) for each in counted),
        total,
        share_text(total, whole),
        _known(lines),
    )


def _known(lines: Sequence[Any]) -> bool:
    return all(line["counted"] for line in lines if line["answered"])


def _group(line: Mapping[str, Any], form: str) -> str:
    if line["application"] == form:
        return SOUGHT
    if line["form"] == IN_KIND:
        return GIVEN
    return {PUBLIC: PUBLIC_OTHERS, PRIVATE: PRIVATE_ONES}.get(str(line["sector"]), OTHERS)


def _tenths(part: Decimal, whole: Decimal) -> Decimal:
    return (part / whole * 100).quantize(_TENTH, ROUND_HALF_UP) if whole else ZERO
