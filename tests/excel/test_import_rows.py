"""Rows of a workbook that are new, gone, moved, copied: each item keeps what is its own."""

from workbooks import FIRST, TEXT, cell, column, errors, exported, opened, read, taken

BOOK = exported(TEXT)


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

    twice = taken(once.text, book)

    assert (twice.text, twice.problems) == (once.text, ())


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
