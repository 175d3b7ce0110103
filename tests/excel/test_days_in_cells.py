"""A day or a time where a figure is to stand is no figure, and a year typed as a day is no day."""

import datetime as dt

import openpyxl
import pytest
from workbooks import TEXT, cell, errors, exported, opened, taken

BOOK = exported(TEXT)
DAY = dt.datetime.fromisoformat("2026-05-30")


@pytest.mark.parametrize(
    ("key", "title", "value", "words"),
    [
        ("amount", "Belopp", DAY, "2026-05-30"),
        ("unit_price", "Pris per enhet", DAY, "2026-05-30"),
        ("quantity", "Antal", dt.time(7, 30), "time of day"),
        ("quantity", "Antal", dt.timedelta(hours=40), "time of day"),
    ],
)
def test_a_day_or_a_time_is_no_figure(key, title, value, words):
    book = opened(BOOK)
    cell(book, "Kostnader", 0, key).value = value

    done = taken(TEXT, book)

    (told,) = errors(done)
    assert (told.code, told.place.words) == ("book-cell", f"Kostnader row 4, column {title}")
    assert words in told.message
    assert done.text == TEXT


@pytest.mark.parametrize("heading", ["Belopp", "Belopp (tkr)"])
def test_nor_is_it_in_a_workbook_of_somebodys_own(heading):
    book = openpyxl.Workbook()
    for row in (["Post", heading], ["Buss", DAY], ["Tåg", 100]):
        book.active.append(row)

    done = taken(TEXT, book)

    (told,) = errors(done)
    assert (told.place.words, done.text) == (f"Sheet row 2, column {heading}", TEXT)


@pytest.mark.parametrize(
    "shown", ['#,##0 "kr"', "[Magenta]#,##0", "[$kr-41D] #,##0", "#,##0.00_ ;[Red]-#,##0.00"]
)
def test_a_figure_in_colour_or_with_kr_is_a_figure(shown):
    book = opened(BOOK)
    found = cell(book, "Kostnader", 2, "amount")
    found.value, found.number_format = 6000, shown

    assert taken(TEXT, book).text == TEXT.replace("5 000", "6 000")


@pytest.mark.parametrize("value", [2026, DAY.replace(year=1989), DAY.replace(year=2101), "1905-07-18"])
def test_a_day_far_from_any_project_is_refused_at_its_cell(value):
    book = opened(BOOK)
    cell(book, "Aktiviteter", 0, "start").value = value
    cell(book, "Aktiviteter", 0, "start").number_format = "yyyy-mm-dd"

    done = taken(TEXT, book)

    (told,) = errors(done)
    assert told.place.words == "Aktiviteter row 4, column Start"
    assert done.text == TEXT


def test_an_old_day_of_the_data_file_may_stay_as_it_is():
    text = TEXT.replace("2026-09-01", "1985-09-01")

    done = taken(text, exported(text))

    assert (done.text, done.problems) == (text, ())
