"""Filters write numbers and dates as Swedish does, and keep the origin when what they wrote can be undone."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.formats import ENGLISH, FILTERS, FilterError
from generator.formats.dates import MONTHS
from generator.located import Missing, Origin, locate, origin_of


def plain(text):
    return str(text).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("value", "name", "text"),
    [
        (600000, "kronor", "600 000 kronor"),
        (Decimal("1234.5"), "kronor", "1 234,50 kronor"),
        (-3, "kronor", "−3 kronor"),
        (0.1, "kronor", "0,10 kronor"),
        (300_000, "tkr", "300 tkr"),
        (300_449, "tkr", "300,4 tkr"),
        (1_250_000, "mnkr", "1,3 mnkr"),
        (600000, "belopp", "600 000"),
        (0.5, "procent", "50 %"),
        (Decimal("0.333"), "procent", "33,3 %"),
        (date(2025, 5, 30), "datum", "den 30 maj 2025"),
        ("2025-05-30", "datum", "den 30 maj 2025"),
        (date(2025, 5, 30), "isodatum", "2025-05-30"),
        (date(2025, 5, 3), "manad", "maj 2025"),
        (["a", "b", "c"], "lista", "a, b och c"),
        (["a", "b"], "lista", "a och b"),
        (["a"], "lista", "a"),
        ([], "lista", ""),
    ],
)
def test_values_are_written_as_swedish_writes_them(value, name, text):
    assert plain(FILTERS[name](value)) == text


def test_months_and_the_characters_of_numbers_are_those_of_cldr():
    from babel import Locale

    swedish = Locale("sv")
    symbols = swedish.number_symbols["latn"]
    written = "1.234.567".replace(".", symbols["group"]) + symbols["decimal"] + "50"
    assert list(swedish.months["format"]["wide"].values()) == MONTHS
    assert FILTERS["belopp"](Decimal("-1234567.5")) == symbols["minusSign"] + written


def test_thousands_and_units_are_kept_together_by_hard_spaces():
    assert FILTERS["kronor"](600000) == "600\u00a0000\u00a0kronor"
    assert " " not in FILTERS["datum"](date(2025, 5, 30))


def test_a_period_names_the_year_once():
    start, end = date(2025, 1, 1), date(2025, 12, 31)
    assert plain(FILTERS["period"](start, end)) == "1 januari–31 december 2025"
    assert (
        plain(FILTERS["period"]({"start": start, "end": date(2026, 1, 2)})) == "1 januari 2025–2 januari 2026"
    )


def test_a_count_takes_the_word_that_fits():
    assert plain(FILTERS["antal"](1, "partner", "partners")) == "1 partner"
    assert plain(FILTERS["antal"](["a", "b"], "partner", "partners")) == "2 partners"


def located(value, kind="whole"):
    made = locate({"x": value}, "")["x"]
    assert origin_of(made).path == "x"
    return made


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kronor", 5),
        ("tkr", 5000),
        ("belopp", 5),
        ("datum", date(2025, 1, 2)),
        ("isodatum", date(2025, 1, 2)),
    ],
)
def test_a_filter_that_can_be_undone_keeps_the_origin_and_says_how_it_wrote(name, value):
    origin = origin_of(FILTERS[name](located(value)))
    assert (origin.path, origin.kind, origin.value) == ("x", name, value)


@pytest.mark.parametrize(("name", "value"), [("tkr", 5449), ("manad", date(2025, 1, 2)), ("mnkr", 1_234_567)])
def test_a_text_that_says_less_than_the_value_has_no_origin(name, value):
    assert origin_of(FILTERS[name](located(value))) is None


@pytest.mark.parametrize("name", sorted(FILTERS))
def test_a_missing_answer_passes_every_filter_unchanged(name):
    missing = Missing(Origin("x"))
    assert FILTERS[name](missing) is missing
    assert FILTERS[name](None) == ""


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kronor", "tio"),
        ("kronor", True),
        ("procent", [1]),
        ("datum", "2025-13-01"),
        ("datum", 5),
        ("lista", "abc"),
        ("lista", [["a"], ["b"]]),
        ("kronor", Decimal("NaN")),
        ("kronor", float("inf")),
        ("belopp", 10**30),
    ],
)
def test_a_value_of_the_wrong_kind_is_named_in_a_sentence(name, value):
    with pytest.raises(FilterError, match=name):
        FILTERS[name](value)


@given(st.integers(-(10**15), 10**15))
def test_whole_kronor_lose_no_digit(number):
    text = FILTERS["belopp"](number).replace("\u00a0", "").replace("−", "-")
    assert int(text) == number


@pytest.mark.parametrize(
    ("value", "name", "text"),
    [
        (600000, "kronor", "SEK 600,000"),
        (Decimal("1234.5"), "kronor", "SEK 1,234.50"),
        (-3, "kronor", "SEK -3"),
        (300_449, "tkr", "SEK 300.4 thousand"),
        (1_250_000, "mnkr", "SEK 1.3 million"),
        (600000, "belopp", "600,000"),
        (Decimal("0.333"), "procent", "33.3%"),
        (1720, "antal", "1,720"),
        (date(2025, 5, 30), "datum", "30 May 2025"),
        (date(2025, 5, 3), "manad", "May 2025"),
        ({"start": date(2025, 1, 1), "end": date(2026, 12, 31)}, "period", "1 January 2025–31 December 2026"),
        (["a", "b", "c"], "lista", "a, b and c"),
        (["a"], "lista", "a"),
        (None, "kronor", ""),
        (Missing(Origin("x")), "kronor", ""),
    ],
)
def test_in_an_english_message_the_same_values_are_written_as_english_does(value, name, text):
    assert str(ENGLISH[name](value)) == text
    assert set(ENGLISH) <= set(FILTERS)


def test_a_number_takes_its_word_with_it_in_english_too():
    assert ENGLISH["antal"](1, "hour", "hours") == "1 hour"
    assert ENGLISH["antal"](1720, "hour", "hours") == "1,720 hours"
    assert ENGLISH["antal"](["a", "b"], "partner", "partners") == "2 partners"
