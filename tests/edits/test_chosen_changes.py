"""Of what was edited in Word a person chooses what is taken; the rest waits in the document, and comes later."""

from pathlib import Path

import pytest
import yaml
from edited import Desk, typed, words
from pulling import DATA, generated, layout, read
from pulling import typed as fields_typed
from rows import ACTIVITY, NEW, copied_row, row_deleted, row_moved
from wml import p

from generator.grant.schema import Data
from generator.pull import pull
from generator.run.pulling import Task, look, take
from generator.word.opc.package import Package

NAME, NEED, DESCRIPTION = f"{ACTIVITY}.1.name", "project.problem", "project.background"
ADDED = ("added", f"{ACTIVITY}.2")


@pytest.fixture
def desk(ansokan):
    return Desk(ansokan, "tillvaxtverket")


def task_of(desk):
    return Task((desk.document,), removed=True)


def offered(desk):
    """What the page shows, each with its way and its place in the data."""
    return {(taken.how, taken.path): taken.identity for _data, taken in look(task_of(desk)).taken}


def take_only(desk, *wanted):
    """Take those of what is offered now, and return what was taken and which errors came."""
    ticked = {identity for change, identity in offered(desk).items() if change in wanted}
    assert len(ticked) == len(wanted)
    report = take(task_of(desk), lambda taken: taken.identity in ticked)
    errors = [problem.code for problem in report.problems if problem.level == "error"]
    return {(taken.how, taken.path) for _data, taken in report.taken}, errors


def test_of_three_edits_two_are_chosen_and_the_third_waits_and_comes_home_after_a_run(desk):
    desk.edit(typed(NAME, "Resor", "over"), typed(NEED, " Mer."), typed(DESCRIPTION, " Och mer."))
    chosen = {("edited", NAME), ("edited", NEED)}
    assert take_only(desk, *chosen) == (chosen, [])
    assert "Och mer." not in desk.data.read_text("utf-8")
    assert set(offered(desk)) == {("edited", DESCRIPTION)}
    assert desk.status()[0] == [DESCRIPTION]
    assert desk.generate().made[1:] == (0, [DESCRIPTION])
    assert "Och mer." in words(desk.field(DESCRIPTION))
    assert take_only(desk, ("edited", DESCRIPTION)) == ({("edited", DESCRIPTION)}, [])
    assert "Och mer." in desk.data.read_text("utf-8")
    assert (offered(desk), desk.status()[0]) == ({}, [])
    desk.generate()
    assert desk.status() == ([], 0, 0)


def test_of_an_added_row_and_edits_only_the_row_is_taken_and_the_edits_come_home_later(desk):
    above, below = f"{ACTIVITY}.0.name", f"{ACTIVITY}.3.name"
    desk.edit(copied_row(1, NEW), typed(above, " 1"), typed(below, " 2"))
    assert set(offered(desk)) == {("edited", above), ("edited", below), ADDED}
    assert take_only(desk, ADDED) == ({ADDED}, [])
    assert ("edited", above) in offered(desk)  # the row below it has moved in the data, and asks for a run
    assert set(desk.status()[0]) == {above, below}
    assert desk.generate().made[1] == 0
    moved = f"{ACTIVITY}.4.name"
    assert set(offered(desk)) == {("edited", above), ("edited", moved)}
    assert take_only(desk, *offered(desk)) == ({("edited", above), ("edited", moved)}, [])
    desk.generate()
    assert (offered(desk), desk.status()) == ({}, ([], 0, 0))
    assert (words(desk.field(above))[-1], words(desk.field(moved))[-1]) == ("1", "2")


def test_of_an_added_row_and_an_edit_only_the_edit_is_taken_and_the_row_waits_through_a_run(desk):
    edit = ("edited", f"{ACTIVITY}.3.name")
    desk.edit(copied_row(1, NEW), typed(edit[1], " 2"))
    assert take_only(desk, edit) == ({edit}, [])
    assert NEW["name"] not in desk.data.read_text("utf-8")
    assert desk.generate().made[1] == 0
    assert set(offered(desk)) == {ADDED}
    assert take_only(desk, ADDED) == ({ADDED}, [])
    desk.generate()
    assert (offered(desk), desk.status()) == ({}, ([], 0, 0))


