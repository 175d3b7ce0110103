"""All projects as JSON (docs/problems.schema.json)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from generator.facts import DIMENSIONS, Day, Facts, yearly_report
from generator.grant.portfolio.totals import by_area, by_funder
from generator.run.overview import Overview, plain
from generator.tables import Amount, Share, added, share_of


def as_dict(found: Sequence[Overview], today: date) -> dict[str, Any]:
    """Return each project and what they are together; of one that cannot be read, its counts alone."""
    known = [each.facts for each in found if each.facts]
    return {
        "today": today.isoformat(),
        "projects": [{**each.as_dict(), "status": each.stage, **_facts(each.facts)} for each in found],
        "totals": _totals(known, len(found) - len(known)),
        "funders": [_amounts(each._asdict()) for each in by_funder(known)],
        "areas": [
            _amounts(each._asdict())
            | {
                "answers": dict(zip(DIMENSIONS, each.answers, strict=True)),
                "goals": [{"number": number, "projects": count} for number, count in each.goals],
            }
            for each in by_area(known)
        ],
        "yearly_report": yearly_report(today).day.isoformat(),
    }


def _facts(facts: Facts | None) -> dict[str, Any]:
    if facts is None:
        return {"facts": None}
    amounts = {
        "applied": facts.applied,
        "granted": facts.granted,
        "financing": facts.financing,
        "one_to_one": facts.one_to_one,
    }
    return {
        "facts": {
            "applicant": facts.applicant,
            "begins": facts.begins.isoformat() if isinstance(facts.begins, date) else facts.begins,
            "ends": facts.ends and facts.ends.isoformat(),
            **_amounts(amounts),
            "share": _share(facts.share),
            "contributions": [_amounts(line._asdict()) for line in facts.lines],
            "dates": [_day(each) for each in facts.days],
            "area": facts.area,
            "answers": list(facts.answers),
            "goals": list(facts.goals),
        }
    }


def _totals(known: Sequence[Facts], unread: int) -> dict[str, Any]:
    names = ("applied", "granted", "financing", "one_to_one")
    sums = {name: added(getattr(each, name) for each in known) for name in names}
    share = share_of(sums["one_to_one"], sums["financing"])
    return {**_amounts(sums), "share": _share(share), "unread": unread}


def _day(each: Day) -> dict[str, Any]:
    return {
        "date": each.day.isoformat(),
        "what": each.what,
        "who": each.who,
        "name": each.name,
        "passed": each.late,
    }


def _amounts(values: dict[str, Any]) -> dict[str, Any]:
    return {name: _amount(each) if isinstance(each, Amount) else each for name, each in values.items()}


def _amount(amount: Amount) -> dict[str, Any]:
    return {"kronor": plain(amount.kronor), "unknown": amount.lacking, "about": amount.about}


def _share(share: Share | None) -> dict[str, Any] | None:
    return share and {"value": round(float(share.value), 6), "about": share.about, "partly": share.partly}
