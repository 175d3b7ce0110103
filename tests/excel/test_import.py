"""What was changed in a workbook comes home: three sides, only what differs, each place said."""

from dataclasses import replace

import pytest
from workbooks import FIRST, TEXT, cell, column, errors, exported, opened, read, saved, taken

from generator.grant.schema import Data
from generator.problems import ProblemError
from generator.run.budget.importing import pulled

BOOK = exported(TEXT)


def test_a_workbook_that_nobody_has_touched_changes_nothing():
    done = taken(TEXT, BOOK)

    assert (done.text, done.taken, done.problems) == (TEXT, (), ())


def test_only_the_cell_that_differs_is_written_in_the_style_of_the_file():
    book = opened(BOOK)
    cell(book, "Kostnader", 0, "unit_price").value = 1500
    cell(book, "Aktiviteter", 0, "start").value = "1 oktober 2026"

    done = taken(TEXT, book)

    wanted = TEXT.replace("unit_price: 1 450", "unit_price: 1 500").replace("2026-09-01", "2026-10-01")
    assert (done.text, errors(done)) == (wanted, [])
    assert [each.document for each in done.taken] == [
        "budget-x.xlsx: Kostnader row 4, column Pris per enhet",
        "budget-x.xlsx: Aktiviteter row 4, column Start",
    ]


def test_a_cell_changed_in_both_is_told_with_all_three_and_not_written():
    book = opened(BOOK)
    cell(book, "Kostnader", 1, "amount").value = 13000
    cell(book, "Kostnader", 2, "amount").value = 6000
    meanwhile = TEXT.replace("amount: 12 000", "amount: 14 000")

    done = taken(meanwhile, book)

    (told,) = errors(done)
    assert (told.code, told.path) == ("book-conflict", "budget.lines.1.amount")
    assert told.place.words == "Kostnader row 5, column Belopp"
    assert "in Excel “13000”, in the data file “14 000”, exported as “12 000”" in told.message
    assert done.text == meanwhile.replace("amount: 5 000", "amount: 6 000")


def test_the_same_change_in_both_is_none():
    book = opened(BOOK)
    cell(book, "Kostnader", 1, "amount").value = "14 000 kr"
    meanwhile = TEXT.replace("amount: 12 000", "amount: 14 tkr")

    done = taken(meanwhile, book)

    assert (done.text, done.problems) == (meanwhile, ())


@pytest.mark.parametrize("value", ["ungefär 500", "300.000", "(500)", -5, "=1/0", "2026-02-30"])
def test_an_unreadable_cell_leaves_the_whole_file_as_it_is(value):
    book = opened(BOOK)
    cell(book, "Kostnader", 0, "unit_price").value = value
    cell(book, "Kostnader", 1, "amount").value = 1

    done = taken(TEXT, book)

    assert (done.text, done.taken) == (TEXT, ())
    (told,) = errors(done)
    assert (told.code, told.place.words) == ("book-cell", "Kostnader row 4, column Pris per enhet")


def test_what_names_an_activity_follows_its_new_name_in_old_rows_and_in_new():
    book = opened(BOOK)
    cell(book, "Aktiviteter", 1, "name").value = "Utbildning"
    cell(book, "Kostnader", 3, "description").value = "Lokal"
    cell(book, "Kostnader", 3, "activity").value = "Kurser"

    done = taken(TEXT, book)

    assert "Kurser" not in done.text
    assert done.text.count("activity: Utbildning") == 2


def test_a_list_in_a_cell_grows_and_shrinks():
    book = opened(BOOK)
    cell(book, "Schabloner", 0, "base").value = "Resor och logi; Personal"
    grown = taken(TEXT, book)
    assert "      base:\n        - Resor och logi\n        - Personal\n" in grown.text

    cell(book, "Schabloner", 0, "base").value = None
    assert read(taken(TEXT, book).text).value_at("budget.flat_rates.0.base") in (None, [])


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (lambda book: setattr(book["Kostnader"].row_dimensions[FIRST], "hidden", True), "book-hidden"),
        (lambda book: book["Kostnader"].delete_cols(column(book["Kostnader"], "unit")), "book-column-gone"),
        (lambda book: book.remove(book["Parter"]), "book-sheet-gone"),
        (lambda book: setattr(cell(book, "Kostnader", 2, "*"), "value", 9), "book-sum"),
        (lambda book: setattr(cell(book, "Kostnader", 3, "category"), "value", "Summa"), "book-sum-row"),
    ],
)
def test_what_is_passed_over_is_told(edit, code):
    book = opened(BOOK)
    edit(book)

    done = taken(TEXT, book)

    assert code in [each.code for each in done.problems]
    assert (done.text, errors(done)) == (TEXT, [])


def test_sums_pasted_as_values_say_nothing_while_they_are_right():
    book = opened(BOOK)
    for row, value in enumerate((580000, 12000, 5000)):
        cell(book, "Kostnader", row, "*").value = value

    assert taken(TEXT, book).problems == ()


def test_a_renamed_sheet_with_rows_above_and_other_headings_is_known_by_its_keys():
    book = opened(BOOK)
    sheet = book["Kostnader"]
    sheet.title = "Budget 2026"
    sheet.insert_rows(1, 2)
    sheet.cell(5, column(opened(BOOK)["Kostnader"], "unit_price")).value = "Á-pris"
    sheet.cell(6, column(opened(BOOK)["Kostnader"], "unit_price")).value = "x"

    (told,) = errors(taken(TEXT, book))

    assert told.place.words == "Budget 2026 row 6, column Á-pris"


def test_a_workbook_of_another_project_is_refused():
    other = "budget:\n  lines:\n    - description: Annat\n      amount: 1\n"

    with pytest.raises(ProblemError) as refused:
        pulled(BOOK, "b.xlsx", replace(read(other), name="y.yaml"), Data)

    assert refused.value.problems[0].code == "book-other-data"


def test_a_computed_number_is_rounded_to_ore_and_told():
    book = opened(BOOK)
    cell(book, "Kostnader", 1, "amount").value = 100 / 3

    done = taken(TEXT, saved(book))

    assert "amount: 33,33\n" in done.text
    assert [each.code for each in done.problems] == ["book-rounded", "book-export-again"]