@pytest.mark.parametrize("first", ["Ett", "Två", "Tre"])
def test_of_three_rows_added_in_one_place_each_comes_where_it_stands_in_word(desk, first):
    added = ["Ett", "Två", "Tre"]
    desk.edit(*(copied_row(1, NEW | {"name": name}) for name in reversed(added)))
    take(task_of(desk), lambda taken: taken.item["name"] == first)
    assert [name for name in names(desk) if name in added] == [first]
    take(task_of(desk))
    assert [name for name in names(desk) if name in added] == added
    desk.generate()
    assert (offered(desk), desk.status()) == ({}, ([], 0, 0))


def names(desk):
    return [each["name"] for each in yaml.safe_load(desk.data.read_text("utf-8"))["project"]["activities"]]


def test_of_two_rows_that_were_deleted_one_is_taken_out_and_the_other_stays_in_the_data(desk):
    first, second = ("removed", f"{ACTIVITY}.1"), ("removed", f"{ACTIVITY}.4")
    desk.edit(row_deleted(f"{first[1]}.name"), row_deleted(f"{second[1]}.name"))
    assert take_only(desk, first) == ({first}, [])
    left = f"{ACTIVITY}.3"
    assert set(offered(desk)) == {("removed", left)}
    desk.generate()
    assert desk.status()[0] == [left]
    assert take_only(desk, ("removed", left)) == ({("removed", left)}, [])
    desk.generate()
    assert (offered(desk), desk.status()) == ({}, ([], 0, 0))


def test_rows_in_another_order_wait_while_an_edit_in_one_of_them_is_taken(desk):
    edit, order = ("edited", f"{ACTIVITY}.2.name"), ("moved", ACTIVITY)
    desk.edit(row_moved(f"{ACTIVITY}.3.name", f"{ACTIVITY}.1.name"), typed(edit[1], " 2"))
    assert take_only(desk, edit) == ({edit}, [])
    desk.generate()
    assert take_only(desk, order) == ({order}, [])
    desk.generate()
    assert (offered(desk), desk.status()) == ({}, ([], 0, 0))


def test_what_was_saved_in_word_after_the_look_is_not_taken_for_what_was_chosen(desk):
    desk.edit(typed(NEED, " Mer."))
    seen = set(offered(desk).values())
    data = desk.data.read_bytes()
    desk.edit(typed(NEED, " Och mer."))
    report = take(task_of(desk), lambda taken: taken.identity in seen)
    assert (list(report.taken), report.problems) == ([], ())
    assert desk.data.read_bytes() == data
    assert set(offered(desk)) == {("edited", NEED)}


def test_to_look_writes_nothing(desk):
    desk.edit(typed(NEED, " Mer."), copied_row(1, NEW))
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    assert len(offered(desk)) == 2
    assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == before


COSTS = layout(p("{% for l in budget.lines %}{{ l.description }}: {{ l.activity }}. {% endfor %}"))
OF_COSTS = """
budget:
  lines:
    - description: Timmar
      activity: Kartläggning
    - description: Resor
      activity: Kartläggning
"""


def test_a_new_name_is_not_written_where_an_edit_of_that_very_place_waits():
    file = read(DATA + OF_COSTS)
    document = fields_typed(generated(file, mall=COSTS), "project.activities.0.name", "Nuläge")
    document = fields_typed(document, "budget.lines.1.activity", "Rapport")
    package = Package.read(document, "a.docx")
    done = pull([package], file, Data, chosen=lambda taken: taken.path == "project.activities.0.name")
    assert [taken.references for taken in done.taken] == [("budget.lines.0.activity",)]
    rest = pull([package], read(done.text), Data)
    assert {taken.path: taken.new for taken in rest.taken} == {"budget.lines.1.activity": "Rapport"}
    assert rest.problems == ()
