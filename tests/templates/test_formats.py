"""What a person types over a field in Word is read back as the data file writes it."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.formats import read_back
from generator.formats.filters import FILTERS


@pytest.mark.parametrize(
    "text", ["600 000 kronor", "600\u00a0000\u00a0kr", "600000", "600 tkr", "0,6 mnkr", "600 000,00 kr"]
)
def test_an_amount_however_it_is_typed(text):
    assert read_back("kronor", text) == "600000"


def test_an_amount_without_a_unit_has_the_unit_of_its_field():
    assert read_back("tkr", "350") == "350000"
    assert read_back("tkr", "350 000 kronor") == "350000"


def test_ore_are_kept():
    assert read_back("kronor", "1 234,50 kronor") == "1234,5"


@pytest.mark.parametrize(
    "text",
    [
        "den 30 maj 2025",
        "30 maj 2025",
        "2025-05-30",
        "30/5 2025",
        "30.5.2025",
        "den\u00a030\u00a0maj\u00a02025",
    ],
)
def test_a_date_however_it_is_typed(text):
    assert read_back("datum", text) == "2025-05-30"


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("kronor", "mycket"),
        ("datum", "i maj"),
        ("datum", "30 juni juli"),
        ("datum", "31 juni 2025"),
        ("procent", "hälften"),
        ("kronor", "5 dollar"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(kind, text):
    with pytest.raises(ValueError, match=f"“{text}” is not a"):
        read_back(kind, text)


def test_yes_no_and_text_are_kept():
    assert read_back("yesno", "Ja") == "ja"
    assert read_back("text", " Vatten\u00a0och jord ") == "Vatten\u00a0och jord"


@given(st.decimals(0, 10**12, places=2))
def test_an_amount_written_by_a_filter_is_read_back(amount):
    for name in ("kronor", "belopp"):
        assert Decimal(read_back(name, FILTERS[name](amount)).replace(",", ".")) == amount


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_a_date_written_by_a_filter_is_read_back(day):
    for name in ("datum", "isodatum"):
        assert read_back(name, FILTERS[name](day)) == day.isoformat()


@given(st.integers(0, 1000))
def test_a_percentage_written_by_a_filter_is_read_back(tenths):
    assert (
        Decimal(
            read_back("procent", FILTERS["procent"](Decimal(tenths) / 1000))
            .removesuffix(" %")
            .replace(",", ".")
        )
        == Decimal(tenths) / 10
    )
