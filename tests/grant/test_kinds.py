"""Each kind of value is made from the text as it was written."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from generator.formats import read_back, same
from generator.formats.registers import luhn
from generator.grant.schema import types
from generator.grant.schema.period import Start
from generator.hard_spaces import with_hard_spaces, without_hard_spaces


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


PIECES = st.sampled_from(
    [
        " ",
        "\u00a0",
        "\n",
        ".",
        ",",
        "-",
        "–",
        "§",
        "5",
        "12",
        "300",
        "000",
        "2027",
        "den",
        "maj",
        "kronor",
        "%",
        "timmar",
        "ord",
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_hard_spaces_change_nothing_but_themselves_and_are_taken_back(text):
    shown = with_hard_spaces(text)

    assert shown.replace("\u00a0", " ") == text.replace("\u00a0", " ")
    assert without_hard_spaces(shown) == without_hard_spaces(text)
    assert with_hard_spaces(shown) == shown
    assert same("text", text, shown)
    assert same("markdown", text, shown)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1 000 timmar à 350 kronor", "1_000_timmar à 350_kronor"),
        ("senast den 1 september 2026", "senast den_1_september_2026"),
        ("12 procent, 42,68 % och 5 §", "12_procent, 42,68_% och 5_§"),
        ("enligt § 5", "enligt §_5"),
        ("omkring 1 200 företag", "omkring 1_200 företag"),
        ("år 2025 300 000 kronor", "år 2025 300_000_kronor"),
        ("070 123 456, 063-14 66 10, 831 27 Östersund", "070 123 456, 063-14 66 10, 831 27 Östersund"),
        ("2023 2024 2025", "2023 2024 2025"),
    ],
)
def test_what_is_not_to_be_broken_over_two_lines_has_hard_spaces(text, shown):
    assert with_hard_spaces(text) == shown.replace("_", "\u00a0")
