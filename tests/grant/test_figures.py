"""Figures are read out of running text as Swedes spell them."""

from datetime import date
from decimal import Decimal

import pytest

from generator.grant.prose.figures import figures


def read(text, kind):
    return [figure.value for figure in figures(text) if figure.kind == kind]


@pytest.mark.parametrize(
    ("text", "kronor"),
    [
        ("600 000 kr", 600_000),
        ("600\u00a0000\u00a0kronor.", 600_000),
        ("600\u202f000 kr", 600_000),
        ("600000 kronor", 600_000),
        ("600.000 kr", 600_000),
        ("600 000:-", 600_000),
        ("600 tkr", 600_000),
        ("600 kkr", 600_000),
        ("600 tusen kronor", 600_000),
        ("0,6 mnkr", 600_000),
        ("0,6 mkr", 600_000),
        ("0,6 miljoner kronor", 600_000),
        ("1 miljon kronor", 1_000_000),
        ("12 MSEK", 12_000_000),
        ("1,5 miljarder kronor", 1_500_000_000),
        ("SEK 600,000", 600_000),
        ("300.000 tkr", 300_000_000),
        ("1.861.135 kronor", 1_861_135),
        ("1.861.135,50 kronor", Decimal("1861135.50")),
        ("1,861,135.50 kronor", Decimal("1861135.50")),
        ("1,125 mnkr", 1_125_000),
        ("0,300 mnkr", 300_000),
        ("12 345,50 kronor", Decimal("12345.50")),
        ("2025 500 kronor", 500),
        ("anslag 1:1 300 000 kronor", 300_000),
        ("600\n000 kronor", 600_000),
        ("300 000–400 000 kronor", 400_000),
    ],
)
def test_an_amount(text, kronor):
    assert read(text, "amount") == [kronor]


@pytest.mark.parametrize(
    "text",
    [
        "600 000 invånare",
        "3 miljoner invånare",
        "punkt 8.2",
        "2003:596",
        "063-14 66 10",
        "460 timmar",
        "krona",
        "12 krav",
    ],
)
def test_what_is_no_amount(text):
    assert read(text, "amount") == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("den 30 maj 2025", date(2025, 5, 30)),
        ("30 MAJ 2025", date(2025, 5, 30)),
        ("den 30:e maj 2025", date(2025, 5, 30)),
        ("den 3 okt. 2025", date(2025, 10, 3)),
        ("30 May 2025", date(2025, 5, 30)),
        ("2025-05-30", date(2025, 5, 30)),
        ("30/5 2025", date(2025, 5, 30)),
        ("den 30\u00a0maj\u00a02025", date(2025, 5, 30)),
        ("den 30 maj", (5, 30)),
        ("den 29 februari", (2, 29)),
    ],
)
def test_a_day(text, day):
    assert read(text, "day") == [day]
    assert read(text, "month") == []


@pytest.mark.parametrize("text", ["den 31 april 2025", "2025-02-30", "kommaj 2025", "marsch", "2025-05-300"])
def test_what_is_no_day(text):
    assert read(text, "day") == []


def test_a_month_of_a_year():
    assert read("i maj 2025 och MARS 2026", "month") == [date(2025, 5, 1), date(2026, 3, 1)]
    assert read("i maj", "month") == []


def test_a_year_stands_as_a_time():
    assert read("under 2026", "year") == [2026]
    assert read("senast 2027", "year") == [2027]
    assert (
        read(
            "Agenda 2030, RUS 2050, Jämtlands län 2050, förordning 2003:596, RUN/479/2024, sidan 2024", "year"
        )
        == []
    )


def test_years_from_and_to():
    assert read("2024–2027, 2024-2027 och 2024–27", "years") == [(2024, 2027)] * 3
    assert read("RUN/2019–2027 och 2025-05-30", "years") == []


def test_a_percentage():
    assert read("42,68 % och 50\u00a0procent och 3 procentenheter", "share") == [Decimal("42.68"), 50]


def test_an_organisation_number_and_no_personal_one():
    assert (
        read("232100-0214, 16232100-0214, 811218-9876, 063-1466", "organisation_number")
        == ["232100-0214"] * 2
    )


@pytest.mark.parametrize("text", ["cirka 600 tkr", "omkring 600 000 kronor", "ca. 600 tkr"])
def test_a_rough_figure(text):
    assert next(figures(text)).rough


@pytest.mark.parametrize("text", ["450 kronor per timme", "450 kr/tim", "à 450 kronor", "8 x 450 kronor"])
def test_a_price_of_one(text):
    assert next(figures(text)).each


@pytest.mark.parametrize(
    "text", ["under 500 000 kronor", "gränsen på 500 000 kronor", "mer än 500 000 kronor"]
)
def test_a_bound_is_no_fact(text):
    assert next(figures(text)).bound


@pytest.mark.parametrize(
    "text", ["111 " * 250_000, "1" * 1_000_000, "maj " * 250_000, "2024 " * 200_000, "1," * 500_000]
)
def test_no_text_takes_more_than_linear_time(text):
    import time

    begun = time.process_time()
    list(figures(text))

    assert time.process_time() - begun < 10
