"""What a decision speaks of: who decides, who pays what, and the contribution that a funder decides on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from generator.formats import FILTERS
from generator.grant.schema.budget import ZERO
from generator.grant.schema.data import Call
from generator.grant.schema.financing import IN_KIND, OWN, Contribution
from generator.grant.schema.places import with_places
from generator.located import LocatedText, locate, origin_of

POINTS = ("resurser", "finansiering", "kostnader utanför projektet", "bidrag", "ansökningar", "uppdrag")
"""The points that the forms compose, by the names that `case.points` calls them."""
FEW = 3
"""Up to so many financiers are told in sentences, more in a table."""
BUT_AT_MOST = ", dock högst "
_UNKNOWN = "ett belopp som ännu inte är känt"
_MORE_THAN_AMOUNTS = ("share", "about", "joint", "outside_budget", "programme")
"""Keys of a contribution that the sentences of RUN/479/2024 have no words for."""


def of(data: Mapping[str, Any], under: Collection[int]) -> dict[str, Any]:
    """Return what decisions can say, from the located data; a list of parts is text and located values.

    `under`: the indexes of the contributions that are support under an ordinance.
    """
    case, applicant = data["case"], data["applicant"]
    authority = case["authority"] or applicant["name"]
    own = not case["authority"] or authority == applicant["name"]
    lines = list(data["financing"]["contributions"])
    there = [line for line in lines if line.has_answers()]
    decided = [line for line in there if authority and line["financier"] == authority and not _own(line, own)]
    inside = [line for line in there if line["inside"]]
    line = _main(decided) or locate(with_places(Contribution()), f"financing.contributions.{len(there)}")
    here = decided if _grants(case["points"], own) else []
    payers = [_payer(line, any(line is each for each in here)) for line in inside]
    few = len({str(line["financier"]) for line in inside}) <= FEW
    return {
        "authority": authority,
        "own": own,
        "who": _capital(case["body"] or authority),
        "few": few,
        "simple": own and few and not any(_says_more(line) for line in there),
        "payers": payers,
        "unsettled": list(
            {"".join(map(str, each["name"])): each for each in payers if not each["settled"]}.values()
        ),
        "outside": [_payer(line) for line in there if not line["inside"]],
        "lines": [_payer(line) for line in decided],
        "line": line,
        "call": _call(line, data["calls"]),
        "date": line["granted"]["date"] or case["date"],
        "number": line["granted"]["number"] or case["number"],
        "reasons": line["granted"]["reasons"] or case["assessment"] or line["granted"]["reasons"],
        "follow_up": (not own and line["granted"]["follow_up"]) or data["project"]["follow_up"],
        "points": POINTS,
        "free": [each for each in case["points"] if each and _point(each) not in POINTS],
        "body": bool(case["body"]),
        "gap": _gap(data, inside),
        "ordinance": any(lines[number] is line for number in under for line in decided),
    }


def _point(text: str) -> str:
    return text.strip().lower()


def _grants(points: Iterable[Any], own: bool) -> bool:
    """Say whether the decision grants the contribution of who decides."""
    named = [_point(each) for each in points if each]
    return "bidrag" in named if named else not own


def _gap(data: Mapping[str, Any], lines: Sequence[Mapping[str, Any]]) -> Decimal:
    """Return the kronor of the budget that nobody pays; none while an amount is not known."""
    if not lines or any(line["counted"] is None for line in lines):
        return ZERO
    gap: Decimal = data["budget"]["total"] - data["financing"]["total"]
    return max(ZERO, gap)


def _own(line: Mapping[str, Any], own: bool) -> bool:
    """Say whether a line is the applicant's own money, which nobody grants."""
    return own and line["status"] == OWN


def _says_more(line: Mapping[str, Any]) -> bool:
    return line["granted"].has_answers() or any(any(_given(line[key])) for key in _MORE_THAN_AMOUNTS)


def _given(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list) else [value]


def _main(lines: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """Return the line that holds what was decided, else the first."""
    decided = [line for line in lines if line["granted"].has_answers()]
    return next(iter([*decided, *lines]), None)


def _call(line: Mapping[str, Any], calls: Iterable[Any]) -> Mapping[str, Any]:
    """Return when the application of the decided contribution came in; an empty call when nothing says so."""
    for call in calls if line["application"] else ():
        if call["application"] == line["application"]:
            return call  # type: ignore[no-any-return]
    return locate(Call(), f"calls.{len(list(calls))}")  # type: ignore[no-any-return]


def _capital(text: Any) -> Any:
    """Return a text as a sentence begins with it; a missing one as it is."""
    return f"{text[0].upper()}{text[1:]}" if text else text


def _payer(line: Mapping[str, Any], here: bool = False) -> dict[str, Any]:
    """Return what is said of a contribution; `here`: this decision grants it."""
    granted = line["status"] == "beviljad" or line["granted"]["limit"] is not None
    amount = list(_amount(line))
    return {
        "line": line,
        "name": list(_name(line)),
        "amount": amount,
        "limited": BUT_AT_MOST in amount,
        "here": here,
        "in_kind": line["form"] == IN_KIND,
        "granted": granted,
        "settled": granted or line["status"] == OWN or line["form"] == IN_KIND,
    }


def _name(line: Mapping[str, Any]) -> Iterator[Any]:
    """Yield who pays: a financier, or those who together stand behind it; then what it comes out of."""
    joint, name = [each for each in line["joint"] if each], line["financier"]
    named = all(each in name for each in joint)
    if named:
        yield name
    for each in [] if named else joint:
        yield from [*([] if each is joint[0] else [" och "] if each is joint[-1] else [", "]), each]
    if joint:
        yield " gemensamt"
    beside = [] if named or not name else [name]
    if line["programme"] and line["programme"] not in name:
        beside.append(line["programme"])
    for each in beside:
        yield from [" (" if each is beside[0] else ", ", each, *([")"] if each is beside[-1] else [])]


def _amount(line: Mapping[str, Any]) -> Iterator[Any]:
    """Yield how much: what was granted, else what is asked for; a missing amount as it is."""
    granted = line["granted"]
    if granted["limit"] is not None or granted["share"]:
        most = granted["at_most"] or granted["amount"]
        if granted["at_most"] and not granted["share"]:
            yield "högst "
        yield from _limited(granted["share"], most, "de godkända kostnaderna")
        if line["amount"] and granted["limit"] and granted["limit"] < line["amount"]:
            yield from [" (sökt belopp: ", FILTERS["kronor"](line["amount"]), ")"]
    elif line["share"]:
        yield from _limited(line["share"], line["amount"], "kostnaderna")
    elif line["about"] and not line["amount"]:
        yield _UNKNOWN
    elif line["amount"]:
        yield from [*(["omkring "] if line["about"] else []), FILTERS["kronor"](line["amount"])]
    else:
        yield line["amount"]


def _limited(share: Any, most: Any, base: str) -> Iterator[Any]:
    if share:
        yield from [_percent(share), f" av {base}"]
    if most:
        yield from [*([BUT_AT_MOST] if share else []), FILTERS["kronor"](most)]


def _percent(share: Any) -> Any:
    """Return a share as a sentence writes it, which can be edited and read back like `50 %`."""
    text = FILTERS["procent"](share)
    words = text.replace("%", "procent")
    return LocatedText(words, origin) if (origin := origin_of(text)) else words
