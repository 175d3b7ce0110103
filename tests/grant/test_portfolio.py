"""What a project puts into the overview of all, and what they are together; the sums reckoned a second time."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as some

from generator.facts import yearly_report
from generator.grant.forms.loading import load_all
from generator.grant.portfolio.facts import areas, facts
from generator.grant.portfolio.totals import by_area, by_funder
from generator.grant.schema import Data
from generator.system.files import builtin_templates
from generator.tables import Amount, added, share_of

TODAY = date(2025, 1, 10)
FORMS = load_all(builtin_templates())
TWO = [form for form in FORMS if form.name in {"anslag11", "tillvaxtverket"}]


def read(text, today=TODAY):
    """The facts of a project that makes the applications to Tillväxtverket and for anslag 1:1 in Jämtland."""
    return facts(Data.model_validate(yaml.safe_load(text) or {}), TWO, today)


def told(found):
    """Each day as `2025-01-31 report Region A: slutrapport late`."""
    return [
        " ".join(filter(None, (str(each.day), each.what, each.who, each.name, "late" if each.late else "")))
        for each in found.days
    ]


# --- how far it has come


@pytest.mark.parametrize(
    ("financing", "calls", "stage"),
    [
        ("{financier: A, status: planerad, application: anslag11}", "", "draft"),
        ("{financier: A kommun, status: beviljad}", "", "draft"),
        ("{financier: A, status: sökt, application: anslag11}", "", "applied"),
        (
            "{financier: A, application: anslag11}",
            "{application: anslag11, submitted: 2025-01-10}",
            "applied",
        ),
        ("{financier: A, application: anslag11}", "{application: anslag11, submitted: 2025-01-11}", "draft"),
        (
            "{financier: A, application: anslag11, status: planerad}",
            "{application: anslag11, submitted: 2025-01-01}",
            "draft",
        ),
        (
            "{financier: A, status: sökt, application: anslag11}, {financier: B, application: tillvaxtverket}",
            "",
            "partly_applied",
        ),
        ("{financier: A, application: anslag11, granted: {amount: 100}}", "", "granted"),
        ("{financier: A, granted: {date: 2025-01-02, at_most: 100}}", "", "granted"),
        (
            "{financier: A, status: beviljad, application: anslag11}, {financier: B, status: sökt, application: tillvaxtverket}",
            "",
            "partly_granted",
        ),
        ("{financier: A, application: anslag11, granted: {date: 2025-01-02, amount: 0}}", "", "refused"),
    ],
)
def test_a_project_has_come_as_far_as_its_lines_say(financing, calls, stage):
    found = read(f"financing: {{contributions: [{financing}]}}\ncalls: [{calls}]")

    assert found.stage == stage


@pytest.mark.parametrize(
    ("today", "stage"),
    [
        ((2025, 5, 30), "granted"),
        ((2025, 6, 30), "granted"),
        ((2025, 8, 31), "granted"),
        ((2025, 9, 1), "closed"),
    ],
)
def test_a_project_is_closed_when_it_is_over_and_no_report_is_due(today, stage):
    text = """
project: {period: {start: 2025-01-01, end: 2025-05-30}}
financing:
  contributions:
    - financier: Region A
      application: anslag11
      granted: {amount: 100, period: {end: 2025-06-30}, reports: [{kind: slutrapport, due: 2025-08-31}]}
"""
    assert read(text, date(*today)).stage == stage


@pytest.mark.parametrize(
    ("ends", "granted_until", "stage"),
    [
        ("2025-01-09", "2025-01-09", "closed"),
        ("2025-01-10", "2025-01-09", "granted"),
        ("2025-01-09", "2025-01-10", "granted"),
    ],
)
def test_it_goes_on_to_the_last_day_of_the_project_and_of_the_decision(ends, granted_until, stage):
    text = f"""
