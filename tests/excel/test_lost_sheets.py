"""A sheet of ours that has lost what it is known by, or stands there twice: nothing goes, and it is told."""

import pytest
from workbooks import FIRST, TEXT, cell, errors, exported, opened, taken

BOOK = exported(TEXT)


def pasted(book):
    old = book["Kostnader"]
    new = book.create_sheet("Blad1")
    for row in old.iter_rows(min_row=2, min_col=2, values_only=True):
        new.append(row)
    book.remove(old)


@pytest.mark.parametrize(
    "edit",
    [
        lambda book: book["Kostnader"].__setitem__("A1", None),
        lambda book: book["Kostnader"].delete_cols(1),
        lambda book: book["Kostnader"].delete_rows(1),
        pasted,
    ],
)
def test_a_sheet_that_lost_its_keys_takes_no_line_away_and_is_named(edit):
    book = opened(BOOK)
    edit(book)

    done = taken(TEXT, book)

    assert (done.text, done.taken) == (TEXT, ())
    (told,) = [each for each in done.problems if each.level != "hint"]
    assert (told.code, "“Kostnader”" in told.message) == ("book-sheet-gone", True)


def test_rows_whose_hidden_numbers_were_emptied_are_known_by_what_they_say():
    book = opened(BOOK)
    for row in range(FIRST, FIRST + 3):
        book["Kostnader"].cell(row, 1).value = None

    done = taken(TEXT, book)

    assert (done.text, done.taken, errors(done)) == (TEXT, (), [])


def test_rows_that_somebody_deletes_from_a_sheet_that_is_there_go():
    book = opened(BOOK)
    book["Kostnader"].delete_rows(FIRST, 3)

    assert "Film" not in taken(TEXT, book).text


def test_a_copy_of_a_sheet_is_named_and_not_read():
    book = opened(BOOK)
    copy = book.copy_worksheet(book["Kostnader"])
    copy.title = "Kostnader kopia"
    copy.cell(FIRST, 6).value = 999
    cell(book, "Kostnader", 2, "amount").value = 6000

    done = taken(TEXT, book)

    (told,) = [each for each in done.problems if each.code == "book-copy"]
    assert (told.level, "“Kostnader kopia”" in told.message) == ("warning", True)
    assert done.text == TEXT.replace("5 000", "6 000")
