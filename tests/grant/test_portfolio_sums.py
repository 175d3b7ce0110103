"""The money of each project and of all together; the sums reckoned a second time from the data."""

from collections import defaultdict
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some
from overviews import TODAY, TWO, facts_of

from generator.grant.portfolio.facts import areas, facts
from generator.grant.portfolio.totals import by_area, by_funder
from generator.grant.schema import Data
from generator.tables import Amount, added, share_of


def test_of_two_regions_one_is_known_by_its_form_and_one_by_the_name_of_the_appropriation():
    text = """
project: {period: {start: 2025-01-01, end: 2025-12-31}}
financing:
  contributions:
    - {financier: Region Jämtland Härjedalen, form: kontanta medel, amount: 300, application: anslag11}
    - {financier: "Region Dalarna (beslut i mars)", amount: 200, year: 2026, appropriation: "anslag 1:1"}
    - {financier: A kommun, form: kontanta medel, amount: 500, appropriation: vet ej}
    - {financier: A kommun, form: bidrag i annat än pengar, amount: 99, outside_budget: ja}
"""
    found = facts_of(text)

    assert [(line.funder, line.year, line.one_to_one) for line in found.lines] == [
        ("Region Jämtland Härjedalen", 2025, True),
        ("Region Dalarna", 2026, True),
        ("A kommun", 2025, False),
    ]
    assert found.one_to_one == Amount(Decimal(500))
    assert found.financing == Amount(Decimal(1000))
    assert found.applied == Amount(Decimal(300))
    assert found.share.value == Fraction(1, 2)


def test_what_is_spread_over_years_in_no_line_has_no_year():
    text = """
project: {period: {start: 2025-01-01, end: 2026-12-31}}
financing: {contributions: [{financier: A, amount: 1}, {financier: A, amount: 2, year: 2026}]}
"""
    assert [(row.year, row.counted.kronor) for row in by_funder([facts_of(text)])] == [(2026, 2), (None, 1)]


def test_an_amount_that_nobody_knows_is_unknown_and_the_sum_says_so():
    text = """
financing:
  contributions:
    - {financier: A, amount: 100, about: ja, application: anslag11}
    - {financier: B, about: ja, application: tillvaxtverket}
    - {financier: C, application: anslag11, granted: {date: 2025-01-01, share: 50 %}}
"""
    found = facts_of(text)

    assert found.applied == Amount(Decimal(100), lacking=2, about=True)
    assert found.granted == Amount(None, lacking=1)
    assert found.financing == Amount(Decimal(100), lacking=2, about=True)
    assert found.share.partly
    assert found.share.about


def test_what_is_granted_is_no_longer_approximate():
    found = facts_of(
        "financing: {contributions: [{financier: A, amount: 100, about: ja, granted: {amount: 90}}]}"
    )

    assert (found.granted, found.financing) == (Amount(Decimal(90)), Amount(Decimal(90)))


# --- all of them together


def test_an_area_counts_its_projects_and_those_that_answer():
    first = facts_of(f"""
project:
  strategies: {{national_area: "{areas()[1]}"}}
  sustainability: {{economic: Ja., social: " "}}
  equality: Ja.
  global_goals: [{{number: 5}}, {{number: 5}}, {{number: 11}}]
""")
    second = facts_of(f"""
project: {{strategies: {{national_area: "{areas()[1]}"}}, global_goals: [{{number: 5}}]}}
financing: {{contributions: [{{financier: A, amount: 10, application: anslag11, granted: {{amount: 7}}}}]}}
""")
    rows = by_area([first, second, facts_of("project: {name: utan}")])

    assert [row.name for row in rows] == [*areas(), ""]
    row = rows[1]
    assert (row.projects, row.granted) == (2, 1)
    assert row.answers == (1, 0, 0, 1, 0)
    assert row.goals == ((5, 2), (11, 1))
    assert row.one_to_one == row.one_to_one_granted == Amount(Decimal(7))
    assert sum(each.projects for each in rows) == 3


def maybe(strategy):
    return some.one_of(some.none(), strategy)


KRONOR = some.integers(0, 10**9)
LINES = some.fixed_dictionaries(
    {
        "financier": some.sampled_from(["Region A", "region a", "Tillväxtverket", "B kommun", "Ö-fonden"]),
        "form": some.sampled_from(["kontanta medel", "bidrag i annat än pengar"]),
        "amount": maybe(KRONOR),
        "about": some.booleans(),
        "year": maybe(some.integers(2024, 2027)),
        "outside_budget": some.booleans(),
        "appropriation": maybe(
            some.sampled_from(["anslag 1:1", "vet ej", "11:1", "1:1 Regionala utvecklingsåtgärder"])
        ),
        "granted": some.fixed_dictionaries({"amount": maybe(KRONOR)}),
    }
)
PROJECTS = some.lists(
    some.fixed_dictionaries({"area": maybe(some.integers(0, 3)), "lines": some.lists(LINES, max_size=6)}),
    max_size=6,
)


@given(PROJECTS)
def test_the_sums_are_those_of_a_second_reckoning(projects):
    found = []
    for project in projects:
        area = None if project["area"] is None else areas()[project["area"]]
        contributions = [
            {
                **line,
                "about": "ja" if line["about"] else "nej",
                "outside_budget": "ja" if line["outside_budget"] else "nej",
            }
            for line in project["lines"]
        ]
        values = {
            "project": {"strategies": {"national_area": area}},
            "financing": {"contributions": contributions},
        }
        found.append(facts(Data.model_validate(values), TWO, TODAY))

    counted, unknown, area_sums = defaultdict(int), defaultdict(int), defaultdict(int)
    one_to_one = one_to_one_unknown = 0
    for project in projects:
        for line in project["lines"]:
            if line["outside_budget"]:
                continue
            amount = line["granted"]["amount"] if line["granted"]["amount"] is not None else line["amount"]
            place = line["financier"].lower(), line["year"]
            counted[place] += amount or 0
            unknown[place] += amount is None
            area_sums[project["area"]] += amount or 0
            if (
                line["form"] == "kontanta medel"
                and (line["appropriation"] or "").replace("11:1", "").find("1:1") >= 0
            ):
                one_to_one += amount or 0
                one_to_one_unknown += amount is None

    rows = by_funder(found)
    assert {(row.funder.lower(), row.year): row.counted.kronor or 0 for row in rows} == dict(counted)
    assert {(row.funder.lower(), row.year): row.counted.lacking for row in rows} == dict(unknown)
    whole = added(project.financing for project in found)
    appropriation = added(project.one_to_one for project in found)
    assert (whole.kronor or 0, whole.lacking) == (sum(counted.values()), sum(unknown.values()))
    assert (appropriation.kronor or 0, appropriation.lacking) == (one_to_one, one_to_one_unknown)
    names = [*range(4), None]
    assert {name: row.financing.kronor or 0 for name, row in zip(names, by_area(found), strict=False)} == {
        name: area_sums[name] for name in names[: len(by_area(found))]
    }
    if share := share_of(appropriation, whole):
        assert Fraction(share.value).limit_denominator(10**15) == pytest.approx(
            Fraction(one_to_one, sum(counted.values()))
        )
