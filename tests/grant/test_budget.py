"""Every sum is worked out, in whole kronor, and the table adds up."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from generator.grant.schema.budget import Budget
from generator.grant.schema.financing import Financing


def budget(lines, flat_rates=()):
    return Budget.model_validate({"lines": lines, "flat_rates": flat_rates})


def test_a_line_costs_its_amount_or_its_quantity_times_its_price():
    made = budget(
        [
            {"category": "Personal", "year": "2025", "amount": "1000"},
            {"category": "Personal", "year": "2025", "quantity": "2,5", "unit_price": "100"},
            {"category": "Resor och logi", "year": "2024", "amount": "50"},
        ]
    )

    assert made.years == (2024, 2025)
    assert [(row.name, row.amounts, row.total) for row in made.rows] == [
        ("Personal", (0, 1250), 1250),
        ("Resor och logi", (50, 0), 50),
    ]
    assert [(year.name, year.total) for year in made.by_year] == [("2024", 50), ("2025", 1250)]
    assert made.total == 1300


def test_a_flat_rate_is_a_share_of_kostnadsslag_and_of_flat_rates_before_it():
    made = budget(
        [{"category": "Personal", "year": "2025", "amount": "100000"}],
        [
            {"name": "Lönebikostnader", "rate": "42,68 %", "base": ["Personal"]},
            {"name": "Indirekta kostnader", "rate": "15 %", "base": ["Personal", "Lönebikostnader"]},
        ],
    )

    assert [(row.name, row.total) for row in made.flat_rows] == [
        ("Lönebikostnader", 42680),
        ("Indirekta kostnader", 21402),
    ]
    assert made.total == 164082


def test_activities_get_the_lines_that_name_them():
    made = budget(
        [
            {"category": "Personal", "year": "2025", "activity": "Kartläggning", "amount": "10"},
            {"category": "Resor och logi", "year": "2025", "activity": "Dialog", "amount": "20"},
            {"category": "Personal", "year": "2025", "activity": "Kartläggning", "amount": "30"},
        ]
    )

    assert [(each.name, each.total) for each in made.by_activity] == [("Kartläggning", 40), ("Dialog", 20)]


def test_a_line_without_year_or_kostnadsslag_still_counts():
    assert budget([{"amount": "10"}, {"category": "Personal", "year": "2025", "amount": "5"}]).total == 15


amounts = st.decimals(0, 10**9, places=2)
lines = st.lists(
    st.fixed_dictionaries(
        {
            "category": st.sampled_from(["Personal", "Externa tjänster", "Resor och logi"]),
            "year": st.integers(2024, 2027),
            "amount": amounts,
        }
    ),
    max_size=8,
)


@given(lines, st.decimals(0, 1, places=4))
def test_the_rows_the_years_and_the_total_agree(given_lines, rate):
    made = budget(given_lines, [{"name": "Schablon", "rate": rate, "base": ("Personal",)}])

    assert sum(row.total for row in made.rows) == made.total
    assert sum(year.total for year in made.by_year) == made.total


def test_financiers_have_their_sums_and_shares():
    made = Financing.model_validate(
        {
            "contributions": [
                {
                    "financier": "Tillväxtverket",
                    "form": "kontanta medel",
                    "sector": "offentlig",
                    "amount": "300 000",
                },
                {"financier": "Bolaget", "form": "kontanta medel", "sector": "privat", "amount": "100 000"},
                {
                    "financier": "Bolaget",
                    "form": "bidrag i annat än pengar",
                    "sector": "privat",
                    "amount": "200 000",
                },
            ]
        }
    )

    assert [(each.name, each.total, each.share) for each in made.by_financier] == [
        ("Tillväxtverket", 300000, Decimal("0.5")),
        ("Bolaget", 300000, Decimal("0.5")),
    ]
    assert (made.cash_total, made.in_kind_total) == (400000, 200000)
    assert (made.public_total, made.private_total) == (300000, 300000)
    assert made.external
