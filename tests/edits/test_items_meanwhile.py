"""Items added in Word while the data changes, or edited once more after a pull."""

from edited import Desk, words
from rows import (
    ACTIVITY,
    NEW,
    RISK,
    STUDY_TRIP,
    TRIP,
    as_word_copies,
    changes,
    copied_row,
    over,
    risks,
    row_of,
    rows_of,
    settled,
    type_over,
)

# --- while the data changes


def test_a_new_row_that_waits_does_not_follow_the_row_that_it_was_copied_from(ansokan):
    desk = Desk(ansokan, "tillvaxtverket")
    desk.edit(copied_row(1, NEW))
    desk.write(
        "end: 2025-02-28\n      responsible: Projektledaren\n",
        "end: 2025-02-28\n      responsible: Kommunen\n",
    )
    assert desk.generate().made == ("merged", 0, [f"{ACTIVITY}.2"])
    before = desk.data.read_text("utf-8")
    assert list(desk.pull().taken) == [f"{ACTIVITY}.2"]
    assert "".join(f"{each}\n" for each in changes(before, desk.data.read_text("utf-8"))) == STUDY_TRIP
    settled(desk, "Studieresa")


def test_a_new_row_is_one_when_the_row_that_it_was_copied_from_has_left_the_data(ansokan):
    desk = Desk(ansokan, "tillvaxtverket")
    desk.edit(copied_row(3, TRIP, lists=RISK))
    text = desk.data.read_text("utf-8")
    start, end = text.index("    - risk: Projektets frågor"), text.index("    - risk: Nyckelpersoner")
    desk.write(text[start:end], "")
    assert desk.generate().made == ("merged", 0, [f"{RISK}.3"])
    assert "Projektets frågor uppfattas" not in words(desk.root())
    assert list(desk.pull().taken) == [f"{RISK}.3"]
    assert [each[:5] for each in risks(desk)][2:] == ["Kommu", "Frost", "Nycke"]
    settled(desk, "Frost")


def test_a_new_row_in_word_and_another_in_the_data_are_both_there(ansokan):
    desk = Desk(ansokan, "tillvaxtverket")
    desk.edit(copied_row(1, TRIP, lists=RISK))
    desk.write("    - risk: Bara en", "    - risk: Tjäle\n      measure: Gräv djupare.\n    - risk: Bara en")
    assert list(desk.pull().taken) == [f"{RISK}.3"]
    assert [each[:5] for each in risks(desk)] == [
        "Tiden",
        "Tjäle",
        "Bara ",
        "Frost",
        "Kommu",
        "Proje",
        "Nycke",
    ]
    settled(desk, "Frost", "Tjäle")
    assert [words(each)[:5] for each in rows_of(desk.root(), RISK, "risk")] == [
        each[:5] for each in risks(desk)
    ]


def test_a_row_that_is_written_in_the_data_by_hand_too_is_one_row(ansokan):
    desk = Desk(ansokan, "tillvaxtverket")
    desk.edit(copied_row(1, TRIP, lists=RISK))
    desk.write(
        "    - risk: Kommunerna",
        "    - risk: Frost\n      likelihood: hög\n      consequence: hög\n      measure: Vänta\n"
        "      responsible: Styrgruppen\n    - risk: Kommunerna",
    )
    assert desk.status()[0] == []
    assert desk.pull().taken == {}
    settled(desk, "Frost")


# --- edited and pulled again before the next generation


def test_a_new_row_edited_after_the_pull_waits_for_the_next_generation_and_is_no_second_row(ansokan):
    desk = Desk(ansokan, "tillvaxtverket")
    desk.edit(copied_row(1, TRIP, lists=RISK))
    assert list(desk.pull().taken) == [f"{RISK}.2"]
    data = desk.data.read_bytes()
    desk.edit(over(f"{RISK}.1.measure", "Vänta länge", nth=1))
    assert desk.status()[0] == [f"{RISK}.2"]
    again = desk.pull()
    assert (again.taken, again.about) == ({}, [("pull-item-moved", f"{RISK}.2")])
    assert desk.data.read_bytes() == data
    assert "not-pulled" in desk.final().codes
    assert desk.generate().made[1:] == (0, [f"{RISK}.2.measure"])
    assert desk.pull().taken == {f"{RISK}.2.measure": "Vänta länge"}
    settled(desk, "Frost", "Vänta länge")


def test_a_row_below_edited_after_the_pull_is_taken_after_the_next_generation(ansokan):
    desk = Desk(ansokan, "tillvaxtverket")
    desk.edit(copied_row(1, TRIP, lists=RISK))
    desk.pull()
    data = desk.data.read_bytes()
    desk.edit(over(f"{RISK}.3.measure", "Läs på"))
    again = desk.pull()
    assert (again.taken, again.about) == ({}, [("pull-item-moved", f"{RISK}.3.measure")])
    assert desk.data.read_bytes() == data
    assert desk.generate().made[1:] == (0, [f"{RISK}.4.measure"])
    assert desk.pull().taken == {f"{RISK}.4.measure": "Läs på"}
    settled(desk, "Frost", "Läs på")


def test_a_second_row_added_after_the_pull_is_a_second_item(ansokan):
    desk = Desk(ansokan, "tillvaxtverket")
    desk.edit(copied_row(1, TRIP, lists=RISK))
    desk.pull()
    desk.edit(copied_row(4, TRIP | {"risk": "Tjäle"}, lists=RISK))
    assert list(desk.pull().taken) == [f"{RISK}.6"]
    assert [each[:5] for each in risks(desk)] == [
        "Tiden",
        "Bara ",
        "Frost",
        "Kommu",
        "Proje",
        "Nycke",
        "Tjäle",
    ]
    settled(desk, "Frost", "Tjäle")


def test_a_new_row_that_was_pulled_and_changed_in_the_data_is_what_the_data_says(ansokan):
    desk = Desk(ansokan, "tillvaxtverket")
    desk.edit(copied_row(1, TRIP, lists=RISK))
    desk.pull()
    desk.write("measure: Vänta", "measure: Flytta arbetet")
    assert desk.pull().taken == {}
    settled(desk, "Frost", "Flytta arbetet")
    assert "Vänta" not in words(desk.root())


def test_a_new_row_that_was_pulled_and_taken_out_of_the_data_goes(ansokan):
    desk = Desk(ansokan, "tillvaxtverket")
    before = desk.data.read_text("utf-8")
    desk.edit(copied_row(1, TRIP, lists=RISK))
    desk.pull()
    desk.data.write_text(before, "utf-8")
    assert desk.pull().taken == {}
    settled(desk)
    assert "Frost" not in words(desk.root())


def test_two_copies_of_one_row_are_two_items_in_their_order(ansokan):
    desk = Desk(ansokan, "tillvaxtverket")
    desk.edit(copied_row(1, TRIP, lists=RISK))

    def below(root):
        row = row_of(root, f"{RISK}.1.risk", nth=1)
        new = as_word_copies(row, 800_000_000)
        row.addnext(new)
        type_over(new, f"{RISK}.1.risk", "Tjäle")

    desk.edit(below)
    assert desk.status()[0] == [f"{RISK}.2", f"{RISK}.3"]
    assert list(desk.pull().taken) == [f"{RISK}.2", f"{RISK}.3"]
    assert [each[:5] for each in risks(desk)][1:5] == ["Bara ", "Frost", "Tjäle", "Kommu"]
    settled(desk, "Frost", "Tjäle")
