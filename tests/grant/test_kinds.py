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


def test_an_amount_is_not_negative_and_has_whole_ore():
    assert refused(kinds.Kronor, "-5") == "greater_than_equal"
    assert refused(kinds.Kronor, "1,0005") == "decimal_max_places"


@pytest.mark.parametrize("text", ["2.000", "2000.0", "2_000", "två"])
def test_a_year_and_a_count_are_digits_only(text):
    assert refused(kinds.Year, text) == refused(kinds.Count, text) == "int_parsing"
    assert made(kinds.Year, "2025") == 2025
    assert made(kinds.Count, "2000") == 2000


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
