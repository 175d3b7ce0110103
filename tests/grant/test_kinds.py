"""Each kind of value is made from the text as it was written."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from generator.grant.schema import kinds


def made(kind, text):
    return TypeAdapter(kind).validate_python(text)


def refused(kind, text):
    with pytest.raises(ValidationError) as caught:
        made(kind, text)
    return caught.value.errors()[0]["type"]


@pytest.mark.parametrize(
    "text",
    ["600000", "600 000", "600\u00a0000", "600 000 kr", "600000 kronor", "600\u202f000,00", "600000:-"],
)
def test_an_amount_is_read_however_swedes_write_it(text):
    assert made(kinds.Kronor, text) == Decimal(600000)


@pytest.mark.parametrize("text", ["60 00", "600.000,00", "sexhundra", "6e5", "", "NaN", "Infinity", "1_000"])
def test_what_is_no_amount_is_refused(text):
    assert refused(kinds.Kronor, text) == "amount"


def test_a_negative_amount_and_three_decimals_are_refused():
    assert refused(kinds.Kronor, "-5") == "greater_than_equal"
    assert refused(kinds.Kronor, "1,005") == "decimal_max_places"


def test_a_percentage_becomes_a_share():
    assert made(kinds.Rate, "42,68 %") == Decimal("0.4268")
    assert made(kinds.Rate, "15") == Decimal("0.15")
    assert refused(kinds.Rate, "150 %") == "rate_over_all"


def test_a_date_is_year_month_day_and_must_exist():
    assert made(kinds.Day, "2025-05-30") == date(2025, 5, 30)
    assert refused(kinds.Day, "30/5 2025") == "day"
    assert refused(kinds.Day, "2025-02-30") == "no_such_day"


def test_yes_and_no_are_swedish_words():
    assert made(kinds.YesNo, "Ja") is True
    assert made(kinds.YesNo, "nej") is False
    assert refused(kinds.YesNo, "kanske") == "yes_no"


def test_an_organisation_number_has_ten_digits_of_which_the_last_checks_the_others():
    assert made(kinds.OrganisationNumber, "2321000214") == "232100-0214"
    assert made(kinds.OrganisationNumber, "16232100-0214") == "232100-0214"
    assert refused(kinds.OrganisationNumber, "232100-0215") == "organisation_number_check"
    assert refused(kinds.OrganisationNumber, "232100") == "organisation_number"


@given(st.integers(0, 999_999_999))
def test_exactly_one_check_digit_fits(number):
    assert sum(kinds.luhn(f"{number:09d}{digit}") for digit in range(10)) == 1


def test_a_short_text_stands_on_one_line():
    assert made(kinds.Text, " Vatten ") == "Vatten"
    assert refused(kinds.Text, "Vatten\noch jord") == "one_line"
