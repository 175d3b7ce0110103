"""What a cell says, as the data file writes it."""

import pytest

from generator.excel.columns import sheets
from generator.excel.reading.cell_texts import Said, said
from generator.excel.reading.read_book import Cell
from generator.grant.schema import Data

SHEETS = {each.path: each for each in sheets(Data)}
LINES, RATES, PARTNERS = "budget.lines", "budget.flat_rates", "project.partners"
DAYS = "project.activities"


def say(path, key, *cell, **more):
    return said(Cell(*cell), SHEETS[path].column(key), **more)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (("12 000",), "12 000"),
        (("12\u00a0000 kr",), "12 000 kr"),
        (("0.30000000000000004", "number"), "0,3"),
        (("1234.0000001", "number"), "1234"),
        (("1.2345E3", "number"), "1234,5"),
        (("480", "number"), "480"),
        (("-",), None),
        (("–",), None),
        (("  ",), None),
        (("\u202a450\u202c",), "450"),
    ],
)
def test_an_amount_is_read_as_it_was_meant(cell, text):
    assert say(LINES, "unit_price", *cell) == Said(text)


def test_a_computed_amount_is_rounded_to_ore_and_that_is_told():
    assert say(LINES, "amount", "33.333333333333336", "number") == Said("33,33", "33,3333333333333")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (("0.15", "number", "percent"), "15 %"),
        (("0.125", "number", "percent"), "12,5 %"),
        (("15", "number"), "15"),
        (("0.15", "number"), "0,15"),
        (("15 %",), "15 %"),
    ],
)
def test_a_percentage_keeps_its_sign(cell, text):
    assert say(RATES, "rate", *cell).text == text


@pytest.mark.parametrize(
    ("cell", "more", "text"),
    [
        (("46266", "number", "date"), {}, "2026-09-01"),
        (("46266", "number"), {}, "2026-09-01"),
        (("44804", "number", "date"), {"from_1904": True}, "2026-09-01"),
        (("46266.75", "number", "date"), {}, "2026-09-01"),
        (("2026", "number"), {}, "2026"),
        (("1/9 2026",), {}, "1/9 2026"),
    ],
)
def test_a_day_is_read_from_a_date_a_number_or_a_text(cell, more, text):
    assert say(DAYS, "start", *cell, **more).text == text


@pytest.mark.parametrize(
    ("cell", "text"),
    [(("2026", "number"), "2026"), (("46266", "number", "date"), "2026"), (("2026",), "2026")],
)
def test_a_year_may_be_a_date(cell, text):
    assert say(LINES, "year", *cell).text == text


@pytest.mark.parametrize(
    ("path", "key", "cell", "text"),
    [
        (PARTNERS, "vat_liable", ("1", "yesno"), "ja"),
        (PARTNERS, "vat_liable", ("0", "yesno"), "nej"),
        (PARTNERS, "name", ("1", "yesno"), "SANT"),
        (PARTNERS, "name", ("20", "number"), "20"),
        (PARTNERS, "name", ("a\nb",), "a b"),
        (PARTNERS, "contribution", ("a\nb",), "a\nb"),
        (RATES, "base", ("Personal;Resor och logi\n Bil ",), "Personal; Resor och logi; Bil"),
    ],
)
def test_texts_choices_and_lists(path, key, cell, text):
    assert say(path, key, *cell).text == text


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        (("#REF!", "error"), "#REF!"),
        (("", "no-value", "number", True), "without its value"),
        (("nan", "number"), "no number"),
        (("1e999", "number"), "no number"),
    ],
)
def test_what_nobody_can_read_is_refused_with_a_sentence(cell, sentence):
    with pytest.raises(ValueError, match=sentence):
        say(LINES, "amount", *cell)
