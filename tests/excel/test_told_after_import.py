"""What is told after an import: nothing that is not so."""

import pytest
from test_other_books import book, codes
from workbooks import TEXT, cell, exported, opened, taken


def test_after_a_conflict_nobody_says_that_the_data_file_has_it_all():
    made = opened(exported(TEXT))
    cell(made, "Kostnader", 1, "amount").value = 13000
    cell(made, "Kostnader", 2, "amount").value = 6000

    done = taken(TEXT.replace("12 000", "14 000"), made)

    assert done.taken
    assert [each.code for each in done.problems] == ["book-conflict"]


@pytest.mark.parametrize(
    ("rows", "count"), [([["Buss", 1]], 3), ([["Film", 5000], ["Buss", 1]], 2), ([["Film", 5000]], 2)]
)
def test_rows_that_the_book_has_not_are_counted_by_what_they_say(rows, count):
    done = taken(TEXT, book(["Post", "Belopp"], *rows))

    (told,) = [each for each in done.problems if each.code == "book-fewer"]
    assert f"has {count} rows that" in told.message


def test_a_key_that_a_column_has_already_is_not_suggested():
    made = taken(TEXT, book(["Post", "Belopp", "Not"], ["Buss", 1, "x"]))

    (told,) = [each for each in made.problems if each.code == "book-beside"]
    assert '"Not=category"' in told.message
    assert codes(made)
