"""When each activity goes on: months, quarters or years, whatever the page has room for."""

import pytest

from generator.grant.forms import time_plan
from generator.grant.schema import Data


def plan_of(*days):
    activities = [
        {"name": f"Aktivitet {n}", "start": start, "end": end} for n, (start, end) in enumerate(days)
    ]
    return time_plan.of(Data.model_validate({"project": {"activities": activities}}))


def marks(plan):
    return ["".join("x" if on else "." for on in row.goes_on) for row in plan.rows]


@pytest.mark.parametrize(
    ("end", "heads"),
    [
        ("2025-02-10", ["dec 2024", "jan 2025", "feb"]),
        ("2026-05-31", ["dec 2024", "jan 2025", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt",
                        "nov", "dec", "jan 2026", "feb", "mar", "apr", "maj"]),
        ("2026-06-01", ["kv\u00a04 2024", "kv\u00a01 2025", "kv\u00a02", "kv\u00a03", "kv\u00a04", "kv\u00a01 2026",
                        "kv\u00a02"]),
        ("2029-04-01", ["2024", "2025", "2026", "2027", "2028", "2029"]),
    ],
)  # fmt: skip
def test_the_columns_are_months_up_to_eighteen_then_quarters_then_years(end, heads):
    plan = plan_of(("2024-12-31", end), ("2025-01-01", "2025-01-31"))

    assert [f"{column.name} {column.year}".strip() for column in plan.columns] == heads


def test_an_activity_goes_on_in_every_month_that_its_days_touch():
    plan = plan_of(("2025-01-31", "2025-03-01"), ("2025-02-01", "2025-02-28"), (None, "2025-02-01"))

    assert marks(plan) == ["xxx", ".x.", "..."]


@pytest.mark.parametrize(
    "days",
    [
        [],
        [("2025-01-01", "2025-12-31")],
        [("2025-01-01", "2025-02-28"), ("2025-02-01", "2025-02-10")],  # two months
        [("2025-01-01", "2025-12-31"), ("2025-05-01", None)],
        [("2000-01-01", "2025-12-31"), ("2025-05-01", "2025-06-01")],  # no page has room for it
    ],
)
def test_there_is_no_plan_where_the_days_of_fewer_than_two_are_known_or_say_all_themselves(days):
    assert plan_of(*days) is None


def test_an_activity_that_ends_before_it_begins_has_no_marks():
    plan = plan_of(("2025-01-01", "2025-04-30"), ("2025-02-01", "2025-03-01"), ("2025-04-01", "2025-02-01"))

    assert marks(plan)[2] == "...."
