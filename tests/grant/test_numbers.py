"""A number is read as it was meant; one that may be two is asked about at its line."""

from decimal import Decimal, InvalidOperation

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.formats import read_back
from generator.formats.filters import FILTERS
from generator.formats.numbers import TwoReadings, kronor_of, number, percentage, written
from generator.grant.schema import Data
from generator.grant.schema.errors import validate
from generator.grant.yaml import document
from generator.problems import ProblemError

ASKED_FOR = "”{}” has two readings: {} or {}? Write the one that is meant. [two-readings]"


def asked(read, text):
    with pytest.raises(TwoReadings) as caught:
        read(text)
    return caught.value.written


def said(lines):
    """Return what is said of a budget line with these keys, or None."""
    text = "budget:\n  lines:\n    - " + lines.replace("\n", "\n      ") + "\n"
    try:
        validate(document.read(text.encode(), "x.yaml"), Data)
    except ProblemError as error:
        return str(error)
    return None


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("300000", 300_000),
        ("300 000", 300_000),
        ("300\u00a0000", 300_000),
        ("300\u202f000", 300_000),
        ("300\u2009000 kr", 300_000),
        ("300 000 kronor", 300_000),
        ("300000 SEK", 300_000),
        ("300000:-", 300_000),
        ("1.861.135", 1_861_135),
        ("1,861,135", 1_861_135),
        ("1.861.135 kr", 1_861_135),
        ("300 tkr", 300_000),
        ("300tkr", 300_000),
        ("0,3 mnkr", 300_000),
        ("0,300 mkr", 300_000),
        ("1,25 Mnkr.", 1_250_000),
        ("-1.861.135", -1_861_135),
        ("1.861.135,50", Decimal("1861135.50")),
        ("1,861,135.50", Decimal("1861135.50")),
        ("1 861 135,5", Decimal("1861135.5")),
        ("300.000,00", 300_000),
        ("300,000.00", 300_000),
        ("300 000,00", 300_000),
        ("300 000.00", 300_000),
        ("300,00", 300),
        ("300.0", 300),
        ("300,0000", 300),
        ("1234,50 kr", Decimal("1234.50")),
        ("0,5", Decimal("0.5")),
        ("\u22125", -5),
    ],
)
def test_an_amount_with_one_reading_is_read(text, amount):
    assert kronor_of(text) == amount


@pytest.mark.parametrize(
    ("text", "thousands", "decimals"),
    [
        ("300.000", "300 000", "300,00"),
        ("300,000", "300 000", "300,00"),
        ("300.000 kr", "300 000", "300,00"),
        ("300,000 kronor", "300 000", "300,00"),
        ("300.000 SEK", "300 000", "300,00"),
        ("300.000:-", "300 000", "300,00"),
        ("1.100", "1 100", "1,10"),
        ("-1.100", "-1 100", "-1,10"),
        ("\u22121.100", "-1 100", "-1,10"),
        ("310.125", "310 125", "310,13"),
        ("0,300", "300", "0,30"),
        ("1000.500", "1 000 500", "1 000,50"),
        ("1 861.135", "1 861 135", "1 861,14"),
        ("1.861.135,500", "1 861 135 500", "1 861 135,50"),
        ("1.861,135", "1 861 135", "1 861,14"),
        ("1.100 tkr", "1 100 tkr", "1,1 tkr"),
    ],
)
def test_an_amount_with_two_readings_is_asked_about(text, thousands, decimals):
    assert asked(kronor_of, text) == (thousands, decimals)


@pytest.mark.parametrize(
    "text",
    ["60 00", "300'000", "300’000", "1.86.135", "1861.135.000", "1.861 135", "0.300.000", "300.000.00", "300.", ".5",
     "1.861.135.50", "1,861.135,50", "1..5", "sexhundra", "6e5", "", "NaN", "Infinity", "1_000", "300 tusen", "30 000 euro", "EUR 30 000", "ca 300 000"],
)  # fmt: skip
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(InvalidOperation) as caught:
        kronor_of(text)
    assert not isinstance(caught.value, TwoReadings)


