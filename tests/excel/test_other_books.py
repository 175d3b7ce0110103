"""Workbooks that people have made themselves: columns known by their headings, nothing taken twice."""

import openpyxl
import pytest
from workbooks import read, saved, taken

from generator.grant.schema import Data
from generator.problems import ProblemError
from generator.run.budget.importing import pulled

EMPTY = "budget:\n  lines: []\n"


def book(*rows, title="Budget"):
    made = openpyxl.Workbook()
    made.active.title = title
    for row in rows:
        made.active.append(row)
    return made


def lines(done, path="budget.lines"):
    return read(done.text).value_at(path)


def codes(done):
    return [each.code for each in done.problems if each.code != "book-export-again"]


def test_a_budget_with_a_heading_groups_blank_rows_and_sums():
    made = book(
        ["Projektbudget"],
        [],
        ["Kostnads-\nslag ", "BENÄMNING", "Timmar", "Á-pris:", "Summa (kr)", "Kommentar"],
        ["Personal"],
        [None, "Ledare", 400, "480 kr", 192000, "halvtid"],
        [],
        [None, "Bitr.", "1 200", 420.0, None],
        ["Summa personal", None, None, None, 696000],
        ["Resor och logi", "Tåg", None, None, "12 000"],
        ["Totalt", None, None, None, 708000],
    )
    made.active["A3"] = "Kostnadsslag"

    done = taken(EMPTY, made)

    assert lines(done) == [
        {"category": "Personal", "description": "Ledare", "quantity": "400", "unit_price": "480"},
        {"category": "Personal", "description": "Bitr.", "quantity": "1200", "unit_price": "420"},
        {"category": "Resor och logi", "description": "Tåg", "amount": "12000"},
    ]
    assert sorted(codes(done)) == ["book-beside", "book-group", "book-sum-row"]


def test_what_is_taken_twice_is_there_once_and_what_the_book_lacks_stays():
    made = book(["Benämning", "Belopp"], ["Buss", 100], ["Buss", 100], ["Tåg", "1 234,50"])
    text = "budget:\n  lines:\n    - description: Båt   # egen\n      amount: 7\n"
    once = taken(text, made)
    assert [each["description"] for each in lines(once)] == ["Båt", "Buss", "Buss", "Tåg"]

    twice = taken(once.text, made)

    assert (twice.text, codes(twice)) == (once.text, ["book-fewer"])


def test_years_may_be_columns():
    made = book(
        ["Kostnadsslag", "Post", 2026, "2027"], ["Personal", "Ledare", 100, 200], ["Personal", "Kock", 0, 50]
    )

    assert lines(taken(EMPTY, made)) == [
        {"category": "Personal", "description": "Ledare", "year": "2026", "amount": "100"},
        {"category": "Personal", "description": "Ledare", "year": "2027", "amount": "200"},
        {"category": "Personal", "description": "Kock", "year": "2027", "amount": "50"},
    ]


def test_a_merged_cell_says_the_same_in_each_of_its_rows():
    made = book(
        ["Kostnadsslag", "Post", "Belopp"], ["Personal", "a", 1], [None, "b", 2], ["Resor och logi", "c", 3]
    )
    made.active.merge_cells("A2:A3")

    assert [each["category"] for each in lines(taken(EMPTY, made))] == [
        "Personal",
        "Personal",
        "Resor och logi",
    ]


def test_amounts_in_thousands_are_read_in_the_unit_of_their_heading():
    made = book(["Finansiär", "Belopp (tkr)", "Andel"], ["Regionen", 700, "50 %"], ["Kommunen", "12,5", None])

    assert lines(taken(EMPTY, made), "financing.contributions") == [
        {"financier": "Regionen", "amount": "700000", "share": "50 %"},
        {"financier": "Kommunen", "amount": "12500"},
    ]


def test_an_amount_that_is_not_quantity_times_price_stops_all():
    done = taken(EMPTY, book(["Post", "Antal", "Á-pris", "Summa"], ["a", 2, 100, 300], ["b", 1, 1, 1]))

    (told,) = [each for each in done.problems if each.level == "error"]
    assert (told.code, told.place.words) == ("book-product", "Budget row 2, column Summa")
    assert done.text == EMPTY


def test_unknown_headings_are_asked_for_and_can_be_said():
    made = book(["Grej", "Pengar"], ["Buss", 100])
    with pytest.raises(ProblemError) as refused:
        taken(EMPTY, made)
    (told,) = refused.value.problems
    assert "“Grej”, “Pengar”" in told.message
    assert '--column "Pengar=amount"' in told.message

    done = pulled(
        saved(made), "b.xlsx", read(EMPTY), Data, {"Grej": "description", "pengar": "budget.lines.amount"}
    )

    assert lines(done) == [{"description": "Buss", "amount": "100"}]


def test_hidden_rows_are_read_and_told_and_hidden_sheets_only_told():
    made = book(["Post", "Belopp"], ["Buss", 100], ["Tåg", 200])
    made.active.row_dimensions[2].hidden = True
    other = made.create_sheet("Gammalt")
    other.append(["Post", "Belopp"])
    other.append(["Häst", 1])
    other.sheet_state = "hidden"

    done = taken(EMPTY, made)

    assert [each["description"] for each in lines(done)] == ["Buss", "Tåg"]
    assert codes(done) == ["book-hidden", "book-hidden"]


def test_more_rows_than_a_project_has_are_refused():
    made = book(["Post", "Belopp"], *([f"Rad {n}", n] for n in range(2001)))

    with pytest.raises(ProblemError) as refused:
        taken(EMPTY, made)

    assert refused.value.problems[0].code == "book-too-large"


def test_words_that_no_document_can_show_stop_all():
    made = book(["Post", "Belopp"], ["Bu\u202ess", 100])
    assert lines(taken(EMPTY, made))[0]["description"] == "Buss"

    done = taken(EMPTY, book(["Post", "Belopp"], ["a" * 3000, 100]))

    assert [each.code for each in done.problems] == ["book-cell"]
    assert done.text == EMPTY
