"""Money as it is: shares, rough and unknown amounts, what lies outside the budget, what was granted."""

from decimal import Decimal

from generator.grant.schema.budget import Budget
from generator.grant.schema.financing import Financing


def financing(*lines):
    return Financing.model_validate({"contributions": lines})


def test_what_lies_outside_the_budget_is_in_no_sum_but_its_own():
    made = financing(
        {"financier": "EU och staten", "amount": "415 367", "form": "kontanta medel", "sector": "offentlig"},
        {"financier": "LAG", "amount": "204 583", "form": "kontanta medel", "sector": "offentlig"},
        {
            "financier": "Övertorneå kommun",
            "amount": "60 000",
            "form": "bidrag i annat än pengar",
            "sector": "offentlig",
            "outside_budget": "ja",
        },
    )

    assert made.total == made.public_total == made.cash_total == Decimal(619950)
    assert made.in_kind_total == 0
    assert made.outside_total == 60000
    assert [each.name for each in made.by_financier] == ["EU och staten", "LAG"]


def test_what_was_granted_counts_instead_of_what_was_asked_for():
    made = financing(
        {"financier": "Tillväxtverket", "amount": "300 000", "application": "tillvaxtverket",
         "granted": {"amount": "250 000"}},
        {"financier": "Region Dalarna", "amount": "300 000", "application": "anslag11_dalarna",
         "granted": {"share": "40 %", "at_most": "240 000"}},
        {"financier": "Falu kommun", "amount": "10 000", "granted": {"number": "KS 2026/1"}},
    )  # fmt: skip

    assert [line.counted for line in made.contributions] == [250000, 240000, 10000]
    assert made.total == 500000
    assert made.applied("tillvaxtverket") == 300000


def test_an_amount_that_is_not_known_yet_counts_as_nothing():
    made = financing({"financier": "Banken", "about": "ja"}, {"financier": "Kommunen", "amount": "1 000"})

    assert made.contributions[0].counted is None
    assert [(each.name, each.total, each.share) for each in made.by_financier] == [
        ("Banken", 0, 0),
        ("Kommunen", 1000, 1),
    ]


def test_a_flat_rate_of_one_year_is_worked_out_in_that_year_alone():
    made = Budget.model_validate(
        {
            "lines": [
                {"category": "Personal", "year": "2025", "amount": "100000"},
                {"category": "Personal", "year": "2026", "amount": "200000"},
            ],
            "flat_rates": [
                {"name": "Lönebikostnader 2025", "rate": "42,68 %", "base": ["Personal"], "year": "2025"},
                {"name": "Lönebikostnader 2026", "rate": "40 %", "base": ["Personal"], "year": "2026"},
                {"name": "Indirekta kostnader", "rate": "15 %", "base": ["Personal"]},
            ],
        }
    )

    assert [row.amounts for row in made.flat_rows] == [(42680, 0), (0, 80000), (15000, 30000)]
    assert made.total == 467680