@pytest.mark.parametrize(
    ("text", "percent"),
    [("15 %", 15), ("15", 15), ("42,68%", Decimal("42.68")), ("0,15 %", Decimal("0.15")), ("0", 0), ("0,0", 0),
     ("1", 1), ("1,5", Decimal("1.5")), ("42,675 %", Decimal("42.675")), ("100", 100)],
)  # fmt: skip
def test_a_percentage_with_one_reading_is_read(text, percent):
    assert percentage(text) == percent


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [("0,15", "15 %", "0,15 %"), ("0.5", "50 %", "0,5 %"), ("0,4268", "42,68 %", "0,4268 %"), ("-0,1", "-10 %", "-0,1 %")],
)  # fmt: skip
def test_a_share_without_its_sign_is_asked_about(text, one, other):
    assert asked(percentage, text) == (one, other)


def test_a_quantity_of_three_decimals_is_asked_about_and_can_be_written():
    assert asked(number, "1.500") == ("1 500", "1,5")
    assert asked(number, "1,125") == ("1 125", "1,1250")
    assert number("1,1250") == Decimal("1.125")
    assert number("0,125") == Decimal("0.125")


@pytest.mark.parametrize(
    ("lines", "place", "title", "typed", "one", "other"),
    [
        ("amount: 300.000", "3:15", "amount: “Belopp”", "300.000", "300 000", "300,00"),
        ('amount: "300,000"', "3:15", "amount: “Belopp”", "300,000", "300 000", "300,00"),
        ("amount: 300.000 kr", "3:15", "amount: “Belopp”", "300.000 kr", "300 000", "300,00"),
        ("quantity: 2\nunit_price: 1.100", "4:19", "unit_price: “Pris per enhet”", "1.100", "1 100", "1,10"),
        ("quantity: 1.500", "3:17", "quantity: “Antal”", "1.500", "1 500", "1,5"),
    ],
)
def test_the_question_names_the_line_the_column_what_was_typed_and_both_readings(
    lines, place, title, typed, one, other
):
    assert (
        said(lines) == f"x.yaml:{place}: error: budget.lines.0.{title}: {ASKED_FOR.format(typed, one, other)}"
    )
    assert said(lines.replace(typed, one)) is None
    assert said(lines.replace(typed, other)) is None


def test_the_question_of_a_rate_names_both_readings():
    text = "budget:\n  flat_rates:\n    - rate: 0,15\n"
    with pytest.raises(ProblemError) as caught:
        validate(document.read(text.encode(), "x.yaml"), Data)

    assert str(caught.value).endswith(ASKED_FOR.format("0,15", "15 %", "0,15 %"))


@pytest.mark.parametrize("text", ["310.000 kr", "310.000 kronor", "310,000", "1.100"])
@pytest.mark.parametrize("kind", ["kronor", "belopp", "decimal"])
def test_an_amount_with_two_readings_in_a_field_is_not_taken(kind, text):
    with pytest.raises(ValueError, match=f"“{text}” has two readings: "):
        read_back(kind, text)


@given(st.decimals(-(10**12), 10**12, places=2))
def test_every_amount_that_a_filter_writes_is_read_back_as_the_same_number(amount):
    for name in ("kronor", "belopp"):
        assert kronor_of(FILTERS[name](amount)) == amount


@given(st.decimals(-(10**12), 10**12, places=4))
@example(Decimal("1.125"))
@example(Decimal(10))
def test_every_number_that_is_written_is_read_as_the_same(value):
    assert number(written(value)) == value


@given(
    st.sampled_from(["", "-", "\u2212"]),
    st.text("0123456789", min_size=1, max_size=6),
    st.sampled_from(".,"),
    st.text("0123456789", min_size=3, max_size=3),
    st.sampled_from(["", " kr", " kronor", "\u00a0SEK", ":-"]),
)
def test_one_sign_before_three_digits_is_never_read_silently(minus, whole, sign, last, unit):
    thousands, decimals = asked(kronor_of, f"{minus}{whole}{sign}{last}{unit}")

    assert abs(kronor_of(thousands)) == int(whole + last)
    assert abs(abs(kronor_of(decimals)) - Decimal(f"{whole}.{last}")) <= Decimal("0.005")
    if int(whole):
        assert abs(number(asked(number, f"{minus}{whole}{sign}{last}")[1])) == Decimal(f"{whole}.{last}")