project: {{period: {{end: {ends}}}}}
financing: {{contributions: [{{financier: A, granted: {{amount: 1, period: {{end: {granted_until}}}}}}}]}}
"""
    assert read(text).stage == stage


# --- its days


def test_what_is_today_has_not_passed():
    found = read(
        "project: {period: {start: 2025-01-10}}\ncalls: [{application: anslag11, closes: 2025-01-10}]"
    )

    assert told(found) == ["2025-01-10 call_closes Region Jämtland Härjedalen", "2025-01-10 starts"]


def test_the_days_are_those_of_the_data_in_order_and_what_has_passed_is_left_when_it_may_wait():
    text = """
case: {date: 2025-02-01, authority: Region A}
project:
  period: {start: 2024-12-01, end: 2025-05-30}
  activities: [{name: Förarbete, start: 2024-12-01, end: 2025-03-31}]
financing:
  contributions:
    - {financier: Region A, application: anslag11, status: planerad}
    - financier: Tillväxtverket
      application: tillvaxtverket
      granted:
        amount: 100
        period: {start: 2025-01-01, end: 2025-06-30}
        reports: [{kind: lägesrapport, due: 2025-01-09}, {kind: slutrapport, due: 2025-08-31}, {due: 2025-09-30}]
calls:
  - {application: anslag11, opens: 2024-10-01, closes: 2025-01-31, submitted: 2025-01-09}
  - {application: tillvaxtverket, closes: 2024-11-30, submitted: 2024-11-15}
"""
    assert told(read(text)) == [
        "2025-01-09 report Tillväxtverket lägesrapport late",
        "2025-01-09 to_be_sent Region Jämtland Härjedalen late",
        "2025-01-31 call_closes Region Jämtland Härjedalen",
        "2025-02-01 decision Region A",
        "2025-03-31 activity_ends Förarbete",
        "2025-05-30 ends",
        "2025-06-30 grant_ends Tillväxtverket",
        "2025-08-31 report Tillväxtverket slutrapport",
        "2025-09-30 report Tillväxtverket",
    ]
    assert read(text).next_day.what == "call_closes"


def test_a_data_file_without_days_has_none():
    assert read("project: {name: A, period: {start: när ansökan skickas in}}").days == ()
    assert read("").next_day is None


@pytest.mark.parametrize(
    ("today", "day"),
    [((2025, 2, 20), "2025-02-21"), ((2025, 2, 21), "2025-02-21"), ((2025, 2, 22), "2026-02-21")],
)
def test_the_region_reports_every_21_february(today, day):
    assert str(yearly_report(date(*today)).day) == day


# --- its money


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
    found = read(text)

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
    assert [(row.year, row.counted.kronor) for row in by_funder([read(text)])] == [(2026, 2), (None, 1)]


def test_an_amount_that_nobody_knows_is_unknown_and_the_sum_says_so():
    text = """
financing:
  contributions:
    - {financier: A, amount: 100, about: ja, application: anslag11}
    - {financier: B, about: ja, application: tillvaxtverket}
    - {financier: C, application: anslag11, granted: {date: 2025-01-01, share: 50 %}}
"""
    found = read(text)

    assert found.applied == Amount(Decimal(100), lacking=2, about=True)
    assert found.granted == Amount(None, lacking=1)
    assert found.financing == Amount(Decimal(100), lacking=2, about=True)
    assert found.share.partly
    assert found.share.about


def test_what_is_granted_is_no_longer_approximate():
    found = read(
        "financing: {contributions: [{financier: A, amount: 100, about: ja, granted: {amount: 90}}]}"
    )

    assert (found.granted, found.financing) == (Amount(Decimal(90)), Amount(Decimal(90)))


# --- all of them together


def test_an_area_counts_its_projects_and_those_that_answer():
    first = read(f"""
project:
  strategies: {{national_area: "{areas()[1]}"}}
  sustainability: {{economic: Ja., social: " "}}
  equality: Ja.
  global_goals: [{{number: 5}}, {{number: 5}}, {{number: 11}}]
""")
    second = read(f"""
project: {{strategies: {{national_area: "{areas()[1]}"}}, global_goals: [{{number: 5}}]}}
financing: {{contributions: [{{financier: A, amount: 10, application: anslag11, granted: {{amount: 7}}}}]}}
""")
    rows = by_area([first, second, read("project: {name: utan}")])

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
