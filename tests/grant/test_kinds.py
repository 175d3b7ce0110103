"""Each kind of value is made from the text as it was written."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from generator.formats import read_back
from generator.formats.registers import luhn
from generator.grant.schema import types
from generator.grant.schema.period import Start


def made(kind, text):
    return TypeAdapter(kind).validate_python(text)


def refused(kind, text):
    with pytest.raises(ValidationError) as caught:
        made(kind, text)
    return caught.value.errors()[0]["type"]


def test_an_amount_is_not_negative_and_has_whole_ore():
    assert refused(types.Kronor, "-5") == "greater_than_equal"
    assert refused(types.Kronor, "1,0005") == "decimal_max_places"


@pytest.mark.parametrize("text", ["2.000", "2000.0", "2_000", "två"])
def test_a_year_and_a_count_are_digits_only(text):
    assert (refused(types.Year, text), refused(types.Count, text)) == ("year", "int_parsing")
    assert made(types.Year, "2025") == 2025
    assert made(types.Count, "2000") == 2000


def test_a_percentage_becomes_a_share():
    assert made(types.Rate, "42,68 %") == Decimal("0.4268")
    assert made(types.Rate, "15") == Decimal("0.15")
    assert refused(types.Rate, "150 %") == "rate_over_all"


@pytest.mark.parametrize(
    "text",
    ["2025-05-30", "20250530", "30 maj 2025", "den 30 maj 2025", "Den 30  Maj 2025", "30\u00a0maj\u00a02025",
     "30/5 2025", "30.5.2025"],
)  # fmt: skip
def test_a_date_is_read_as_it_is_in_word(text):
    assert made(types.Day, text) == made(Start, text) == date(2025, 5, 30)
    assert read_back("datum", text) == read_back("start", text) == "2025-05-30"


@pytest.mark.parametrize(
    "text", ["maj 2025", "2025-05", "2025", "250530", "2025-05-30 00:00", "30 maj", "30 maj 25", "i maj 2025",
             "2025-W22-5", "5/30/25"]
)  # fmt: skip
def test_what_is_unsure_is_no_date_in_the_data_nor_in_word(text):
    assert refused(types.Day, text) == "day"
    assert refused(Start, text) == "start"
    for kind in ("datum", "start"):
        with pytest.raises(ValueError, match=text):
            read_back(kind, text)


@pytest.mark.parametrize("text", ["2025-02-30", "30 februari 2025", "31/6 2025"])
def test_a_day_that_no_calendar_has_is_told_as_that(text):
    assert refused(types.Day, text) == "no_such_day"


def test_a_start_may_be_the_day_of_sending_in():
    assert made(Start, "När ansökan\u00a0skickas in") == read_back("start", "när ansökan skickas in")


def test_yes_and_no_are_swedish_words():
    assert made(types.YesNo, "Ja") is True
    assert made(types.YesNo, "nej") is False
    assert refused(types.YesNo, "kanske") == "yes_no"


def test_an_organisation_number_has_ten_digits_of_which_the_last_checks_the_others():
    assert made(types.OrganisationNumber, "2321000214") == "232100-0214"
    assert made(types.OrganisationNumber, "16232100-0214") == "232100-0214"
    assert refused(types.OrganisationNumber, "232100-0215") == "organisation_number_check"
    assert refused(types.OrganisationNumber, "232100") == "organisation_number"


def test_a_workplace_number_has_eight_digits():
    assert made(types.WorkplaceNumber, "1922-2538") == "19222538"
    assert refused(types.WorkplaceNumber, "1922253") == "workplace_number"


@given(st.integers(0, 999_999_999))
def test_exactly_one_check_digit_fits(number):
    assert sum(luhn(f"{number:09d}{digit}") for digit in range(10)) == 1


def test_a_short_text_stands_on_one_line():
    assert made(types.Text, " Vatten ") == "Vatten"
    assert refused(types.Text, "Vatten\noch jord") == "one_line"
