"""How far a project has come, and the days that somebody has to know."""

from datetime import date

import pytest
from overviews import facts_of

from generator.facts import yearly_report


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
    found = facts_of(f"financing: {{contributions: [{financing}]}}\ncalls: [{calls}]")

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
    assert facts_of(text, date(*today)).stage == stage


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
    assert facts_of(text).stage == stage


# --- its days


def test_what_is_today_has_not_passed():
    found = facts_of(
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
    assert told(facts_of(text)) == [
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
    assert facts_of(text).next_day.what == "call_closes"


def test_a_data_file_without_days_has_none():
    assert facts_of("project: {name: A, period: {start: när ansökan skickas in}}").days == ()
    assert facts_of("").next_day is None


@pytest.mark.parametrize(
    ("today", "day"),
    [((2025, 2, 20), "2025-02-21"), ((2025, 2, 21), "2025-02-21"), ((2025, 2, 22), "2026-02-21")],
)
def test_the_region_reports_every_21_february(today, day):
    assert str(yearly_report(date(*today)).day) == day
