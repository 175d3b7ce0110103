"""What was changed in a workbook comes home: three sides, only what differs, each place said."""

from dataclasses import replace

import pytest
from workbooks import FIRST, cell, column, exported, opened, read, saved, taken

from generator.grant.schema import Data
from generator.problems import ProblemError
from generator.run.budget.importing import pulled

TEXT = """# Överst
project:
  activities:
    - name: Ledning   # hela tiden
      start: 2026-09-01
    - name: Kurser
budget:
  lines:
    - category: Personal   # lön
      description: Ledare
      activity: Ledning
      quantity: 400
      unit_price: 1 450
    # Resorna
    - category: Resor och logi
      description: Tåg
      activity: Kurser
      amount: 12 000
    - description: Film
      amount: 5 000
  flat_rates:
    - name: Indirekta
      rate: 15 %
      base:
        - Personal
financing:
  contributions:
    - financier: Regionen
      amount: 300 000
      granted:
        conditions:
          - Ett villkor.
"""
BOOK = exported(TEXT)


def errors(done):
    return [each for each in done.problems if each.level == "error"]


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


def test_rows_go_and_come_with_their_comments():
    book = opened(BOOK)
    sheet = book["Kostnader"]
    sheet.delete_rows(FIRST)
    sheet.insert_rows(FIRST + 1)
    sheet.cell(FIRST + 1, column(sheet, "description")).value = "Konsult"
    sheet.cell(FIRST + 1, column(sheet, "amount")).value = 70000

    done = taken(TEXT, book)

    first = TEXT[TEXT.index("    - category: Personal") : TEXT.index("    # Resorna")]
    new = "    - description: Konsult\n      amount: 70000\n"
    wanted = TEXT.replace(first, "").replace("    - description: Film", f"{new}    - description: Film")
    assert (done.text, errors(done)) == (wanted, [])


def test_rows_that_were_sorted_take_what_stands_above_them_along():
    book = opened(BOOK)
    sheet = book["Kostnader"]
    rows = [[each.value for each in sheet[row]] for row in (FIRST, FIRST + 1, FIRST + 2)]
    for row, values in zip((FIRST, FIRST + 1, FIRST + 2), reversed(rows), strict=True):
        for number, value in enumerate(values, 1):
            sheet.cell(row, number).value = value

    done = taken(TEXT, book)

    order = [done.text.index(name) for name in ("Film", "# Resorna", "Tåg", "# lön")]
    assert order == sorted(order)
    assert errors(done) == []


def test_a_copied_row_with_its_hidden_number_is_a_new_item():
    book = opened(BOOK)
    sheet = book["Kostnader"]
    for number in range(1, sheet.max_column + 1):
        sheet.cell(FIRST + 3, number).value = sheet.cell(FIRST, number).value
    cell(book, "Kostnader", 3, "unit_price").value = 900

    done = taken(TEXT, book)

    assert done.text.count("description: Ledare") == 2
    assert done.text.index("unit_price: 900") > done.text.index("Film")
    assert "unit_price: 1 450" in done.text


def test_rows_sorted_without_their_hidden_numbers_keep_what_no_column_shows():
    text = TEXT.replace("      granted:", "      form: kontanta medel\n      granted:")
    text += "    - financier: Kommunen\n      amount: 1\n"
    book = opened(exported(text))
    sheet = book["Finansiering"]
    for number in range(2, sheet.max_column + 1):
        one, other = sheet.cell(FIRST, number), sheet.cell(FIRST + 1, number)
        one.value, other.value = other.value, one.value

    done = taken(text, book)

    items = read(done.text).value_at("financing.contributions")
    assert [each["financier"] for each in items] == ["Kommunen", "Regionen"]
    assert items[1]["granted"]["conditions"] == ["Ett villkor."]


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


def test_a_row_gone_in_one_and_changed_in_the_other_stays_as_it_is_and_is_told():
    book = opened(BOOK)
    book["Kostnader"].delete_rows(FIRST)
    meanwhile = TEXT.replace("1 450", "1 500")
    done = taken(meanwhile, book)
    assert (done.text, [each.code for each in errors(done)]) == (meanwhile, ["book-row-kept"])

    book = opened(BOOK)
    cell(book, "Kostnader", 2, "amount").value = 7000
    meanwhile = TEXT.replace("    - description: Film\n      amount: 5 000\n", "")
    done = taken(meanwhile, book)
    assert (done.text, [each.code for each in errors(done)]) == (meanwhile, ["book-row-gone"])


def test_a_workbook_taken_twice_adds_nothing_twice():
    book = opened(BOOK)
    cell(book, "Kostnader", 3, "description").value = "Lokal"
    cell(book, "Kostnader", 3, "amount").value = "2 500,50"
    once = taken(TEXT, book)
    assert once.text.count("Lokal") == 1

    assert taken(once.text, book).text == once.text


def test_a_new_row_that_is_changed_after_its_import_is_not_added_a_second_time():
    book = opened(BOOK)
    cell(book, "Kostnader", 3, "description").value = "Lokal"
    cell(book, "Kostnader", 3, "amount").value = 2500
    once = taken(TEXT, book)
    assert once.problems[-1].code == "book-export-again"
    cell(book, "Kostnader", 3, "amount").value = 3000

    done = taken(once.text, book)

    assert (done.text, [each.code for each in errors(done)]) == (once.text, ["book-row-known"])


def test_a_row_of_which_everything_was_changed_is_known_when_it_is_taken_twice():
    book = opened(BOOK)
    cell(book, "Kostnader", 2, "description").value = "Bok"
    cell(book, "Kostnader", 2, "amount").value = 1
    once = taken(TEXT, book)
    assert "Film" not in once.text

    done = taken(once.text, book)

    assert (done.text, done.problems) == (once.text, ())


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
